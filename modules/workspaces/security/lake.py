"""The workspace of Security Lake: the log archive, which administers it, has a lake in each region."""

from __future__ import annotations

from modules.accounts.spec import Function
from modules.landing_zone.security import regions_of_lake
from modules.security.records.security_lake import DataLakes
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.providers import add_regional_providers
from modules.workspaces.foundation.delegation import DelegationWorkspace
from modules.workspaces.foundation.member_workspace import MemberWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.security.security_workspace import security_of


class LakeWorkspace(MemberWorkspace):
    """Define an empty workspace that works in the log archive, in every region that has a lake."""

    def __init__(self, deployment: Deployment, name: str, *, accounts: AccountsOutputs) -> None:
        environment = deployment.environment
        zone = environment.zone
        super().__init__(
            deployment,
            name,
            function=Function.LOG_ARCHIVE,
            accounts=accounts,
            region=zone.organization.home_region,
        )
        self._spec = security_of(zone).security_lake
        self._providers = add_regional_providers(
            self.default_scope,
            self.provider,
            regions_of_lake(zone),
            leaving=zone.removed.regions,
            account_id=accounts.account_id(self, self._account),
            role_name=environment.role_name(self._account),
            tags=environment.tags(self._account),
        )


class SecurityLakeWorkspace(LakeWorkspace):
    """Define the lakes. Nothing in it depends on which accounts there are.

    Args:
        deployment: The deployment.
        accounts: What is known of the accounts.
        delegation: What must be done in the management account before.

    """

    def __init__(self, deployment: Deployment, *, accounts: AccountsOutputs, delegation: DelegationWorkspace) -> None:
        super().__init__(deployment, "security-lake", accounts=accounts)
        self.add_dependency(delegation)
        DataLakes(self, "lake", providers=self._providers, expire_after_days=self._spec.expire_after_days)
