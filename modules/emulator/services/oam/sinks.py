"""Sinks of OAM, and who may link to them.

Behaviour from the API Reference, pages "CreateSink", "GetSink", "ListSinks", "DeleteSink", "PutSinkPolicy",
"GetSinkPolicy" and "ListAttachedLinks". An account has one sink in a Region.
"""

from __future__ import annotations

import json
from typing import Any

from modules.emulator.records import Call, Record, create, delete, describe, list_
from modules.emulator.records.operations import Operation
from modules.emulator.services.oam.resources import LINK, SINK


def _check_creation(call: Call, _: Record) -> None:
    if call.records(SINK):
        raise call.refusal("ServiceQuotaExceededException", "An account has one sink in a Region", resource=SINK)


def _check_deletion(call: Call, sink: Record) -> None:
    if _attached(call, sink):
        raise call.refusal("ConflictException", f"Links are attached to {sink['Arn']}", resource=SINK)


def _attached(call: Call, sink: Record) -> list[Record]:
    return [link for link in call.everywhere(LINK) if link["SinkArn"] == sink["Arn"]]


def _put_policy(call: Call) -> dict[str, Any]:
    sink = call.find(SINK)
    try:
        json.loads(call.input["Policy"])
    except ValueError:
        raise call.refusal("InvalidParameterException", "The policy is no JSON", resource=SINK) from None
    sink["Policy"] = call.input["Policy"]
    return _shown_policy(sink)


def _get_policy(call: Call) -> dict[str, Any]:
    sink = call.find(SINK)
    if "Policy" not in sink:
        raise call.refusal("ResourceNotFoundException", "The sink has no policy", resource=SINK)
    return _shown_policy(sink)


def _shown_policy(sink: Record) -> dict[str, Any]:
    return {"SinkArn": sink["Arn"], "SinkId": sink["Id"], "Policy": sink["Policy"]}


def _list_attached(call: Call) -> dict[str, Any]:
    attached = _attached(call, call.find(SINK))
    return {
        "Items": [
            {"Label": link["Label"], "LinkArn": link["Arn"], "ResourceTypes": link["ResourceTypes"]}
            for link in attached
        ]
    }


OPERATIONS: dict[str, Operation] = {
    "CreateSink": create(SINK, check=_check_creation),
    "GetSink": describe(SINK),
    "ListSinks": list_(SINK),
    "DeleteSink": delete(SINK, check=_check_deletion),
    "PutSinkPolicy": _put_policy,
    "GetSinkPolicy": _get_policy,
    "ListAttachedLinks": _list_attached,
}
