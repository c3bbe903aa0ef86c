"""Checks of access: what nobody has for good, what takes two people, and what Identity Center and Terraform take."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.roster import Account
from modules.accounts.spec import Function, Stage
from modules.aws_limits import INLINE_POLICY_LENGTH, INLINE_POLICY_TEXT
from modules.consistency.dropped import Dropped
from modules.identity import library
from modules.identity.defaults import BREAK_GLASS_APPROVERS, MANAGEMENT
from modules.identity.directory import Assignment
from modules.identity.inline_policies import inline_policy, text_bytes
from modules.identity.library import PermissionSet
from modules.identity.tenants import RESOURCES_IN_A_WORKSPACE, access_by_tenant, platform_resources, tenant_of
from modules.landing_zone import LandingZone
from modules.landing_zone.permission_sets import permission_set_of, permission_set_parameters
from modules.specification.errors import LandingZoneError


def no_administrator_stands_in_production(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for assignment, known in _known(zone):
        if known.is_administrator and not known.description.break_glass and _is_production(assignment.account):
            yield LandingZoneError(
                "a group must not administer production for good",
                got=f"{assignment.permission_set} for {assignment.group.name} in {assignment.account.key}",
                why="whoever signs in could change and read everything there, every day, and leave no other trace",
                fix="give the group a narrower permission set; for emergencies there is break glass",
                path=assignment.source,
            )


def _is_production(account: Account) -> bool:
    """Whether others depend on an account: all do but sandboxes, and what teams build and test in."""
    return account.stage is Stage.PROD or not {Function.SANDBOX, Function.TEAM} & set(account.functions)


def the_management_account_is_for_those_listed(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    listed = zone.identity.management_account_groups
    for assignment in zone.directory.assignments:
        if assignment.account.key == MANAGEMENT and assignment.group.key not in listed:
            yield LandingZoneError(
                "the group must not have access to the management account",
                got=f"{assignment.permission_set} for {assignment.group.key}",
                why=f"no guardrail holds there; identity.management_account_groups has {', '.join(listed) or 'none'}",
                fix="add the group to management_account_groups, or leave the management account out",
                path=assignment.source,
            )


def break_glass_takes_two(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for_emergencies = {assignment.group.name for assignment, known in _known(zone) if known.description.break_glass}
    approvers = []
    for key, user in zone.identity.users.items():
        approvers += [key] if BREAK_GLASS_APPROVERS in user.groups else []
        for index, name in enumerate(user.groups):
            if name in for_emergencies:
                yield LandingZoneError(
                    "a person must not be in a break-glass group for good",
                    got=f"{key} in {name}",
                    why="it opens every account; it takes one person who asks and another one who lets them in",
                    fix=f"remove the group here; {BREAK_GLASS_APPROVERS} let people in, for the time it takes",
                    path=("identity", "users", key, "groups", index),
                )
    if len(approvers) == 1:
        yield LandingZoneError(
            "break glass must have two approvers",
            got=approvers[0],
            why="nobody lets in themselves, and somebody must be there when the only one is away",
            fix=f"put a second person in {BREAK_GLASS_APPROVERS}",
            path=("identity", "users", approvers[0], "groups"),
        )


def what_the_delegated_administrator_manages_is_its_own(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    administrator = zone.identity.delegated_administrator
    if administrator is None:
        return
    if administrator == MANAGEMENT:
        yield LandingZoneError(
            "the management account must not be the delegated administrator",
            got=administrator,
            why="it administers Identity Center anyway",
            fix="name another account, or remove delegated_administrator",
            path=("identity", "delegated_administrator"),
        )
        return
    in_management = {
        assignment.permission_set for assignment in zone.directory.assignments if assignment.account.key == MANAGEMENT
    }
    for assignment in zone.directory.assignments:
        if assignment.permission_set in in_management and tenant_of(assignment.account):
            yield LandingZoneError(
                "a permission set of the management account must not be assigned to a team or a sandbox",
                got=f"{assignment.permission_set} for {assignment.group.name} in {assignment.account.key}",
                why="a delegated administrator cannot assign what is provisioned in the management account "
                "(IAM Identity Center User Guide, Delegated administration)",
                fix="use another permission set there",
                path=assignment.source,
            )
            in_management.discard(assignment.permission_set)


def inline_policies_fit(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("guardrails") or dropped.below("organization"):
        return
    parameters = permission_set_parameters(zone)
    for name, (assignment, known) in _first_uses(zone).items():
        shown = f"policies/permission_sets/{name}/{library.INLINE_POLICY}"
        policy = inline_policy(known, parameters) or ""
        for size, limit in ((len(policy.encode()), INLINE_POLICY_LENGTH), (text_bytes(policy), INLINE_POLICY_TEXT)):
            if size > limit.value:
                yield LandingZoneError(
                    "the permission set's inline policy is too large",
                    got=f"{shown}: {size:,} bytes",
                    why=f"the limit is {limit}",
                    fix="let it name less, or move part of it to a managed policy",
                    path=assignment.source,
                )
                break


def workspaces_stay_small(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    divided = access_by_tenant(zone.directory, zone.identity)
    sizes = {tenant: share.resources for tenant, share in divided.items()}
    sets = [known for _, known in _first_uses(zone).values()]
    sizes[None] = platform_resources(divided[None], sets, zone.identity)
    for tenant, size in sizes.items():
        if size > RESOURCES_IN_A_WORKSPACE:
            yield LandingZoneError(
                "a workspace of access is too large",
                got=f"{size} resources in identity{f'-{tenant}' if tenant else ''}",
                why=f"above {RESOURCES_IN_A_WORKSPACE} a plan takes minutes, and Identity Center throttles it",
                fix="let an identity provider bring the people, or give groups access to fewer accounts",
                path=("identity",),
            )


def _first_uses(zone: LandingZone) -> dict[str, tuple[Assignment, PermissionSet]]:
    return {assignment.permission_set: (assignment, known) for assignment, known in reversed(list(_known(zone)))}


def _known(zone: LandingZone) -> Iterator[tuple[Assignment, PermissionSet]]:
    """Every assignment of a permission set that the library has."""
    names = set(library.names())
    for assignment in zone.directory.assignments:
        if assignment.permission_set in names:
            yield assignment, permission_set_of(zone, assignment.permission_set)
