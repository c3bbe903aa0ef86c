"""The administrators of services that want one for each region."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import ITerraformDependable, TerraformProvider
from cdktf_cdktf_provider_aws.detective_organization_admin_account import DetectiveOrganizationAdminAccount
from cdktf_cdktf_provider_aws.guardduty_organization_admin_account import GuarddutyOrganizationAdminAccount
from cdktf_cdktf_provider_aws.inspector2_delegated_admin_account import Inspector2DelegatedAdminAccount
from cdktf_cdktf_provider_aws.macie2_organization_admin_account import Macie2OrganizationAdminAccount
from cdktf_cdktf_provider_aws.securityhub_organization_admin_account import SecurityhubOrganizationAdminAccount
from constructs import Construct

from modules.security.delegation.chain import Chain
from modules.security.spec.security import SecuritySpec


class RegionalAdministrators(Construct):
    """Register one account as the administrator of each service that runs in a region.

    Args:
        scope: The stack.
        id_: What the region is called in addresses.
        spec: What the environment says of its security services.
        region: The region.
        is_home: Whether it is the home region.
        provider: The management account's provider for it.
        administrator_id: The account that administers them.
        chain: The registrations that these come behind.
        turned_on: What turns a service on in the management account, by the service's key. Its registration comes
            after: AWS turns nothing off in an account that somebody administers.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: SecuritySpec,
        region: str,
        is_home: bool,
        provider: TerraformProvider,
        administrator_id: str,
        chain: Chain,
        turned_on: Mapping[str, ITerraformDependable],
    ) -> None:
        super().__init__(scope, id_)
        before = {key: [resource] for key, resource in turned_on.items()}
        if spec.guardduty.runs_in(region):
            chain.add(
                lambda after: GuarddutyOrganizationAdminAccount(
                    self,
                    "guardduty",
                    admin_account_id=administrator_id,
                    provider=provider,
                    depends_on=[*after, *before["guardduty"]],
                )
            )
        # Elsewhere Security Hub sets the administrator itself, once it is configured centrally.
        if spec.security_hub.enabled and is_home:
            chain.add(
                lambda after: SecurityhubOrganizationAdminAccount(
                    self,
                    "security-hub",
                    admin_account_id=administrator_id,
                    provider=provider,
                    depends_on=[*after, *before["security_hub"]],
                )
            )
        if spec.macie.runs_in(region):
            chain.add(
                lambda after: Macie2OrganizationAdminAccount(
                    self, "macie", admin_account_id=administrator_id, provider=provider, depends_on=after
                )
            )
        if spec.inspector.runs_in(region):
            chain.add(
                lambda after: Inspector2DelegatedAdminAccount(
                    self, "inspector", account_id=administrator_id, provider=provider, depends_on=after
                )
            )
        if spec.detective.runs_in(region):
            chain.add(
                lambda after: DetectiveOrganizationAdminAccount(
                    self, "detective", account_id=administrator_id, provider=provider, depends_on=after
                )
            )
