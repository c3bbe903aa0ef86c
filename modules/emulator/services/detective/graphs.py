"""Behavior graphs: one of an account in a Region, which the organization's is, too.

Behaviour from the Amazon Detective API Reference, "CreateGraph" (who has a graph is told that one), "ListGraphs" and
"DeleteGraph".
"""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random

from modules.emulator.organization_service import administrator_of
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation

GRAPH = Resource("Graph", key=("Arn",), names={"GraphArn": "Arn"}, tags="Tags")


def graph_of(call: Call) -> Record | None:
    """Give the graph of the calling account, or None."""
    return next(iter(call.records(GRAPH)), None)


def turn_on(call: Call, tags: dict[str, str] | None = None) -> Record:
    """Give the calling account a graph, unless it has one."""
    graph = graph_of(call)
    if graph is None:
        place = f"arn:{call.partition}:detective:{call.region}:{call.account_id}:graph"
        arn = f"{place}:{mock_random.get_random_hex(32)}"
        graph = {"Arn": arn, "CreatedTime": utcnow(), "Tags": dict(tags or {})}
        call.records(GRAPH).append(graph)
    return graph


def own_graph(call: Call) -> Record:
    """Find the caller's graph of the ARN that the input has.

    Raises:
        ServiceException: the caller has none of this ARN.

    """
    return call.find(GRAPH)


def _delete(call: Call) -> dict[str, Any]:
    graph = own_graph(call)
    if administrator_of(call) == call.account_id:
        message = "The graph of an organization is deleted by removing its administrator"
        raise call.refusal("ConflictException", message)
    call.records(GRAPH).remove(graph)
    return {}


OPERATIONS: dict[str, Operation] = {
    "CreateGraph": lambda call: {"GraphArn": turn_on(call, call.input.get("Tags"))["Arn"]},
    "ListGraphs": lambda call: {"GraphList": list(call.records(GRAPH))},
    "DeleteGraph": _delete,
}
