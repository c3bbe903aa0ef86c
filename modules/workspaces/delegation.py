"""What the management account switches on for others, once their accounts are there."""

from __future__ import annotations

from constructs import Construct

from modules.accounts.spec import Function
from modules.aws_bindings import RamSharingWithOrganization, VpcIpamOrganizationAdminAccount
from modules.workspaces.vended_accounts import AccountsOutputs
from modules.workspaces.workspace import Environment, ManagementWorkspace


class DelegationWorkspace(ManagementWorkspace):
    """Let accounts share within the organization, and let the network account run IPAM for it."""

    def __init__(self, scope: Construct, *, environment: Environment, accounts: AccountsOutputs) -> None:
        super().__init__(scope, "delegation", environment=environment)
        network = environment.zone.account_for(Function.NETWORK)
        RamSharingWithOrganization(self, "resource-shares")
        VpcIpamOrganizationAdminAccount(
            self,
            "ipam",
            delegated_admin_account_id=network.known_id or accounts.account_id(self, network.key),
        )
