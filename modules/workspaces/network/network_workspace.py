"""What every workspace of the network account has: its provider, and with whom it shares."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf import TerraformLocal

from modules.accounts.roster import Account, account_for
from modules.accounts.spec import Function
from modules.landing_zone import LandingZone
from modules.network.spec.network import NetworkSpec
from modules.organization.spec import ROOT
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
        self._accounts = accounts
        self._account_id = TerraformLocal(self.default_scope, "account-id", account_id).as_string
        add_provider(
            self.default_scope,
            account_id=account_id,
            role_name=environment.role_name(account),
            region=region,
            tags=environment.tags(account),
        )

    def principals_of(self, accounts: Iterable[Account], organization: OrganizationOutputs) -> dict[str, str]:
        """Return whom something is shared with so that these accounts have it, by a name for each.

        These are the organizational units that they live in: what is shared with a unit is there for an account as soon
        as it is, and the next one changes nothing at the hub. Accounts in the root are named one by one, since sharing
        with the root would be sharing with everybody.
        """
        found: dict[str, str] = {}
        for account in accounts:
            if account.unit:
                found.setdefault(_unit_key(account.unit), organization.unit_arns[account.unit])
            else:
                found[f"{ROOT}-{account.key}"] = self._accounts.account_id(self, account)
        return found


def network_of(zone: LandingZone) -> NetworkSpec:
    """Return the network of an environment that has one."""
    if zone.network is None:
        raise ValueError("the environment has no network")
    return zone.network


def _unit_key(unit: tuple[str, ...]) -> str:
    """Write a path of names as one name, which no other path has: a hyphen within a name is doubled.

    No unit is called Root, so none of these names is one of an account in the root.
    """
    return "-".join(name.replace("-", "--") for name in unit)
