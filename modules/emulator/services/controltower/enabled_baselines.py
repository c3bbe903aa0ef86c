"""AWS Control Tower's baselines, enabled for organizational units, which registers the units.

Behaviour from the AWS Control Tower API Reference, pages "EnableBaseline", "DisableBaseline",
"UpdateEnabledBaseline", "ResetEnabledBaseline", "GetEnabledBaseline", "ListEnabledBaselines", "ListBaselines" and
"GetBaseline"; names and identifiers from the AWS Control Tower User Guide, "Types of baselines".
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record
from modules.emulator.records.resource import Random
from modules.emulator.services.controltower.operations_in_progress import check_may_start, settle, start
from modules.emulator.services.controltower.resources import CONFLICT, ENABLED_BASELINE, NOT_FOUND
from modules.emulator.services.controltower.targets import check_unit

_BASELINES = {
    "AuditBaseline": ("4T4HA1KMO10S6311", "Sets up resources to monitor security and compliance of accounts."),
    "LogArchiveBaseline": ("J8HX46AHS5MIKQPD", "Sets up a central repository for logs."),
    "IdentityCenterBaseline": ("LN25R72TTG6IGPTQ", "Sets up shared resources for AWS Identity Center."),
    "AWSControlTowerBaseline": ("17BSJV3IGJ2QSGA2", "Sets up resources and mandatory controls for member accounts."),
}
_FILTERS = {"baselineIdentifiers": "baselineIdentifier", "targetIdentifiers": "targetIdentifier"}


def _baselines(call: Call) -> list[Record]:
    prefix = f"arn:{call.partition}:controltower:{call.region}::baseline/"
    return [{"arn": prefix + id_, "name": name, "description": text} for name, (id_, text) in _BASELINES.items()]


def _list_baselines(call: Call) -> dict[str, Any]:
    return {"baselines": _baselines(call)}


def _get_baseline(call: Call) -> dict[str, Any]:
    for baseline in _baselines(call):
        if baseline["arn"] == call.input["baselineIdentifier"]:
            return baseline
    raise call.refusal(NOT_FOUND, f"The baseline {call.input['baselineIdentifier']} does not exist.")


def _enable(call: Call) -> dict[str, Any]:
    given = call.input
    check_unit(call)
    _get_baseline(call)
    key = {name: given[name] for name in ("baselineIdentifier", "targetIdentifier")}
    if any(key.items() <= record.items() for record in call.records(ENABLED_BASELINE)):
        raise call.refusal(CONFLICT, f"The baseline is enabled on {given['targetIdentifier']} already.")
    check_may_start(call, "baseline")
    place = f"arn:{call.partition}:controltower:{call.region}:{call.account_id}"
    enabled_baseline = key | {
        "arn": f"{place}:enabledbaseline/{f'{Random():16}'.upper()}",
        "baselineVersion": given["baselineVersion"],
        "parameters": given.get("parameters") or [],
        "tags": dict(given.get("tags") or {}),
    }
    call.records(ENABLED_BASELINE).append(enabled_baseline)
    return {"arn": enabled_baseline["arn"], **start(call, "baseline", "ENABLE_BASELINE", enabled_baseline)}


def _disable(call: Call) -> dict[str, Any]:
    found = _changeable(call)

    def forget() -> None:
        call.records(ENABLED_BASELINE).remove(found)

    return start(call, "baseline", "DISABLE_BASELINE", found, afterwards=(forget,))


def _update(call: Call) -> dict[str, Any]:
    found = _changeable(call)
    found["baselineVersion"] = call.input["baselineVersion"]
    found["parameters"] = call.input.get("parameters") or found["parameters"]
    return start(call, "baseline", "UPDATE_ENABLED_BASELINE", found)


def _reset(call: Call) -> dict[str, Any]:
    return start(call, "baseline", "RESET_ENABLED_BASELINE", _changeable(call))


def _changeable(call: Call) -> Record:
    settle(call)
    found = call.find(ENABLED_BASELINE)
    check_may_start(call, "baseline", found)
    return found


def _get(call: Call) -> dict[str, Any]:
    settle(call)
    return {"enabledBaselineDetails": call.find(ENABLED_BASELINE)}


def _list(call: Call) -> dict[str, Any]:
    settle(call)
    given = call.input.get("filter") or {}
    wanted = {_FILTERS[name]: values for name, values in given.items() if values and name in _FILTERS}
    found = call.records(ENABLED_BASELINE)
    return {
        "enabledBaselines": [
            enabled_baseline
            for enabled_baseline in found
            if all(enabled_baseline[name] in values for name, values in wanted.items())
        ]
    }


OPERATIONS = {
    "ListBaselines": _list_baselines,
    "GetBaseline": _get_baseline,
    "EnableBaseline": _enable,
    "DisableBaseline": _disable,
    "UpdateEnabledBaseline": _update,
    "ResetEnabledBaseline": _reset,
    "GetEnabledBaseline": _get,
    "ListEnabledBaselines": _list,
}
