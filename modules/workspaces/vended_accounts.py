"""How the workspaces that vend accounts say what they vend, and tell others the ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cdktf import TerraformOutput

from modules.accounts.roster import Account
from modules.accounts.vending import VendingRequest
from modules.workspaces.organization import OrganizationOutputs
from modules.workspaces.workspace import Environment, Workspace

_ACCOUNT_IDS = "account_ids"
"""The output that tells each vended account's id by its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsOutputs:
    """All that another workspace may know of the accounts that one vends."""

    workspace: Workspace
    keys: tuple[str, ...]

    @classmethod
    def tell(cls, workspace: Workspace, ids: Mapping[str, str]) -> AccountsOutputs:
        """Define the output of a workspace, from each account's id by its key.

        One output for all, under a name of its own: an account more changes nothing for the readers of the others.
        """
        TerraformOutput(workspace, _ACCOUNT_IDS, value=dict(ids), static_id=True)
        return cls(workspace=workspace, keys=tuple(ids))

    def account_id(self, reader: Workspace, key: str) -> str:
        """Return the expression of a vended account's id, for use in `reader`."""
        return f'${{{reader.read(self.workspace, _ACCOUNT_IDS)}["{key}"]}}'

    def account_ids(self, reader: Workspace) -> dict[str, str]:
        """Return the expressions of all ids, by key, for use in `reader`."""
        return {key: self.account_id(reader, key) for key in self.keys}


def requests(
    environment: Environment, organization: OrganizationOutputs, accounts: Iterable[Account]
) -> list[VendingRequest]:
    """Return what to vend: those of `accounts` that do not exist already."""
    return [
        VendingRequest(account=account, unit_id=organization.unit_ids[account.unit], tags=environment.tags(account))
        for account in accounts
        if account.vended
    ]
