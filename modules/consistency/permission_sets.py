"""Checks of permission sets: that those named exist, that AWS has their policies, and that their own ones fit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from modules.accounts.stages import StageKind, kind_of
from modules.aws_limits import INLINE_POLICY_LENGTH, INLINE_POLICY_TEXT
from modules.consistency.dropped import Dropped, KeyPath
from modules.identity import library
from modules.identity.access_spec import refuse_illegal_name
from modules.identity.inline_policies import inline_policy, text_bytes
from modules.identity.library import PermissionSet, PermissionSetDescription
from modules.identity.managed_policies import is_attachable, managed_policies
from modules.landing_zone import LandingZone
from modules.landing_zone.permission_sets import assignments_of_known_sets, permission_set_of, permission_set_parameters
from modules.specification.errors import LandingZoneError
from modules.specification.source_files import entries, kind
from modules.specification.suggestions import nearest, unknown

_IDENTITY = ("identity",)
"""Where problems of an environment's own permission sets are shown that nobody has."""


def permission_sets_named_exist(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    known = zone.permission_sets.folders
    for where, name in _sets_named(zone):
        if name not in known:
            yield unknown(
                "there is no such permission set",
                name,
                known,
                why="a permission set is a folder of policies/permission_sets, all of which docs/reference/access.md "
                "lists, of policies/own_permission_sets, or of the environment's own permission_sets",
                otherwise="write one of these, or add a folder",
                path=where,
            )


def own_permission_sets_are_whole(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for entry in (entry for own in zone.permission_sets.own for entry in entries(own)):
        try:
            refuse_illegal_name(entry.name)
        except LandingZoneError as error:
            yield error
        for wrong in _stray_files(entry):
            yield LandingZoneError(
                "an own permission set must be a folder with its files and nothing else",
                got=f"{library.shown_folder(entry.parent)}/{entry.name}{wrong}",
                why=f"its files are {', '.join(library.FILES)}; nothing else is read",
                fix="rename it, or move it elsewhere",
                path=_IDENTITY,
            )


def _stray_files(entry: Path) -> Iterator[str]:
    """Tell what is wrong with an entry of the folder of own permission sets."""
    if kind(entry) != "a folder":
        yield f", {kind(entry) or 'a file'}"
        return
    yield from (f"/{path.name}" for path in entries(entry) if path.name not in library.FILES)
    if not (entry / library.DESCRIPTION).is_file():
        yield f", without {library.DESCRIPTION}"


def managed_policies_exist(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    known, newer = managed_policies().names, zone.identity.newer_managed_policies
    for permission_set, path in _used(zone):
        for policy in _policies_of_aws(permission_set.description):
            if policy not in known and policy not in newer:
                guess = _meant(policy, known)
                yield LandingZoneError(
                    "AWS has no such managed policy",
                    got=f"{policy} in {permission_set.shown}",
                    why=f"policies/aws_managed_policies.json has the {len(known):,} of {managed_policies().read_on}",
                    fix=f"{f'write {guess}' if guess else 'look it up in the AWS Managed Policy Reference Guide'}; "
                    "one that is newer goes into identity.newer_managed_policies",
                    path=path,
                )
            elif not is_attachable(policy):
                yield LandingZoneError(
                    "a policy of a service-linked role must not be in a permission set",
                    got=f"{policy} in {permission_set.shown}",
                    why="IAM attaches it to the role of its service alone (IAM User Guide, AWS managed policies)",
                    fix="use another policy",
                    path=path,
                )


def _meant(policy: str, known: frozenset[str]) -> str | None:
    """Return the policy of that name with another path, or the nearest one."""
    name = policy.rpartition("/")[2]
    elsewhere = (candidate for candidate in known if candidate.rpartition("/")[2] == name)
    return next(elsewhere, None) or nearest(policy, sorted(known))


def inline_policies_fit(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("guardrails") or dropped.below("organization"):
        return
    for permission_set, path in _in_stages(zone):
        policy = inline_policy(permission_set, permission_set_parameters(zone, permission_set.stage)) or ""
        for size, limit in ((len(policy.encode()), INLINE_POLICY_LENGTH), (text_bytes(policy), INLINE_POLICY_TEXT)):
            if size > limit.value:
                yield LandingZoneError(
                    "the permission set's inline policy is too large",
                    got=f"{permission_set.shown}/{library.INLINE_POLICY}: {size:,} bytes",
                    why=f"the limit is {limit}",
                    fix="let it name less, or move part of it to a managed policy",
                    path=path,
                )
                break


def stage_bound_sets_are_in_stages(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for assignment in zone.directory.assignments:
        kinds = zone.permission_sets.kinds_of_stages(assignment.folder)
        if kinds is not None and assignment.stage is None:
            stage = assignment.account.stage
            theirs = ", ".join(kind for kind in StageKind if kind in kinds)
            yield LandingZoneError(
                "a permission set that is bound to stages must be assigned where it has one",
                got=f"{assignment.folder} for {assignment.group.name} in {assignment.account.key}, "
                f"{f'stage {stage}' if stage else 'an account without a stage'}",
                why=f"what it allows depends on the account's stage; it is for stages of the kind {theirs}",
                fix="leave the account out, or name a permission set that is the same everywhere",
                path=assignment.source,
            )


def names_in_stages_are_distinct(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    folders: dict[str, str] = {name: name for name in zone.permission_sets.folders}
    for assignment in zone.directory.assignments:
        other = folders.setdefault(assignment.permission_set, assignment.folder)
        if other != assignment.folder:
            yield LandingZoneError(
                "two permission sets have the same name",
                got=f"{assignment.permission_set}: {assignment.folder} in stage {assignment.stage}, and {other}",
                why="a permission set that is bound to a stage has the stage in its name, and names are unique",
                fix="give one of the folders another name",
                path=assignment.source,
            )


def _in_stages(zone: LandingZone) -> Iterator[tuple[PermissionSet, KeyPath]]:
    """Give what somebody has, as it is in each stage, and the environment's own permission sets in every stage.

    One that is bound to stages and is nowhere in one is told of elsewhere.
    """
    for known, path in _used(zone):
        if known.stage is not None or known.description.stages is None:
            yield known, path
        for stage in zone.stages if known.stage is None else ():
            kind = kind_of(stage, zone.stages)
            if kind in (known.description.stages or {}):
                yield known.bound_to(stage, kind), path


def _used(zone: LandingZone) -> list[tuple[PermissionSet, KeyPath]]:
    """Return what somebody has, with where it is named first, and the environment's own permission sets."""
    found: dict[str, tuple[PermissionSet, KeyPath]] = {}
    for assignment, permission_set in assignments_of_known_sets(zone):
        found.setdefault(assignment.permission_set, (permission_set, assignment.source))
    for name in zone.permission_sets.own_names:
        found.setdefault(name, (permission_set_of(zone, name), _IDENTITY))
    return list(found.values())


def _policies_of_aws(description: PermissionSetDescription) -> list[str]:
    boundary = description.permissions_boundary
    named = [boundary.managed_policy] if boundary and boundary.managed_policy else []
    return [*description.managed_policies, *named]


def _sets_named(zone: LandingZone) -> Iterator[tuple[KeyPath, str]]:
    spec = zone.identity
    for key, group in spec.groups.items():
        for index, access in enumerate(group.access):
            yield ("identity", "groups", key, "access", index, "permission_set"), access.permission_set
    for key, team_group in spec.team_groups.items():
        for stage, sets in team_group.permission_sets.items():
            where = ("identity", "team_groups", key, "permission_sets", stage)
            yield from (((*where, index), name) for index, name in enumerate(sets))
    for team, groups in spec.teams.items():
        for key, stages in groups.items():
            for stage, sets in stages.items():
                where = ("identity", "teams", team, key, stage)
                yield from (((*where, index), name) for index, name in enumerate(sets))
    yield from ((("identity", "permission_sets", name), name) for name in spec.permission_sets)
    for portfolio, published in ((zone.catalog and zone.catalog.portfolios) or {}).items():
        place = ("catalog", "portfolios", portfolio, "launched_by")
        yield from (((*place, index), name) for index, name in enumerate(published.launched_by or ()))
    for index, accepted in enumerate(spec.accepted_administrators):
        yield ("identity", "accepted_administrators", index, "permission_set"), accepted.permission_set
