"""Tags of trails. Behaviour from the CloudTrail API Reference, pages "AddTags", "RemoveTags" and "ListTags"."""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call
from modules.emulator.records.operations import Operation
from modules.emulator.records.tag_shapes import from_shape
from modules.emulator.services.cloudtrail.places import find, find_to_change


def _add(call: Call) -> dict[str, Any]:
    find_to_change(call, call.input["ResourceId"])["TagsList"].update(from_shape(call.input["TagsList"]))
    return {}


def _remove(call: Call) -> dict[str, Any]:
    tags = find_to_change(call, call.input["ResourceId"])["TagsList"]
    for key in from_shape(call.input["TagsList"]):
        tags.pop(key, None)
    return {}


def _list(call: Call) -> dict[str, Any]:
    tags = {arn: find(call, arn)["TagsList"] for arn in call.input["ResourceIdList"]}
    shown = [
        {"ResourceId": arn, "TagsList": [{"Key": key, "Value": value} for key, value in of.items()]}
        for arn, of in tags.items()
    ]
    return {"ResourceTagList": shown}


OPERATIONS: dict[str, Operation] = {"AddTags": _add, "RemoveTags": _remove, "ListTags": _list}
