"""What every workspace of the network account has: its provider, and with whom it shares."""

from __future__ import annotations

from collections.abc import Iterable

from modules.accounts.spec import Function
from modules.landing_zone import LandingZone
from modules.network.plan.sizes import Unit
from modules.network.spec.network import NetworkSpec
from modules.organization.spec import ROOT
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.foundation.member_workspace import MemberWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class NetworkWorkspace(MemberWorkspace):
    """Define an empty workspace that works in the network account, in one region."""

    def __init__(self, deployment: Deployment, name: str, *, accounts: AccountsOutputs, region: str) -> None:
        super().__init__(deployment, name, function=Function.NETWORK, accounts=accounts, region=region)
        self._accounts = accounts
        self._roster = deployment.environment.zone.roster

    def principals(self, units: Iterable[Unit], organization: OrganizationOutputs) -> dict[str, str]:
        """Return whom something is shared with, by a name for each.

        What is shared with a unit is there for an account as soon as it is: the next one changes nothing at the hub.
        Accounts in the root are named one by one, since sharing with the root would be sharing with everybody.
        """
        return {unit_key(unit): self._principal(unit, organization) for unit in units}

    def _principal(self, unit: Unit, organization: OrganizationOutputs) -> str:
        if unit[0] != ROOT:
            return organization.unit_arns[unit]
        (account,) = (account for account in self._roster if account.key == unit[1])
        return self._accounts.account_id(self, account)


def network_of(zone: LandingZone) -> NetworkSpec:
    """Return the network of an environment that has one."""
    if zone.network is None:
        raise ValueError("the environment has no network")
    return zone.network


def unit_key(unit: Unit) -> str:
    """Write a path of names as one name, which no other path has.

    Names are joined by a hyphen, and a hyphen within a name is doubled. One at a name's beginning could be taken for
    one at the end of the name before it: there is a tilde before it, and a tilde of a name is doubled, too.
    """
    doubled = (name.replace("~", "~~").replace("-", "--") for name in unit)
    return "-".join(f"~{name}" if name.startswith("-") else name for name in doubled)
