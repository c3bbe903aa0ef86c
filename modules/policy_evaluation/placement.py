"""Which unit each account is placed in, as the workspaces that vend accounts were synthesized."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from modules.policy_evaluation.organization_tree import OrganizationTree, UnitPath
from modules.policy_evaluation.terraform_text import addresses
from modules.specification.errors import LandingZoneError

ACCOUNT_IDS = "account_ids"
"""The output of a workspace that vends accounts, which tells each vended account's id by its key."""

_UNIT = "aws_organizations_organizational_unit"
_ACCOUNT, _PRODUCT = "aws_organizations_account", "aws_servicecatalog_provisioned_product"
_PASSED_ON = f".outputs.{ACCOUNT_IDS}["
"""How a workspace refers to an id that another one vends."""
_PARAMETER = "ManagedOrganizationalUnit"


def placements(
    vending: Sequence[Mapping[str, Any]], organization: Mapping[str, Any], tree: OrganizationTree
) -> dict[str, UnitPath]:
    """Return the unit of every account that the environment vends, by the account's key.

    Args:
        vending: The documents of the workspaces that vend accounts. One may pass on ids of one before it.
        organization: The document of the organization's workspace; its outputs lead to the units.
        tree: The units.

    Raises:
        LandingZoneError: an account's unit cannot be followed.

    """
    outputs = {name: body["value"] for name, body in organization.get("output", {}).items()}
    placed: dict[str, UnitPath] = {}
    for document in vending:
        for key, reference in document.get("output", {}).get(ACCOUNT_IDS, {}).get("value", {}).items():
            passed_on = _PASSED_ON in reference and key in placed
            if not passed_on:
                placed[key] = _unit(key, _parent(key, reference, document), outputs, tree)
    return placed


def _parent(key: str, reference: str, vending: Mapping[str, Any]) -> str:
    """Return the text that says where an account goes."""
    text = vending.get("locals", {}).get(reference.removeprefix("${local.").removesuffix("}"), reference)
    for kind, name in addresses(text):
        resource = vending["resource"].get(kind, {}).get(name, {})
        if kind == _ACCOUNT:
            return str(resource["parent_id"])
        if kind == _PRODUCT:
            return next(str(one["value"]) for one in resource["provisioning_parameters"] if one["key"] == _PARAMETER)
    raise _lost(key, text)


def _unit(key: str, parent: str, outputs: Mapping[str, str], tree: OrganizationTree) -> UnitPath:
    for name in _outputs_in(parent):
        for address in addresses(outputs.get(name, "")):
            if address in tree.units:
                return tree.units[address]
    raise _lost(key, parent)


def _outputs_in(text: str) -> Iterator[str]:
    """Names of the other workspace's outputs that a text reads."""
    for part in text.split(".outputs.")[1:]:
        yield part.partition("}")[0]


def _lost(key: str, text: str) -> LandingZoneError:
    return LandingZoneError(
        "the unit of an account cannot be read from what was synthesized",
        got=f"{text} for the account {key}",
        why="an account inherits the policies of every unit above it",
        fix=f"let the accounts' workspace read the unit's id from an output of the organization's ({_UNIT})",
    )
