"""In which unit each account of an organization really is, as Terraform shows a plan of the organization."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_ORGANIZATION, _UNIT = "aws_organizations_organization", "aws_organizations_organizational_unit"

UnitPath = tuple[str, ...]
"""Names from the root down; empty is the root itself."""


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """An account of the organization."""

    id: str
    email: str
    unit: UnitPath
    """Of the units that are managed: empty where it is in none of them, in the root or in somebody else's unit."""


def accounts_by_unit(shown: Mapping[str, Any], paths: Mapping[str, UnitPath]) -> Iterator[FoundAccount]:
    """Give every account of the organization, with the unit that it is in.

    Args:
        shown: What `terraform show -json` says of a plan of the workspace that has the organization and its units.
        paths: The path of every unit that is written, by address: a unit that somebody renamed in AWS is the same.

    """
    module = shown.get("prior_state", {}).get("values", {}).get("root_module", {})
    resources = [each for each in module.get("resources", []) if each.get("mode") != "data"]
    units = {each["values"]["id"]: each for each in resources if each["type"] == _UNIT}
    places = {
        account["id"]: paths.get(unit["address"]) or _named(id_, units)
        for id_, unit in units.items()
        for account in unit["values"].get("accounts") or []
    }
    for each in resources:
        if each["type"] == _ORGANIZATION:
            for account in each["values"].get("accounts") or []:
                yield FoundAccount(account["id"], account["email"], places.get(account["id"], ()))


def _named(unit_id: str, units: Mapping[str, Mapping[str, Any]]) -> UnitPath:
    """Return the path of a unit that is written no more, as AWS names it."""
    unit = units.get(unit_id)
    return (*_named(unit["values"]["parent_id"], units), unit["values"]["name"]) if unit else ()
