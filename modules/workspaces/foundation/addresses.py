"""Addresses of accounts and units in Terraform, of those too that are written no more. No cdktf here."""

from __future__ import annotations

from collections.abc import Sequence

from modules.organization.unit_ids import unit_id
from modules.workspaces.base.logical_ids import logical_id

ENGINE, UNITS = "accounts", "units"
"""The ids of what brings accounts into being, and of the tree of units: both are part of addresses."""


def account_address(key: str) -> str:
    """Return the address of an account that Organizations vends, in the workspace `accounts`."""
    return f"aws_organizations_account.{logical_id(ENGINE, key)}"


def unit_address(path: Sequence[str]) -> str:
    """Return the address of a unit, in the workspace `organization`."""
    branches = (part for name in path for part in (UNITS, unit_id(name)))
    return f"aws_organizations_organizational_unit.{logical_id(*branches, 'Default')}"
