"""What every workspace of the security tooling account has: its provider for one region."""

from __future__ import annotations

from cdktf import TerraformLocal

from modules.accounts.roster import account_for
from modules.accounts.spec import Function
from modules.landing_zone import LandingZone
from modules.security.spec.security import SecuritySpec
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class SecurityWorkspace(Workspace):
    """Define an empty workspace that works in the security tooling account, in one region."""

    def __init__(self, deployment: Deployment, name: str, *, accounts: AccountsOutputs, region: str) -> None:
        super().__init__(deployment, name)
        environment = deployment.environment
        account = account_for(Function.SECURITY_TOOLING, environment.zone.roster)
        account_id = accounts.account_id(self, account)
        # Under a name of its own: a policy is JSON in JSON, where the expression's quotes would be escaped twice.
        self._account_id = TerraformLocal(self.default_scope, "account-id", account_id).as_string
        self.provider = add_provider(
            self.default_scope,
            account_id=account_id,
            role_name=environment.role_name(account),
            region=region,
            tags=environment.tags(account),
        )


def security_of(zone: LandingZone) -> SecuritySpec:
    """Return what an environment that has security services says of them."""
    if zone.security is None:
        raise ValueError("the environment has no security services")
    return zone.security
