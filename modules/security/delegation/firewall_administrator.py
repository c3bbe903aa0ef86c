"""The administrator of AWS Firewall Manager."""

from __future__ import annotations

from cdktf import TerraformProvider, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.fms_admin_account import FmsAdminAccount
from constructs import Construct

from modules.security.delegation.chain import Chain

REGION_OF_ADMINISTRATOR = "us-east-1"
"""The one region in which it is registered (AWS Firewall Manager API Reference, AssociateAdminAccount)."""


class FirewallAdministrator(Construct):
    """Register an account as the administrator of Firewall Manager, for every region.

    It is never destroyed from here: only the administrator itself resigns, and its policies go with it (AWS WAF
    Developer Guide, Revoking a Firewall Manager administrator account).

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        administrator_id: The account that administers it.
        provider: The management account's provider for `REGION_OF_ADMINISTRATOR`.
        chain: The registrations that this comes behind.

    """

    def __init__(
        self, scope: Construct, id_: str, *, administrator_id: str, provider: TerraformProvider, chain: Chain
    ) -> None:
        super().__init__(scope, id_)
        chain.add(
            lambda after: FmsAdminAccount(
                self,
                "Default",
                account_id=administrator_id,
                provider=provider,
                depends_on=after,
                lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
            )
        )
