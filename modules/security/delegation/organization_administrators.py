"""The administrators of services that want one for the whole organization, and who manages root access."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.cloudtrail_organization_delegated_admin_account import (
    CloudtrailOrganizationDelegatedAdminAccount,
)
from cdktf_cdktf_provider_aws.iam_organizations_features import IamOrganizationsFeatures
from cdktf_cdktf_provider_aws.organizations_delegated_administrator import OrganizationsDelegatedAdministrator
from constructs import Construct

from modules.security.delegation.chain import Chain


class OrganizationAdministrators(Construct):
    """Register an account as the administrator of services that know no regions.

    Args:
        scope: The stack.
        id_: What they are called in addresses.
        administrators: The administrator's account id of each service principal that Organizations itself registers.
        trail_administrator_id: The account that may administer trails.
        has_central_root: Whether root access of member accounts is managed centrally.
        chain: The registrations that these come behind.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        administrators: Mapping[str, str],
        trail_administrator_id: str,
        has_central_root: bool,
        chain: Chain,
    ) -> None:
        super().__init__(scope, id_)
        for principal in administrators:
            chain.add(partial(self._register, principal, administrators[principal]))
        chain.add(
            lambda after: CloudtrailOrganizationDelegatedAdminAccount(
                self, "cloudtrail", account_id=trail_administrator_id, depends_on=after
            )
        )
        if has_central_root:
            IamOrganizationsFeatures(
                self, "central-root", enabled_features=["RootCredentialsManagement", "RootSessions"]
            )

    def _register(
        self, principal: str, account_id: str, after: list[ITerraformDependable]
    ) -> OrganizationsDelegatedAdministrator:
        return OrganizationsDelegatedAdministrator(
            self,
            _id_of(principal),
            account_id=account_id,
            service_principal=principal,
            depends_on=after,
        )


def _id_of(principal: str) -> str:
    """Name a service in addresses as its principal begins."""
    return principal.removesuffix(".amazonaws.com")
