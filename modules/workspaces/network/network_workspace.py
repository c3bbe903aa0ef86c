"""What every workspace of the network account has: its provider, and with whom it shares."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf import TerraformLocal

from modules.accounts.roster import Account, account_for
from modules.accounts.spec import Function
from modules.landing_zone import LandingZone
from modules.network.spec.network import NetworkSpec
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class NetworkWorkspace(Workspace):
    """Define an empty workspace that works in the network account, in one region."""

    def __init__(self, deployment: Deployment, name: str, *, accounts: AccountsOutputs, region: str) -> None:
        super().__init__(deployment, name)
        environment = deployment.environment
        account = account_for(Function.NETWORK, environment.zone.roster)
        account_id = accounts.account_id(self, account)
        # Under a name of its own: a policy is JSON in JSON, where the expression's quotes would be escaped twice.
        self._account_id = TerraformLocal(self.default_scope, "account-id", account_id).as_string
        add_provider(
            self.default_scope,
            account_id=account_id,
            role_name=environment.role_name(account),
            region=region,
            tags=environment.tags(account),
        )


def network_of(zone: LandingZone) -> NetworkSpec:
    """Return the network of an environment that has one."""
    if zone.network is None:
        raise ValueError("the environment has no network")
    return zone.network


def units_of(accounts: Iterable[Account], organization: OrganizationOutputs) -> dict[str, str]:
    """Return the ARNs of the organizational units that accounts live in, by a name for each.

    What is shared with a unit is there for an account as soon as it is: the next one changes nothing at the hub.
    """
    units = dict.fromkeys(account.unit for account in accounts)
    return {unit_key(unit): organization.unit_arns[unit] for unit in units}


def unit_key(unit: tuple[str, ...]) -> str:
    """Write a path of names as one name, which no other path has: a hyphen within a name is doubled."""
    return "-".join(name.replace("-", "--") for name in unit)
