"""What every workspace of the network account has: its provider, and with whom it shares."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf import TerraformLocal
from constructs import Construct

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.landing_zone import LandingZone
from modules.network.spec import NetworkSpec
from modules.workspaces.organization import OrganizationOutputs
from modules.workspaces.providers import work_in
from modules.workspaces.vended_accounts import AccountsOutputs
from modules.workspaces.workspace import Environment, Workspace


class NetworkWorkspace(Workspace):
    """Define an empty workspace that works in the network account, in one region."""

    def __init__(
        self, scope: Construct, name: str, *, environment: Environment, accounts: AccountsOutputs, region: str
    ) -> None:
        super().__init__(scope, name, environment=environment)
        account = environment.zone.account_for(Function.NETWORK)
        account_id = account.known_id or accounts.account_id(self, account.key)
        # Under a name of its own: a policy is JSON in JSON, where the expression's quotes would be escaped twice.
        self._account_id = TerraformLocal(self._own, "account-id", account_id).as_string
        work_in(
            self._own,
            account_id=account_id,
            role_name=environment.zone.vending.role_name(),
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
    return {_unit_key(unit): organization.unit_arns[unit] for unit in units}


def _unit_key(unit: tuple[str, ...]) -> str:
    """Write a path of names as one name, which no other path has: a hyphen within a name is doubled."""
    return "-".join(name.replace("-", "--") for name in unit)
