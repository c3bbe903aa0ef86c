"""AWS Organizations."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from modules.runner.recovery.finders.finder import Clients, Values, items

_POLL_SECONDS = 5
_PATIENCE_SECONDS = 600
"""AWS takes minutes to create an account, and goes on when whoever asked is gone."""


def _organization(clients: Clients, _values: Values) -> list[str]:
    organization = clients("organizations").describe_organization()["Organization"]
    ours = organization["MasterAccountId"] == clients("sts").get_caller_identity()["Account"]
    return [organization["Id"]] if ours else []


def _units(clients: Clients, values: Values) -> list[str]:
    if "parent_id" not in values:
        return []
    listed = "list_organizational_units_for_parent"
    units = items(clients("organizations"), listed, "OrganizationalUnits", ParentId=values["parent_id"])
    return [unit["Id"] for unit in units if unit["Name"] == values["name"]]


def _policies(clients: Clients, values: Values) -> list[str]:
    found = items(clients("organizations"), "list_policies", "Policies", Filter=values["type"])
    return [policy["Id"] for policy in found if policy["Name"] == values["name"]]


def _accounts(clients: Clients, values: Values) -> list[str]:
    """Find the account with the e-mail address, which no two accounts of AWS share."""
    organizations = clients("organizations")
    _wait_for_requests(organizations, values["name"])
    found = items(organizations, "list_accounts", "Accounts")
    return [account["Id"] for account in found if account["Email"].lower() == values["email"].lower()]


def _wait_for_requests(organizations: Any, name: str) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while name in _in_progress(organizations) and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)


def _in_progress(organizations: Any) -> Iterator[str]:
    asked = items(organizations, "list_create_account_status", "CreateAccountStatuses", States=["IN_PROGRESS"])
    return (request["AccountName"] for request in asked)


FINDERS = {
    "aws_organizations_account": _accounts,
    "aws_organizations_organization": _organization,
    "aws_organizations_organizational_unit": _units,
    "aws_organizations_policy": _policies,
}
