"""What the workspaces that vend accounts have in common: what they vend, and how they publish the ids."""

from __future__ import annotations

from collections.abc import Iterable

from modules.accounts.roster import Account
from modules.accounts.vending import VendingRequest, product_name, turns
from modules.environment import Environment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.organization import OrganizationOutputs


class AccountsOutputs(Outputs):
    """All that another workspace may know of the accounts that one vends."""

    account_ids = Output()
    """Each vended account's id, by its key."""

    def account_id(self, reader: Workspace, account: Account) -> str:
        """Return an account's id where it is known, else the expression of it, for use in `reader`."""
        return account.known_id or self.account_ids(reader, account.key)


def requests(
    environment: Environment, organization: OrganizationOutputs, accounts: Iterable[Account]
) -> list[VendingRequest]:
    """Return what to vend: those of `accounts` that do not exist already, each in its turn."""
    vended = [account for account in accounts if account.vended]
    waits_for = turns([account.key for account in vended])
    return [
        VendingRequest(
            account=account,
            unit_id=organization.unit_ids[account.unit],
            tags=environment.tags(account),
            after=waits_for[account.key],
            product_name=product_name(account),
        )
        for account in vended
    ]
