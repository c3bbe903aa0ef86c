"""What Amazon Inspector scans in an account and Region.

Behaviour from "Enable", "Disable" and "BatchGetAccountStatus": an administrator acts on itself and on its members, any
other account on itself; the administrator is disabled after its members were disassociated.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from modules.emulator.organization_service import members_of
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation

_SCANS = Resource("Scans")
_MEMBERS = {
    "EC2": "ec2",
    "ECR": "ecr",
    "LAMBDA": "lambda",
    "LAMBDA_CODE": "lambdaCode",
    "CODE_REPOSITORY": "codeRepository",
}


def of(call: Call) -> set[str]:
    """Give what is scanned in the calling account."""
    kept = call.records(_SCANS)
    return set(kept[0]["kinds"]) if kept else set()


def turn_on(call: Call, kinds: Iterable[str]) -> None:
    """Scan more in the calling account."""
    call.records(_SCANS)[:] = [{"kinds": of(call) | set(kinds)}]


def _turn_off(call: Call, kinds: Iterable[str]) -> None:
    call.records(_SCANS)[:] = [{"kinds": of(call) - set(kinds)}]


def _accounts(call: Call) -> tuple[list[str], list[Record]]:
    """Tell which accounts of the input the caller may act on, and what to say of the others."""
    own = {call.account_id, *(member["account_id"] for member in members_of(call))}
    asked = list(dict.fromkeys(call.input.get("accountIds") or [call.account_id]))
    failed = [
        {"accountId": id_, "errorCode": "ACCESS_DENIED", "errorMessage": f"The account {id_} is not a member"}
        for id_ in asked
        if id_ not in own
    ]
    return [id_ for id_ in asked if id_ in own], failed


def _answer(call: Call, account_ids: list[str], failed: list[Record], *, ending: str = "DISABLED") -> dict[str, Any]:
    accounts = []
    for id_ in account_ids:
        on = of(call.at(id_))
        status = {name: "ENABLED" if kind in on else ending for kind, name in _MEMBERS.items()}
        accounts.append({"accountId": id_, "resourceStatus": status, "status": "ENABLED" if on else ending})
    return {"accounts": accounts, "failedAccounts": failed}


def _enable(call: Call) -> dict[str, Any]:
    account_ids, failed = _accounts(call)
    wanted = set(call.input["resourceTypes"])
    for id_ in list(account_ids):
        if "LAMBDA_CODE" in wanted and "LAMBDA" not in of(call.at(id_)) | wanted:
            raise call.refusal("ValidationException", "Code of functions is scanned only where functions are")
        turn_on(call.at(id_), wanted)
    return _answer(call, account_ids, failed)


def _disable(call: Call) -> dict[str, Any]:
    account_ids, failed = _accounts(call)
    kinds = set(call.input.get("resourceTypes") or _MEMBERS)
    if call.account_id in account_ids and members_of(call) and not of(call) - kinds:
        account_ids.remove(call.account_id)
        message = "The members must be disassociated before the administrator is disabled"
        failed.append({"accountId": call.account_id, "errorCode": "DISASSOCIATE_ALL_MEMBERS", "errorMessage": message})
    for id_ in account_ids:
        _turn_off(call.at(id_), kinds)
    return _answer(call, account_ids, failed)


def _status(call: Call) -> dict[str, Any]:
    account_ids, failed = _accounts(call)
    nothing = {"errorCode": "ALREADY_ENABLED", "errorMessage": ""}
    accounts = []
    for id_ in account_ids:
        on = of(call.at(id_))
        kinds = {name: {**nothing, "status": "ENABLED" if k in on else "DISABLED"} for k, name in _MEMBERS.items()}
        state = {**nothing, "status": "ENABLED" if on else "DISABLED"}
        accounts.append({"accountId": id_, "resourceState": kinds, "state": state})
    return {"accounts": accounts, "failedAccounts": failed}


OPERATIONS: dict[str, Operation] = {"Enable": _enable, "Disable": _disable, "BatchGetAccountStatus": _status}
