"""What the placeholders of the library stand for in one environment."""

from __future__ import annotations

from collections.abc import Iterable

from modules.organization.guardrails.placeholders import Value
from modules.organization.guardrails.spec import GuardrailsSpec
from modules.organization.spec import OrganizationSpec
from modules.specification.reserved_text import marked

ORGANIZATION_ID = marked("organization-id".ljust(32, "-"))
"""Stands for the organization's id, which is known at apply only. As long as an id can be (AWS Organizations API
Reference, Organization), so that a policy that fits with it fits with the real one."""

_TEAM_ROLES = "arn:aws:iam::*:role/teams/*"
"""Execution roles of teams: whoever builds a model in Studio calls as one of them."""

_SSO_PATH = "aws-reserved/sso.amazonaws.com/"
"""Where Identity Center makes its roles; a region follows, except for us-east-1."""

_SSO_NAME = "AWSReservedSSO_"
"""How the names of these roles begin."""


def parameters(  # noqa: PLR0913 - each comes from another part of the environment
    spec: GuardrailsSpec,
    organization: OrganizationSpec,
    *,
    roles: Iterable[str],
    break_glass_permission_sets: Iterable[str],
    data_scientist_permission_sets: Iterable[str],
    cost_centers: Iterable[str],
    teams: Iterable[str],
    stages: Iterable[str],
    production_stages: Iterable[str],
    metadata_hop_limit: int,
) -> dict[str, Value]:
    """Return the value of every placeholder.

    Args:
        spec: What the environment's guardrails exempt and admit.
        organization: The organization.
        roles: Names of the roles that its workspaces assume.
        break_glass_permission_sets: Permission sets of Identity Center for emergencies.
        data_scientist_permission_sets: Permission sets that count as data scientists', in every stage.
        cost_centers: All that accounts have.
        teams: Names of its teams.
        stages: Stages of its teams.
        production_stages: Those of them that are production.
        metadata_hop_limit: What the baseline says of the EC2 instance metadata service.

    """
    break_glass = _arns((*spec.break_glass_roles, *_of_permission_sets(break_glass_permission_sets)))
    clean_up = _arns((spec.clean_up_role,))
    data_scientists = _of_permission_sets(data_scientist_permission_sets)
    others = [region for region in organization.regions if region != organization.home_region]
    platform = _arns((*roles, *spec.platform_roles))
    return {
        "platform_roles": platform,
        "break_glass_roles": break_glass,
        "clean_up_roles": clean_up,
        "organization_id": ORGANIZATION_ID,
        "regions": organization.regions,
        "home_region": organization.home_region,
        "approved_bedrock_models": spec.approved_bedrock_models,
        "bedrock_inference_profiles": spec.bedrock_inference_profiles,
        "bedrock_inference_regions": spec.bedrock_inference_regions,
        "development_instance_types": spec.development_instance_types,
        "production_instance_types": spec.production_instance_types,
        "sandbox_instance_types": spec.sandbox_instance_types,
        "sandbox_ec2_instance_types": spec.sandbox_ec2_instance_types,
        "permissions_boundaries": spec.permissions_boundaries,
        "cost_centers": tuple(sorted(set(cost_centers))),
        "teams": tuple(sorted(set(teams))),
        "stages": tuple(stages),
        "production_stages": tuple(production_stages),
        "environments": spec.environments,
        "data_classifications": spec.data_classifications,
        "trusted_accounts": spec.trusted_accounts,
        "protected_bucket_patterns": tuple(f"arn:aws:s3:::{pattern}" for pattern in spec.protected_bucket_patterns),
        "data_scientist_roles": (*_arns((*data_scientists, *spec.data_scientist_roles)), _TEAM_ROLES),
        "team_roles": (_TEAM_ROLES,),
        "metadata_hop_limit": str(metadata_hop_limit),
        "image_providers": spec.image_providers,
        "backup_vault": spec.backup_vault,
        "backup_role": spec.backup_role,
        "backup_classifications": spec.backup_classifications,
        "backup_copy_region": others[0] if others else (),
        "protected_key_aliases": spec.protected_key_aliases,
    }


def roles_of_permission_sets(names: Iterable[str]) -> tuple[str, ...]:
    """Write patterns that match the roles that Identity Center makes of permission sets, in every account."""
    return _arns(_of_permission_sets(names))


def _arns(names: Iterable[str]) -> tuple[str, ...]:
    """Write roles as patterns that match them in every account, and no role of another path or a longer name."""
    return tuple(f"arn:aws:iam::*:role/{_path(name)}{name}" for name in names)


def _path(name: str) -> str:
    """Return where a role is: those that are named like Identity Center's are where only AWS makes roles."""
    return f"{_SSO_PATH}*" if name.startswith(_SSO_NAME) else ""


def _of_permission_sets(names: Iterable[str]) -> list[str]:
    """Name the roles that Identity Center makes of permission sets; only AWS makes roles of this path."""
    return [f"{_SSO_PATH}*AWSReservedSSO_{name}_*" for name in names]
