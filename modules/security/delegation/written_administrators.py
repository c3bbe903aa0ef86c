"""The administrators that the user writes down, of services that nothing here sets up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.organizations_delegated_administrator import OrganizationsDelegatedAdministrator
from constructs import Construct

from modules.security.delegation.chain import Chain


class WrittenAdministrators(Construct):
    """Register accounts as administrators of services, and do nothing else in either.

    Args:
        scope: The stack.
        id_: What they are called in addresses.
        account_ids: The administrators' account ids by their keys, of each service principal.
        chain: The registrations that these come behind.

    """

    def __init__(
        self, scope: Construct, id_: str, *, account_ids: Mapping[str, Mapping[str, str]], chain: Chain
    ) -> None:
        super().__init__(scope, id_)
        for principal, administrators in account_ids.items():
            branch = Construct(self, _address_part(principal))
            for key, account_id in administrators.items():
                chain.add(partial(_register, branch, key, account_id, principal))


def _register(
    branch: Construct, key: str, account_id: str, principal: str, after: list[ITerraformDependable]
) -> OrganizationsDelegatedAdministrator:
    return OrganizationsDelegatedAdministrator(
        branch, key, account_id=account_id, service_principal=principal, depends_on=after
    )


def _address_part(principal: str) -> str:
    """Return a service principal as it is written in Terraform addresses, which would lose its dots."""
    return principal.removesuffix(".amazonaws.com").replace("-", "--").replace(".", "-")
