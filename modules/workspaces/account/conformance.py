"""The workspace of AWS Config's conformance packs in one region, in the security tooling account."""

from __future__ import annotations

from collections.abc import Mapping

from modules.security.plan.data import conformance_packs
from modules.security.posture.conformance_packs import ConformancePacks
from modules.workspaces.account.account import AccountWorkspace
from modules.workspaces.account.after_accounts import wait_for
from modules.workspaces.base.deployment import Deployment, Representative
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.security.region import SecurityRegionWorkspace
from modules.workspaces.security.security_workspace import SecurityWorkspace, security_of


class ConformanceWorkspace(SecurityWorkspace):
    """Define the packs of one region, once every account has its recorder; none where AWS Config does not run.

    Args:
        deployment: The deployment.
        region: The region.
        accounts: What is known of the accounts.
        services: The services of the region.
        account_workspaces: The workspace that stands for each account's, by the account's key.

    """

    def __init__(
        self,
        deployment: Deployment,
        region: str,
        *,
        accounts: AccountsOutputs,
        services: SecurityRegionWorkspace,
        account_workspaces: Mapping[str, Representative[AccountWorkspace]],
    ) -> None:
        super().__init__(deployment, f"conformance-{region}", accounts=accounts, region=region)
        self.add_dependency(services)
        config = security_of(deployment.environment.zone).config
        if config.runs_in(region):
            chosen = config.conformance_packs
            packs = {name: text for name, text in conformance_packs().items() if chosen is None or name in chosen}
            ConformancePacks(self, "pack", packs=packs)
        wait_for(self, account_workspaces, account_workspaces)
