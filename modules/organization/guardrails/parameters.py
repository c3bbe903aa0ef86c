"""What the placeholders of the library stand for in one environment."""

from __future__ import annotations

from collections.abc import Iterable

from modules.organization.guardrails.placeholders import Value
from modules.organization.guardrails.spec import GuardrailsSpec
from modules.organization.spec import OrganizationSpec
from modules.specification.permission_set_roles import permission_set_role, with_path
from modules.specification.reserved_text import marked

ORGANIZATION_ID = marked("organization-id".ljust(32, "-"))
"""Stands for the organization's id, which is known at apply only. As long as an id can be (AWS Organizations API
Reference, Organization), so that a policy that fits with it fits with the real one."""

_TEAM_ROLES = "arn:aws:iam::*:role/teams/*"
"""Execution roles of teams: whoever builds a model in Studio calls as one of them."""


def parameters(  # noqa: PLR0913 - each comes from another part of the environment
    spec: GuardrailsSpec,
    organization: OrganizationSpec,
    *,
    roles: Iterable[str],
    plan_roles: Iterable[str],
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
        plan_roles: Names of the roles that plans read as.
        break_glass_permission_sets: Permission sets of Identity Center for emergencies.
        data_scientist_permission_sets: Permission sets that count as data scientists', in every stage.
        cost_centers: All that accounts have.
        teams: Names of its teams.
        stages: Stages of its teams.
        production_stages: Those of them that are production.
        metadata_hop_limit: What the baseline says of the EC2 instance metadata service.

    """
    home = organization.home_region
    break_glass = (
        *_arns(spec.break_glass_roles, home),
        *roles_of_permission_sets(break_glass_permission_sets, home),
    )
    data_scientists = (
        *roles_of_permission_sets(data_scientist_permission_sets, home),
        *_arns(spec.data_scientist_roles, home),
    )
    others = [region for region in organization.regions if region != home]
    return {
        "platform_roles": _arns((*roles, *spec.platform_roles), home),
        "break_glass_roles": break_glass,
        "clean_up_roles": _arns((spec.clean_up_role,), home),
        "plan_roles": _arns(plan_roles, home),
        "organization_id": ORGANIZATION_ID,
        "regions": organization.regions,
        "home_region": home,
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
        "data_scientist_roles": (*data_scientists, _TEAM_ROLES),
        "team_roles": (_TEAM_ROLES,),
        "metadata_hop_limit": str(metadata_hop_limit),
        "image_providers": spec.image_providers,
        "backup_vault": spec.backup_vault,
        "backup_role": spec.backup_role,
        "backup_classifications": spec.backup_classifications,
        "backup_copy_region": others[0] if others else (),
        "protected_key_aliases": spec.protected_key_aliases,
    }


def roles_of_permission_sets(names: Iterable[str], home_region: str) -> tuple[str, ...]:
    """Write patterns that match the roles that Identity Center makes of permission sets, in every account.

    Args:
        names: Of permission sets.
        home_region: The region of Identity Center.

    """
    return tuple(_arn(permission_set_role(name, home_region)) for name in names)


def _arns(names: Iterable[str], home_region: str) -> tuple[str, ...]:
    """Write roles as patterns that match them in every account, and no role of another path or a longer name.

    Each is there once: an account's vending and its governance may work as the same role.
    """
    return tuple(dict.fromkeys(_arn(with_path(name, home_region)) for name in names))


def _arn(path_and_name: str) -> str:
    return f"arn:aws:iam::*:role/{path_and_name}"
