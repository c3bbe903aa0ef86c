"""AWS services whose logs a lake takes in, by account and Region.

Behaviour from the Amazon Security Lake API Reference, pages "CreateAwsLogSource", "DeleteAwsLogSource" and
"ListLogSources": where an input names no accounts, all that the lake includes are meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from modules.emulator.organization_tree import organization_of
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.services.securitylake.data_lakes import LAKE, check_caller, find_lake

LATEST = "2.0"
SOURCE = Resource("LogSource", key=("account", "region", "sourceName"))


def _create(call: Call) -> dict[str, Any]:
    check_caller(call)
    asked = [each for source in call.input["sources"] for each in _each(call, source)]
    kept = call.records(SOURCE)
    for source in asked:
        _forget(kept, source)
        kept.append(source)
    return {"failed": []}


def _delete(call: Call) -> dict[str, Any]:
    check_caller(call)
    for source in [each for asked in call.input["sources"] for each in _each(call, asked)]:
        _forget(call.records(SOURCE), source)
    return {"failed": []}


def _each(call: Call, source: Record) -> Iterator[Record]:
    organization = organization_of(call.account_id)
    included = [account.id for account in organization.accounts] if organization else [call.account_id]
    unknown = {*source.get("accounts", ())} - {*included}
    if unknown:
        message = f"The lake does not include {', '.join(sorted(unknown))}."
        raise call.refusal("BadRequestException", message)
    for region in source["regions"]:
        find_lake(call, region)
        for account in source.get("accounts") or included:
            named = {"sourceName": source["sourceName"], "sourceVersion": source.get("sourceVersion", LATEST)}
            yield {"account": account, "region": region, **named}


def _forget(kept: list[Record], source: Record) -> None:
    kept[:] = [other for other in kept if any(other[member] != source[member] for member in SOURCE.key)]


def _list(call: Call) -> dict[str, Any]:
    check_caller(call)
    accounts, regions = call.input.get("accounts"), call.input.get("regions")
    lakes = {lake["region"] for lake in call.records(LAKE)}
    return {
        "sources": [
            {
                "account": source["account"],
                "region": source["region"],
                "sources": [{"awsLogSource": {name: source[name] for name in ("sourceName", "sourceVersion")}}],
            }
            for source in call.records(SOURCE)
            if source["region"] in lakes
            and (not accounts or source["account"] in accounts)
            and (not regions or source["region"] in regions)
        ]
    }


OPERATIONS: dict[str, Operation] = {
    "CreateAwsLogSource": _create,
    "DeleteAwsLogSource": _delete,
    "ListLogSources": _list,
}
