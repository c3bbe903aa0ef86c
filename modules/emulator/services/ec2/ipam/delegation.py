"""The account that runs IPAM for the organization.

Behaviour from the page "EnableIpamOrganizationAdminAccount" and from the Amazon VPC IPAM guide, "Integrate IPAM with
accounts in an AWS Organization".
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.ec2_requests import ec2_input
from modules.emulator.organization_tree import is_management_account, organization_of, trusts

SERVICE_PRINCIPAL = "ipam.amazonaws.com"


class DelegationOperations(EC2BaseResponse):
    """The operations, as methods of moto's EC2."""

    def enable_ipam_organization_admin_account(self) -> ActionResult:
        """Trust IPAM in the organization, and make a member account its administrator; there is one."""
        account_id = ec2_input(self)["DelegatedAdminAccountId"]
        organization = _managed_organization(self.current_account)
        administrators = _administrators(organization)
        members = {account.id for account in organization.accounts} - {self.current_account}
        if account_id not in members or administrators - {account_id}:
            message = f"{account_id} is not a member account, or another account is the administrator already."
            raise EC2ClientError("InvalidParameterValue", message)
        if not trusts(self.current_account, SERVICE_PRINCIPAL):
            organization.enable_aws_service_access(ServicePrincipal=SERVICE_PRINCIPAL)
        if not administrators:
            organization.register_delegated_administrator(AccountId=account_id, ServicePrincipal=SERVICE_PRINCIPAL)
        return ActionResult({"Success": True})

    def disable_ipam_organization_admin_account(self) -> ActionResult:
        """End the administration."""
        account_id = ec2_input(self)["DelegatedAdminAccountId"]
        organization = _managed_organization(self.current_account)
        if account_id not in _administrators(organization):
            raise EC2ClientError("InvalidParameterValue", f"{account_id} is not the administrator of IPAM.")
        organization.deregister_delegated_administrator(AccountId=account_id, ServicePrincipal=SERVICE_PRINCIPAL)
        return ActionResult({"Success": True})


def _managed_organization(account_id: str) -> Any:
    if not is_management_account(account_id):
        raise EC2ClientError("UnauthorizedOperation", f"{account_id} is not a management account.")
    return organization_of(account_id)


def _administrators(organization: Any) -> set[str]:
    return {admin.account.id for admin in organization.admins if SERVICE_PRINCIPAL in admin.services}
