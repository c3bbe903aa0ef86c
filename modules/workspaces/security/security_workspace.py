"""What every workspace of the security tooling account has: its provider for one region."""

from __future__ import annotations

from modules.accounts.spec import Function
from modules.landing_zone import LandingZone
from modules.security.spec.security import SecuritySpec
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.foundation.member_workspace import MemberWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class SecurityWorkspace(MemberWorkspace):
    """Define an empty workspace that works in the security tooling account, in one region."""

    def __init__(self, deployment: Deployment, name: str, *, accounts: AccountsOutputs, region: str) -> None:
        super().__init__(deployment, name, function=Function.SECURITY_TOOLING, accounts=accounts, region=region)


def security_of(zone: LandingZone) -> SecuritySpec:
    """Return what an environment that has security services says of them."""
    if zone.security is None:
        raise ValueError("the environment has no security services")
    return zone.security
