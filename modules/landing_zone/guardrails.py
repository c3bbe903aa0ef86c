"""The guardrails of an environment: what their placeholders stand for, and how they are packed into policies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from modules.accounts.aft.spec import AFT_ROLES
from modules.accounts.stages import StageKind, stages_of_kind
from modules.accounts.vending_spec import ORGANIZATIONS_ROLE, VendingEngine
from modules.catalog.pipeline.places import PIPELINE_ROLES
from modules.identity.directory import names_in_stages
from modules.landing_zone.delivery import applying_role
from modules.landing_zone.governance import is_governed
from modules.landing_zone.sandboxes import stopped_by_budget
from modules.landing_zone.specification import LandingZone
from modules.organization.control_tower.attached_policies import attached_by_control_tower
from modules.organization.control_tower.spec import BLUEPRINT_ACCESS_ROLE, EXECUTION_ROLE
from modules.organization.guardrails.bindings import Binding, bindings
from modules.organization.guardrails.library import Guardrail, guardrail
from modules.organization.guardrails.library import names as guardrail_names
from modules.organization.guardrails.parameters import parameters
from modules.organization.guardrails.placeholders import Value
from modules.organization.guardrails.policies import GuardrailPolicy, Packing, packings
from modules.organization.guardrails.spec import PolicyQuota
from modules.organization.spec import PolicyType
from modules.specification.tag_keys import with_tag_keys


def guardrail_parameters(zone: LandingZone) -> dict[str, Value]:
    """Return what the placeholders of guardrails stand for."""
    return parameters(
        zone.guardrails,
        zone.organization,
        # Accounts that are made before Control Tower enrolls them have the role of Organizations.
        roles=(
            zone.vending.role_name(),
            applying_role(zone),
            ORGANIZATIONS_ROLE,
            *((EXECUTION_ROLE,) if is_governed(zone.control_tower, zone.vending) else ()),
            *(AFT_ROLES if zone.vending.aft else ()),
            # Control Tower publishes the blueprints of accounts as it, where nobody but the platform publishes.
            *((BLUEPRINT_ACCESS_ROLE,) if _may_have_blueprints(zone) else ()),
            # Pipelines publish portfolios, and nobody changes what they work as.
            *((PIPELINE_ROLES,) if zone.catalog and zone.catalog.pipelines else ()),
        ),
        plan_roles=(zone.delivery.plan_role,) if zone.delivery else (),
        break_glass_permission_sets=_break_glass_permission_sets(zone),
        data_scientist_permission_sets=_in_every_stage(zone, zone.guardrails.data_scientist_permission_sets),
        cost_centers=[account.cost_center for account in zone.roster],
        teams=zone.teams,
        stages=zone.stages,
        production_stages=stages_of_kind(StageKind.PROD, zone.stages),
        metadata_hop_limit=zone.baseline.metadata_hop_limit,
    )


def _may_have_blueprints(zone: LandingZone) -> bool:
    return zone.catalog is not None and zone.vending.engine is VendingEngine.CONTROL_TOWER


def guardrail_bindings(zone: LandingZone) -> Iterator[Binding]:
    """Every target that has guardrails: the root first, parents before children, accounts last."""
    return bindings(zone.organization, zone.roster)


def bound_guardrails(zone: LandingZone) -> frozenset[str]:
    """Every guardrail that is bound somewhere."""
    return frozenset(name for binding in guardrail_bindings(zone) for name in binding.guardrails)


def unproved_guardrails(zone: LandingZone) -> list[str]:
    """Name the guardrails that are bound and come without scenarios: nothing shows what they deny."""
    known = bound_guardrails(zone) & set(guardrail_names())
    return sorted(name for name in known if not guardrail(name).has_scenarios)


def guardrail_packings(zone: LandingZone) -> Iterator[Packing]:
    """Pack the guardrails of every target.

    Raises:
        ContradictionError: two guardrails of a target set the same thing differently.
        InvalidEnvironmentError: a guardrail of the library is not right.

    """
    return packings(
        guardrail_bindings(zone),
        partial(guardrail_of, zone),
        guardrail_parameters(zone),
        characters=lambda kind: policy_quota(zone, kind).characters,
    )


def guardrail_of(zone: LandingZone, name: str) -> Guardrail:
    """Read a guardrail, with the organization's keys for tags in its document.

    Raises:
        InvalidEnvironmentError: its document is not right.

    """
    known = guardrail(name)
    return replace(known, document=with_tag_keys(known.document, zone.organization.tag_keys))


def guardrail_policies(zone: LandingZone) -> Iterator[GuardrailPolicy]:
    """Give every organization policy that the guardrails become.

    Raises:
        ContradictionError: two guardrails of a target set the same thing differently.
        InvalidEnvironmentError: a guardrail of the library is not right.

    """
    return (policy for packing in guardrail_packings(zone) for policy in packing.policies())


def policy_quota(zone: LandingZone, kind: PolicyType, target: tuple[str, ...] = ()) -> PolicyQuota:
    """Return what Organizations takes of one kind of policy.

    Args:
        zone: The environment.
        kind: The kind.
        target: The unit's path of names; empty for the root, and for an account, to which Control Tower attaches none.

    """
    governed = is_governed(zone.control_tower, zone.vending)
    others = attached_by_control_tower(zone.control_tower, kind, target) if governed else 0
    return zone.guardrails.quota(kind, attached_by_others=others)


def quota_of(zone: LandingZone, packing: Packing) -> PolicyQuota:
    """Return what Organizations takes of the packing's kind at its target."""
    account = packing.binding.account
    quota = policy_quota(zone, packing.kind, () if account else packing.binding.target)
    stopped = {sandbox.key for sandbox, _ in stopped_by_budget(zone)}
    if packing.kind is PolicyType.SERVICE_CONTROL_POLICY and account in stopped:  # its budget attaches one more
        return quota.model_copy(update={"attached_by_others": quota.attached_by_others + 1})
    return quota


def bound_placeholders(zone: LandingZone) -> frozenset[str]:
    """Return every placeholder in the guardrails that are bound somewhere."""
    known = bound_guardrails(zone) & set(guardrail_names())
    return frozenset(placeholder for name in known for placeholder in guardrail(name).placeholders)


def declared_for_all_accounts(zone: LandingZone) -> frozenset[str]:
    """Return the EC2 attributes that declarative policies at the root set for every account."""
    root = (binding for binding in bindings(zone.organization) if not binding.target)
    bound = (guardrail(name) for binding in root for name in binding.guardrails)
    declarative = (policy.document for policy in bound if policy.kind is PolicyType.DECLARATIVE_POLICY_EC2)
    return frozenset(attribute for document in declarative for attribute in document["ec2_attributes"])


def _in_every_stage(zone: LandingZone, names: Iterable[str]) -> list[str]:
    """Name permission sets as they are called in each stage; those that are bound to none, as they are."""
    return [called for name in names for called in names_in_stages(name, zone.permission_sets, zone.stages)]


def _break_glass_permission_sets(zone: LandingZone) -> list[str]:
    sets = zone.permission_sets
    held = {each.folder: each.permission_set for each in zone.directory.assignments if each.folder in sets.folders}
    return sorted({name for folder, name in held.items() if sets.permission_set(folder).description.break_glass})
