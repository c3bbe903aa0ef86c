"""AWS Control Tower's controls, enabled for organizational units.

Behaviour from the AWS Control Tower API Reference, pages "EnableControl", "DisableControl", "UpdateEnabledControl",
"ResetEnabledControl", "GetEnabledControl" and "ListEnabledControls".
"""

from __future__ import annotations

import re
from typing import Any

from modules.emulator.records import Call, Record
from modules.emulator.records.resource import Random
from modules.emulator.services.controltower.landing_zones import landing_zone_of
from modules.emulator.services.controltower.operations_in_progress import check_may_start, settle, start
from modules.emulator.services.controltower.resources import ENABLED_CONTROL, NOT_FOUND, VALIDATION
from modules.emulator.services.controltower.targets import check_unit

_CONTROL = re.compile(r"arn:[\w-]+:(controltower:(?P<region>[\w-]+)::control/[\w-]+|controlcatalog:::control/[\w-]+)")


def _enable(call: Call) -> dict[str, Any]:
    given = call.input
    check_unit(call)
    _check_identifier(call, given["controlIdentifier"])
    if _enabled(call) is not None:
        message = f"The control {given['controlIdentifier']} is enabled on {given['targetIdentifier']} already."
        raise call.refusal(VALIDATION, message)
    check_may_start(call, "control")
    place = f"arn:{call.partition}:controltower:{call.region}:{call.account_id}"
    enabled_control = {
        "arn": f"{place}:enabledcontrol/{f'{Random():16}'.upper()}",
        "controlIdentifier": given["controlIdentifier"],
        "targetIdentifier": given["targetIdentifier"],
        "parameters": given.get("parameters") or [],
        "tags": dict(given.get("tags") or {}),
        "driftStatusSummary": {"driftStatus": "NOT_CHECKING"},
        "targetRegions": [{"name": name} for name in landing_zone_of(call)["manifest"]["governedRegions"]],
    }
    call.records(ENABLED_CONTROL).append(enabled_control)
    return {"arn": enabled_control["arn"], **_start(call, "ENABLE_CONTROL", enabled_control)}


def _disable(call: Call) -> dict[str, Any]:
    landing_zone_of(call)
    found = _enabled(call)
    if found is None:
        message = f"The control {call.input['controlIdentifier']} is not enabled on {call.input['targetIdentifier']}."
        raise call.refusal(NOT_FOUND, message)
    check_may_start(call, "control", found)
    return _start(call, "DISABLE_CONTROL", found, afterwards=(lambda: call.records(ENABLED_CONTROL).remove(found),))


def _update(call: Call) -> dict[str, Any]:
    found = _find(call)
    if _comparable(call.input["parameters"]) == _comparable(found["parameters"]):
        raise call.refusal(VALIDATION, "The parameters are those that the control has.")
    check_may_start(call, "control", found)
    found["parameters"] = call.input["parameters"]
    return _start(call, "UPDATE_ENABLED_CONTROL", found)


def _reset(call: Call) -> dict[str, Any]:
    found = _find(call)
    check_may_start(call, "control", found)
    return _start(call, "RESET_ENABLED_CONTROL", found)


def _get(call: Call) -> dict[str, Any]:
    return {"enabledControlDetails": _find(call)}


def _list(call: Call) -> dict[str, Any]:
    settle(call)
    target, given = call.input.get("targetIdentifier"), call.input.get("filter") or {}
    controls, statuses = given.get("controlIdentifiers"), given.get("statuses")
    found = [
        enabled_control
        for enabled_control in call.records(ENABLED_CONTROL)
        if target in (None, enabled_control["targetIdentifier"])
        and (not controls or enabled_control["controlIdentifier"] in controls)
        and (not statuses or enabled_control["statusSummary"]["status"] in statuses)
    ]
    return {"enabledControls": found}


def _find(call: Call) -> Record:
    settle(call)
    return call.find(ENABLED_CONTROL)


def _enabled(call: Call) -> Record | None:
    wanted = {name: call.input[name] for name in ("controlIdentifier", "targetIdentifier")}
    return next(
        (
            enabled_control
            for enabled_control in call.records(ENABLED_CONTROL)
            if wanted.items() <= enabled_control.items()
        ),
        None,
    )


def _check_identifier(call: Call, identifier: str) -> None:
    """Hold a control's ARN to the home Region; one of the Control Catalog has none."""
    match = _CONTROL.fullmatch(identifier)
    if match is None or match["region"] not in (None, call.region):
        raise call.refusal(VALIDATION, f"The control {identifier} does not exist in {call.region}.")


def _comparable(parameters: list[Record]) -> dict[str, Any]:
    return {parameter["key"]: parameter["value"] for parameter in parameters}


def _start(call: Call, type_: str, found: Record, **more: Any) -> dict[str, str]:
    shown = {name: found[name] for name in ("controlIdentifier", "targetIdentifier")}
    return start(call, "control", type_, found, enabledControlIdentifier=found["arn"], **shown, **more)


OPERATIONS = {
    "EnableControl": _enable,
    "DisableControl": _disable,
    "UpdateEnabledControl": _update,
    "ResetEnabledControl": _reset,
    "GetEnabledControl": _get,
    "ListEnabledControls": _list,
}
