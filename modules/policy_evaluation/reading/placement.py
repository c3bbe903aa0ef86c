"""Which unit each account is placed in, as the workspaces that vend accounts were synthesized."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from modules.policy_evaluation.reading.organization_tree import OrganizationTree, UnitPath, is_root
from modules.specification.errors import LandingZoneError
from modules.synthesized.accounts import ACCOUNT_IDS, UNIT_IDS
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Unknown

_UNIT = "aws_organizations_organizational_unit"
_ACCOUNT, _PRODUCT = "aws_organizations_account", "aws_servicecatalog_provisioned_product"
_IDENTITY = re.compile(rf"[\w./-]+:(?:{_UNIT}|{_ACCOUNT}|{_PRODUCT})\.[\w-]+")
_PARAMETER = "ManagedOrganizationalUnit"


def placements(synthesized: Synthesized, tree: OrganizationTree) -> dict[str, UnitPath]:
    """Return the unit of every account that the environment vends, by the account's key.

    Args:
        synthesized: The environment. A workspace that vends accounts tells their ids in an output, by key; where AFT
            vends, it tells in another one which units AFT is asked for.
        tree: The units.

    Raises:
        LandingZoneError: an account's unit cannot be followed, or an account has no key.

    """
    vending = {resource.identity: resource for resource in synthesized.resources({_ACCOUNT, _PRODUCT})}
    ids = {
        key: value
        for _, name, values in synthesized.outputs()
        if name == ACCOUNT_IDS
        for key, value in values.items()
        if isinstance(value, Unknown)
    }
    asked = {
        key: value for _, name, values in synthesized.outputs() if name == UNIT_IDS for key, value in values.items()
    }
    placed, keyless = {}, {identity for identity, resource in vending.items() if _parent(resource) is not None}
    for key, value in ids.items():
        account = vending.get(_referred_to(value))
        parent = _parent(account) if account else asked.get(key)
        placed[key] = _unit(key, value if parent is None else parent, tree.units)
        keyless -= {account.identity} if account else set()
    if keyless:
        raise LandingZoneError(
            "an account is vended whose key no workspace tells",
            got=min(keyless),
            why="nothing is known of what it is for, so nothing is proved of it",
            fix=f"tell its id by its key in the output {ACCOUNT_IDS} of its workspace",
        )
    return placed


def _referred_to(value: Any) -> str:
    """Return the identity of the account, the product or the unit that a value leads to."""
    found = _IDENTITY.search(str(value))
    return found[0] if found else ""


def _parent(account: Resource) -> Any:
    """Return the value that says where an account goes; nothing for a product that is no account."""
    if account.kind == _ACCOUNT:
        return account.values.get("parent_id")
    parameters: list[Mapping[str, Any]] = account.values.get("provisioning_parameters") or []
    return next((parameter["value"] for parameter in parameters if parameter["key"] == _PARAMETER), None)


def _unit(key: str, parent: Any, units: Mapping[str, UnitPath]) -> UnitPath:
    if is_root(parent):
        return ()
    unit = _referred_to(parent)
    if unit not in units:
        raise LandingZoneError(
            "the unit of an account cannot be read from what was synthesized",
            got=f"{parent} for the account {key}",
            why="an account inherits the policies of every unit above it",
            fix=f"let the accounts' workspace read the unit's id from an output of the organization's ({_UNIT})",
        )
    return units[unit]
