"""The workspace that enables a region in every account which must opt in to it, from the management account.

In an account's own workspace it would come too late: its provider for the region works there before anything is
applied, and AWS refuses it until the region is enabled. The management account enables a region in another account by
trusted access to Account Management (AWS Account Management Reference Guide, Enable or disable AWS Regions in your
account). What is taken out of a configuration stays enabled: the provider disables nothing on destroy.
"""

from __future__ import annotations

from cdktf_cdktf_provider_aws.account_region import AccountRegion, AccountRegionTimeouts
from constructs import Construct

from modules.accounts.spec import Function
from modules.landing_zone.regions import regions_to_enable
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import ManagementWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs, account_groups

LONGEST_WAIT = AccountRegionTimeouts(create="6h")
"""AWS takes minutes for most accounts, and hours for some (AWS Account Management API Reference, EnableRegion)."""


class OptInRegionWorkspace(ManagementWorkspace):
    """Enable one region in every account.

    Args:
        deployment: The deployment.
        region: The region's code.
        accounts: What is known of the accounts.

    """

    def __init__(self, deployment: Deployment, *, region: str, accounts: AccountsOutputs) -> None:
        super().__init__(deployment, f"region-{region}")
        zone = deployment.environment.zone
        roster = [*zone.roster, *zone.emptied]  # what is destroyed in a region is destroyed while it is on
        members = [account for account in roster if Function.MANAGEMENT not in account.functions]
        # The management account must not name itself.
        AccountRegion(self, Function.MANAGEMENT.value, region_name=region, enabled=True, timeouts=LONGEST_WAIT)
        in_accounts = Construct(self, "accounts")
        for group in account_groups(self, accounts, members):
            AccountRegion(
                in_accounts,
                group.key,
                account_id=group.account_id,
                region_name=region,
                enabled=True,
                timeouts=LONGEST_WAIT,
            )
            self.repeat(group.values, by=[group.key_name], by_name=True)


def add_opt_in_regions(deployment: Deployment, accounts: AccountsOutputs) -> None:
    """Add what enables regions in accounts, before all that works in other accounts than the management account."""
    constructed = [addition.constructed for addition in deployment.additions]
    in_members = [workspace for workspace in constructed if not isinstance(workspace, ManagementWorkspace)]
    for region in regions_to_enable(deployment.environment.zone):
        enabled = deployment.add(OptInRegionWorkspace(deployment, region=region, accounts=accounts))
        for workspace in in_members:
            workspace.add_dependency(enabled)
