"""Which events a trail records.

Behaviour from the CloudTrail API Reference, pages "PutEventSelectors" (one kind or the other), "GetEventSelectors",
"PutInsightSelectors" and "GetInsightSelectors", and from "AdvancedFieldSelector" (a category of events each; data
events name their type of resource).
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record
from modules.emulator.records.operations import Operation
from modules.emulator.services.cloudtrail.places import find, find_to_change

_CATEGORIES = ("Management", "Data", "NetworkActivity")
_MANAGEMENT_EVENTS = {
    "ReadWriteType": "All",
    "IncludeManagementEvents": True,
    "DataResources": [],
    "ExcludeManagementEventSources": [],
}


def _put(call: Call) -> dict[str, Any]:
    trail = find_to_change(call, call.input["TrailName"])
    basic, advanced = call.input.get("EventSelectors"), call.input.get("AdvancedEventSelectors")
    if bool(basic) == bool(advanced):
        raise call.refusal("InvalidEventSelectorsException", "Give either event selectors or advanced ones.")
    for selector in advanced or []:
        _check(call, selector)
    trail.update(EventSelectors=basic, AdvancedEventSelectors=advanced, HasCustomEventSelectors=True)
    return _shown(trail)


def _check(call: Call, selector: Record) -> None:
    fields = {field["Field"]: field for field in selector["FieldSelectors"]}
    category = fields.get("eventCategory", {}).get("Equals") or [""]
    if len(category) != 1 or category[0] not in _CATEGORIES:
        message = f"A selector needs the field eventCategory, which equals one of {', '.join(_CATEGORIES)}."
        raise call.refusal("InvalidEventSelectorsException", message)
    if category[0] == "Data" and len(fields.get("resources.type", {}).get("Equals") or []) != 1:
        message = "A selector of data events needs the field resources.type, which equals one type."
        raise call.refusal("InvalidEventSelectorsException", message)


def _get(call: Call) -> dict[str, Any]:
    return _shown(find(call, call.input["TrailName"]))


def _shown(trail: Record) -> dict[str, Any]:
    if trail["AdvancedEventSelectors"]:
        return {"TrailARN": trail["TrailARN"], "AdvancedEventSelectors": trail["AdvancedEventSelectors"]}
    return {"TrailARN": trail["TrailARN"], "EventSelectors": trail["EventSelectors"] or [_MANAGEMENT_EVENTS]}


def _put_insights(call: Call) -> dict[str, Any]:
    name = call.input.get("TrailName")
    if name is None:
        raise call.refusal("InvalidParameterCombinationException", "Event data stores are not emulated.")
    trail, insights = find_to_change(call, name), call.input["InsightSelectors"]
    trail.update(InsightSelectors=insights, HasInsightSelectors=bool(insights))
    return {"TrailARN": trail["TrailARN"], "InsightSelectors": insights}


def _get_insights(call: Call) -> dict[str, Any]:
    name = call.input.get("TrailName")
    trail = find(call, name) if name else None
    if not trail or not trail["InsightSelectors"]:
        raise call.refusal("InsightNotEnabledException", f"Insights are not enabled for {name}.")
    return {"TrailARN": trail["TrailARN"], "InsightSelectors": trail["InsightSelectors"]}


OPERATIONS: dict[str, Operation] = {
    "PutEventSelectors": _put,
    "GetEventSelectors": _get,
    "PutInsightSelectors": _put_insights,
    "GetInsightSelectors": _get_insights,
}
