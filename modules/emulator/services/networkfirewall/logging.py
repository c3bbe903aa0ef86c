"""Where a firewall writes its logs. Behaviour from "UpdateLoggingConfiguration": one change at a time."""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record
from modules.emulator.records.operations import Operation
from modules.emulator.services.networkfirewall.firewalls import FIREWALL


def _update(call: Call) -> dict[str, Any]:
    firewall = call.find(FIREWALL)
    given = call.input.get("LoggingConfiguration") or {"LogDestinationConfigs": []}
    old, new = _destinations(firewall), given["LogDestinationConfigs"]
    if sum(destination not in old for destination in new) > 1 or sum(destination not in new for destination in old) > 1:
        raise call.refusal("InvalidRequestException", "Change one log destination at a time")
    if len({destination["LogType"] for destination in new}) < len(new):
        raise call.refusal("InvalidRequestException", "There is one destination for each type of log")
    firewall["LoggingConfiguration"] = given
    return call.answer(FIREWALL, firewall)


def _describe(call: Call) -> dict[str, Any]:
    return call.answer(FIREWALL, call.find(FIREWALL))


def _destinations(firewall: Record) -> list[Record]:
    return list(firewall.get("LoggingConfiguration", {}).get("LogDestinationConfigs", []))


OPERATIONS: dict[str, Operation] = {
    "UpdateLoggingConfiguration": _update,
    "DescribeLoggingConfiguration": _describe,
}
