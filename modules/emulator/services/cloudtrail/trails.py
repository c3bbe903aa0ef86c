"""Trails: created, changed, switched on and off, and deleted.

Behaviour from the CloudTrail API Reference, pages "CreateTrail", "UpdateTrail", "DeleteTrail", "GetTrail",
"DescribeTrails", "ListTrails", "GetTrailStatus", "StartLogging" and "StopLogging", and from "Quotas in AWS CloudTrail".
"""

from __future__ import annotations

import re
from typing import Any

from moto.core.utils import utcnow

from modules.emulator.organization_tree import is_management_account, management_account_of
from modules.emulator.records import Call, Record, create
from modules.emulator.records.operations import Operation
from modules.emulator.services.cloudtrail.delegation import check_organization
from modules.emulator.services.cloudtrail.deliveries import check_deliveries
from modules.emulator.services.cloudtrail.places import TRAIL, find, find_to_change, kept_with, seen

TRAILS_PER_REGION = 5
_NAME = re.compile(r"[0-9a-zA-Z][.\-_0-9a-zA-Z]{1,126}[0-9a-zA-Z]")


def _create(call: Call) -> dict[str, Any]:
    if not _NAME.fullmatch(call.input["Name"]):
        message = "A name has 3 to 128 letters, digits, dots, hyphens and underscores, and none of those at its ends."
        raise call.refusal("InvalidTrailNameException", message)
    owner = call
    if call.input.get("IsOrganizationTrail"):
        check_organization(call)
        owner = call.at(management_account_of(call.account_id))

    def check(_owner: Call, trail: Record) -> None:
        if len(owner.records(TRAIL)) >= TRAILS_PER_REGION:
            message = f"User: {owner.account_id} already has {TRAILS_PER_REGION} trails in {owner.region}."
            raise call.refusal("MaximumNumberOfTrailsExceededException", message)
        _check(call, trail)

    return create(TRAIL, check=check)(owner)


def _update(call: Call) -> dict[str, Any]:
    trail = find_to_change(call, call.input["Name"])
    asked = {name: value for name, value in TRAIL.renamed(call.input).items() if name != "Name"}
    if asked.get("IsOrganizationTrail") and not trail["IsOrganizationTrail"]:
        check_organization(call)
        if not is_management_account(call.account_id):
            message = "Only the management account can convert a trail."
            raise call.refusal("NotOrganizationMasterAccountException", message)
    changed = trail | {name: value or None if isinstance(value, str) else value for name, value in asked.items()}
    _check(call, changed)
    trail.update(changed)
    return call.answer(TRAIL, trail)


def _check(call: Call, trail: Record) -> None:
    if trail["IsMultiRegionTrail"] and not trail["IncludeGlobalServiceEvents"]:
        message = "Multi-Region trail must include global service events."
        raise call.refusal("InvalidParameterCombinationException", message)
    check_deliveries(call, trail)


def _delete(call: Call) -> dict[str, Any]:
    trail = find_to_change(call, call.input["Name"])
    kept_with(call, trail).remove(trail)
    return {}


def _get(call: Call) -> dict[str, Any]:
    return call.answer(TRAIL, find(call, call.input["Name"]))


def _describe(call: Call) -> dict[str, Any]:
    wanted, shadows = call.input.get("trailNameList"), call.input.get("includeShadowTrails", True)
    found = [
        trail
        for trail in seen(call)
        if (not wanted or {trail["Name"], trail["TrailARN"]} & {*wanted})
        and (shadows or trail["HomeRegion"] == call.region)
    ]
    shape = call.operation.output_shape.members["trailList"].member
    return {"trailList": [call.shown(TRAIL, trail, shape) for trail in found]}


def _list(call: Call) -> dict[str, Any]:
    return {"Trails": [{name: t[name] for name in ("Name", "TrailARN", "HomeRegion")} for t in seen(call)]}


def _status(call: Call) -> dict[str, Any]:
    trail = find(call, call.input["Name"])
    members = call.operation.output_shape.members
    return {name: trail[name] for name in members if trail.get(name) is not None}


def _switch(*, on: bool) -> Operation:
    def perform(call: Call) -> dict[str, Any]:
        trail = find_to_change(call, call.input["Name"])
        trail.update({"IsLogging": on, f"{'Start' if on else 'Stop'}LoggingTime": utcnow()})
        return {}

    return perform


OPERATIONS: dict[str, Operation] = {
    "CreateTrail": _create,
    "UpdateTrail": _update,
    "DeleteTrail": _delete,
    "GetTrail": _get,
    "DescribeTrails": _describe,
    "ListTrails": _list,
    "GetTrailStatus": _status,
    "StartLogging": _switch(on=True),
    "StopLogging": _switch(on=False),
}
