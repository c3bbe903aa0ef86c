"""In which unit an account is, as Terraform shows the organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modules.drift.units import FoundAccount, accounts_by_unit

LIVE = ("Workloads", "Live")


def account(number: int) -> dict[str, str]:
    return {"id": f"{number:012}", "email": f"{number}@acme.example"}


def unit(name: str, parent: str, *numbers: int) -> dict[str, Any]:
    values = {"id": f"ou-{name}", "name": name, "parent_id": parent, "accounts": [account(each) for each in numbers]}
    type_ = "aws_organizations_organizational_unit"
    return {"address": f"{type_}.{name}", "type": type_, "mode": "managed", "values": values}


def shown(*units: Mapping[str, Any], accounts: int) -> dict[str, Any]:
    type_ = "aws_organizations_organization"
    values = {"accounts": [account(each) for each in range(1, accounts + 1)]}
    organization = {"address": f"{type_}.acme", "type": type_, "mode": "managed", "values": values}
    return {"prior_state": {"values": {"root_module": {"resources": [organization, *units]}}}}


def test_each_account_is_in_the_unit_that_lists_it_and_else_in_none() -> None:
    document = shown(unit("w", "r-1"), unit("l", "ou-w", 2), accounts=2)
    paths = {"aws_organizations_organizational_unit.l": LIVE}

    assert list(accounts_by_unit(document, paths)) == [
        FoundAccount("000000000001", "1@acme.example", ()),
        FoundAccount("000000000002", "2@acme.example", LIVE),
    ]


def test_a_unit_that_is_written_no_more_is_called_as_aws_calls_it() -> None:
    document = shown(unit("w", "r-1"), unit("l", "ou-w", 1), accounts=1)

    assert [each.unit for each in accounts_by_unit(document, {})] == [("w", "l")]


def test_of_an_organization_that_is_not_there_yet_there_are_none() -> None:
    assert list(accounts_by_unit({}, {})) == []
    empty = shown(accounts=0)
    empty["prior_state"]["values"]["root_module"]["resources"][0]["values"]["accounts"] = None
    assert list(accounts_by_unit(empty, {})) == []
