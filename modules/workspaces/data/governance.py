"""The workspace of what the account that governs data sees of lakes."""

from __future__ import annotations

from collections.abc import Mapping

from constructs import Construct

from modules.accounts.roster import account_for
from modules.accounts.spec import Function
from modules.data.resource_link import ResourceLink
from modules.data.zones import Zone, database_name
from modules.landing_zone.data import account_of_governance, lakes
from modules.workspaces.account.account import AccountWorkspace
from modules.workspaces.account.after_accounts import wait_for
from modules.workspaces.base.deployment import Deployment, Representative
from modules.workspaces.foundation.member_workspace import MemberWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs

SEEN = (Zone.CURATED, Zone.CONSUMPTION)
"""The zones with a link."""


class DataGovernanceWorkspace(MemberWorkspace):
    """Link the databases of every lake into the catalog of governance, once lakes have granted that they are seen.

    Args:
        deployment: The deployment.
        accounts: What is known of the accounts.
        account_workspaces: The workspace that stands for each account's, by the account's key.

    """

    def __init__(
        self,
        deployment: Deployment,
        *,
        accounts: AccountsOutputs,
        account_workspaces: Mapping[str, Representative[AccountWorkspace]],
    ) -> None:
        zone = deployment.environment.zone
        region = zone.organization.home_region
        super().__init__(
            deployment, "data-governance", function=Function.DATA_GOVERNANCE, accounts=accounts, region=region
        )
        governance = account_for(Function.DATA_GOVERNANCE, zone.roster)
        wait_for(self, [account.key for account in (governance, *lakes(zone).values())], account_workspaces)
        for domain, lake in lakes(zone).items():
            of_domain = Construct(self, domain)
            for seen in SEEN:
                database = database_name(domain, seen)
                ResourceLink(
                    of_domain,
                    seen.value,
                    database=database,
                    account_id=accounts.account_id(self, governance),
                    owner_id=accounts.account_id(self, lake),
                    region=region,
                )


def add_governance(
    deployment: Deployment,
    *,
    accounts: AccountsOutputs,
    account_workspaces: Mapping[str, Representative[AccountWorkspace]],
) -> None:
    """Add the workspace, where there are lakes and an account that governs data."""
    zone = deployment.environment.zone
    if lakes(zone) and account_of_governance(zone):
        deployment.add(DataGovernanceWorkspace(deployment, accounts=accounts, account_workspaces=account_workspaces))
