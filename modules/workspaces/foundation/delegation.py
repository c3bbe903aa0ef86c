"""What the management account switches on for others, once their accounts are there."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.ram_sharing_with_organization import RamSharingWithOrganization
from cdktf_cdktf_provider_aws.vpc_ipam_organization_admin_account import VpcIpamOrganizationAdminAccount

from modules.accounts.roster import account_for
from modules.accounts.spec import Function
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import ManagementWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class DelegationWorkspace(ManagementWorkspace):
    """Let accounts share within the organization, and let the network account run IPAM for it."""

    def __init__(self, deployment: Deployment, *, accounts: AccountsOutputs) -> None:
        super().__init__(deployment, "delegation")
        network = account_for(Function.NETWORK, deployment.environment.zone.roster)
        RamSharingWithOrganization(self, "resource-shares")
        VpcIpamOrganizationAdminAccount(self, "ipam", delegated_admin_account_id=accounts.account_id(self, network))
