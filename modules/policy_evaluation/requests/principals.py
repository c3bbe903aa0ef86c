"""Who asks in a scenario: from `administrator` or `look-alikes` to the principals of the requests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from modules.policy_evaluation.reading.inputs import Value
from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID
from modules.policy_evaluation.requests.account_choice import FOREIGN_ACCOUNT_ID
from modules.specification.permission_set_roles import NAME

FOREIGN_ORGANIZATION_ID = "o-foreignorgid"

RESERVED_PATHS = ("aws-reserved/", "aws-service-role/")
"""Paths below which only AWS makes roles, so nobody can name one alike there but by naming a permission set alike."""

_ROLES = {
    "platform": "platform_roles",
    "break-glass": "break_glass_roles",
    "clean-up": "clean_up_roles",
    "data-scientist": "data_scientist_roles",
}
"""The placeholder that lists the roles of a kind."""


@dataclass(frozen=True, slots=True)
class Principal:
    """One principal, and what AWS tells of it in every request."""

    arn: str
    """The ARN; of a service, its service principal."""
    context: Mapping[str, str]
    account: str | None
    """The id of its account; none for a service."""

    @property
    def has_control_policies(self) -> bool:
        """Whether service control policies hold for it: never for services and the roles linked to them."""
        return self.account is not None and ":role/aws-service-role/" not in self.arn


def principals(wanted: str, service: str | None, account: str, lists: Mapping[str, Value]) -> list[Principal]:
    """Return everybody who asks in a scenario; none where the environment has no such roles.

    Args:
        wanted: As the scenario says.
        service: The service principal, where a service asks.
        account: The id of the account that the scenario happens in.
        lists: The lists of roles that the library's placeholders stand for.

    """
    if service is not None:
        return [_service(service)]
    if wanted == "outsider":
        return [_in_account(f"arn:aws:iam::{FOREIGN_ACCOUNT_ID}:role/Outsider", FOREIGN_ORGANIZATION_ID)]
    return [_in_account(arn, ORGANIZATION_ID) for arn in _arns(wanted, account, lists)]


def _arns(wanted: str, account: str, lists: Mapping[str, Value]) -> list[str]:
    start = f"arn:aws:iam::{account}:"
    if wanted in _ROLES:
        return [in_account(pattern, account) for pattern in lists[_ROLES[wanted]]]
    if wanted == "look-alikes":
        return [alike for pattern in exempt_roles(lists) for alike in look_alikes(pattern, account)]
    named = {
        "administrator": "role/Administrator",
        "root": "root",
    }
    return [f"{start}{named.get(wanted, wanted)}"]


def exempt_roles(lists: Mapping[str, Value]) -> tuple[str, ...]:
    """Return patterns of all roles that some guardrail exempts by name: the platform's, and those for emergencies."""
    return tuple(dict.fromkeys((*lists.get("platform_roles", ()), *lists.get("break_glass_roles", ()))))


def in_account(pattern: str, account: str) -> str:
    """Return an ARN that a pattern matches, in one account."""
    return pattern.replace("::*:", f"::{account}:").replace("*", "x").replace("?", "x")


def look_alikes(pattern: str, account: str) -> Iterator[str]:
    """Principals that somebody could make, named like the role of a pattern, which does not mean them."""
    meant = re.compile(re.escape(pattern.replace("::*:", f"::{account}:")).replace(r"\*", ".*").replace(r"\?", "."))
    yield from (arn for arn in _named_like(in_account(pattern, account)) if not meant.fullmatch(arn))


def _named_like(arn: str) -> Iterator[str]:
    start, _, whole = arn.partition(":role/")
    path, _, name = whole.rpartition("/")
    path = f"{path}/" if path else ""
    reserved = path.startswith(RESERVED_PATHS)
    if path:
        yield f"{start}:role/{name}"
    yield f"{start}:role/lookalike/{whole}"
    yield f"{start}:user/{whole}"
    if name.startswith(NAME):
        permission_set, _, suffix = name.removeprefix(NAME).rpartition("_")
        for alike in (f"{permission_set}_x", f"My{permission_set}", f"{NAME}{permission_set}"):
            yield f"{start}:role/{path}{NAME}{alike}_{suffix}"
    if not reserved:
        yield f"{start}:role/{path}My{name}"
        yield f"{start}:role/{path}{name}2"


def _in_account(arn: str, organization: str) -> Principal:
    account = arn.split(":")[4]
    context = {
        "aws:PrincipalArn": arn,
        "aws:PrincipalAccount": account,
        "aws:PrincipalOrgID": organization,
        "aws:PrincipalType": _type(arn),
        "aws:PrincipalIsAWSService": "false",
    }
    return Principal(arn, context, account)


def _type(arn: str) -> str:
    """Return what aws:PrincipalType says (AWS global condition context keys)."""
    found = re.search(r":(root$|user/)", arn)
    return {"root": "Account", "user/": "User"}[found[1]] if found else "AssumedRole"


def _service(name: str) -> Principal:
    return Principal(name, {"aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": name}, None)
