"""Terraform providers: which account, which region, whose tags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cdktf import TerraformLocal, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderAssumeRole, AwsProviderDefaultTags
from constructs import Construct

from modules.aws_limits import is_opt_in
from modules.synthesized.accounts import APPLYING_ROLE, REACHING_ROLE

PROVIDER_SOURCE = "hashicorp/aws"
PROVIDER_VERSIONS = ">= 5.100.0, < 7.0.0"
"""The bindings know 6.25 only; every attribute that is used exists in both majors (docs/decisions/0002)."""

RETRIES = 9
"""The provider's own 25, with waits that double up to five minutes, try for over an hour what always fails. The waits
of nine add up to minutes, which is longer than AWS throttles."""


EXECUTION_ROLE = "execution_role"
"""The variable with the role that providers assume, where plans and applies work as different ones."""


def tell_phases_apart(scope: Construct, execution_role: str) -> None:
    """Have providers below a construct take the role that they assume from a variable, whose default applies.

    Args:
        scope: The construct, which has nothing in it yet.
        execution_role: The role that applies. Providers that assume any other keep to it.

    """
    scope.node.set_context(EXECUTION_ROLE, execution_role)


def begin_as(scope: Construct, role: str, *, reached_as: str) -> None:
    """Have providers below a construct assume no role: whoever runs Terraform brings the credentials of one.

    Which one that is stays to be read from a local value, for those who ask what a workspace applies as.

    Args:
        scope: The construct, which has nothing in it yet.
        role: The role that applies. Providers that assume any other keep to it.
        reached_as: The role of the account that the management account may assume.

    """
    scope.node.set_context(APPLYING_ROLE, role)
    scope.node.set_context(REACHING_ROLE, reached_as)


def require_provider(stack: TerraformStack) -> None:
    """Widen the exact provider version that the bindings pin."""
    stack.add_override("terraform.required_providers.aws", {"source": PROVIDER_SOURCE, "version": PROVIDER_VERSIONS})


def add_provider(  # noqa: PLR0913 - each names a part of where the workspace acts
    scope: Construct,
    *,
    account_id: str,
    role_name: str | None,
    region: str,
    tags: Mapping[str, str],
    alias: str | None = None,
    tokens_for_retries: int | None = None,
) -> AwsProvider:
    """Define a provider for one account and one region.

    `allowed_account_ids` makes the provider refuse to work when its credentials are for any other account.

    Args:
        scope: The construct, in the workspace, that owns the provider.
        account_id: The account's id; may be a token.
        role_name: The role to assume there; none where the caller's credentials are the account's own.
        region: The region's code.
        tags: Tags of everything that the provider makes.
        alias: The provider's alias; none for the one that resources take when they name none.
        tokens_for_retries: How much the provider may spend on requests that are throttled; the SDK's own where none.

    """
    assumed = None if _is_given(scope, role_name) else _in_each_phase(scope, role_name)
    role = AwsProviderAssumeRole(role_arn=f"arn:aws:iam::{account_id}:role/{assumed}")
    return AwsProvider(
        scope,
        f"aws-{alias}" if alias else "aws",
        alias=alias,
        region=region,
        skip_region_validation=is_opt_in(region) or None,  # a provider knows no region that was opened after it
        allowed_account_ids=[account_id],
        assume_role=[role] if assumed else None,
        default_tags=[AwsProviderDefaultTags(tags=dict(tags))],
        max_retries=RETRIES,
        token_bucket_rate_limiter_capacity=tokens_for_retries,
    )


def _is_given(scope: Construct, role_name: str | None) -> bool:
    """Whether whoever runs Terraform brings credentials of a role; then local values say which."""
    if role_name is None or scope.node.try_get_context(APPLYING_ROLE) != role_name:
        return False
    if scope.node.try_find_child(APPLYING_ROLE) is None:
        TerraformLocal(scope, APPLYING_ROLE, role_name)
        TerraformLocal(scope, REACHING_ROLE, scope.node.get_context(REACHING_ROLE))
    return True


def _in_each_phase(scope: Construct, role_name: str | None) -> str | None:
    """Return a role, or the variable that has it where plans work as another one."""
    if role_name is None or scope.node.try_get_context(EXECUTION_ROLE) != role_name:
        return role_name
    found = scope.node.try_find_child(EXECUTION_ROLE)
    variable = (
        found
        if isinstance(found, TerraformVariable)
        else TerraformVariable(
            scope,
            EXECUTION_ROLE,
            type="string",
            nullable=False,
            default=role_name,
            description="The role to work as in the account: that which applies, or that which plans",
        )
    )
    return variable.string_value


def add_regional_providers(  # noqa: PLR0913 - each names a part of where the workspace acts
    scope: Construct,
    home: AwsProvider,
    regions: Iterable[str],
    *,
    leaving: Iterable[str] = (),
    account_id: str,
    role_name: str | None,
    tags: Mapping[str, str],
) -> dict[str, AwsProvider]:
    """Return an account's provider for each region: the one that there is, and for others one with the region as alias.

    Args:
        scope: The construct, in the workspace, that owns the providers.
        home: The provider that there is, for one of the regions.
        regions: The regions.
        leaving: Regions that are taken out: each has a provider that nothing uses any more, so that Terraform
            destroys what is there.
        account_id: The account's id; may be a token.
        role_name: The role to assume there; none where the caller's credentials are the account's own.
        tags: Tags of everything that the providers make.

    """
    wanted = tuple(regions)
    providers = {
        region: home
        if region == home.region
        else add_provider(scope, account_id=account_id, role_name=role_name, region=region, tags=tags, alias=region)
        for region in dict.fromkeys((*wanted, *leaving))
    }
    return {region: providers[region] for region in wanted}
