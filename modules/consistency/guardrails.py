"""Checks of guardrails: that they exist, are bound once, and fit what Organizations takes."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.blueprints.spec import EC2_ATTRIBUTES_OF_THE_BASELINE
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.guardrails import (
    bound_guardrails,
    bound_placeholders,
    guardrail_bindings,
    guardrail_packings,
    guardrail_parameters,
    policy_quota,
    quota_of,
)
from modules.organization.guardrails import library
from modules.organization.guardrails.bindings import Binding, shown
from modules.organization.guardrails.documents import EVALUATED, ContradictionError, Document, merged
from modules.organization.guardrails.policies import Packing
from modules.organization.spec import ROOT, PolicyType
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest, unknown


def names_are_in_the_library(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    known = library.names()
    for binding in guardrail_bindings(zone):
        for index, name in enumerate(binding.guardrails):
            if name not in known:
                yield unknown(
                    "there is no such guardrail",
                    name,
                    known,
                    why="a guardrail is a folder of policies/guardrails or policies/own_guardrails; "
                    "docs/reference/guardrails.md lists the former",
                    otherwise="write one of these, or add a folder",
                    path=binding.place(index),
                )


def placeholders_are_known(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    known = guardrail_parameters(zone)
    for binding, index, name in _known(zone):
        for placeholder in sorted(library.guardrail(name).placeholders - known.keys()):
            guess = nearest(placeholder, known)
            yield LandingZoneError(
                "the guardrail's document has a placeholder that stands for nothing",
                got=f"{{{{{placeholder}}}}} in {library.guardrail(name).shown}/{library.POLICY}",
                why=f"placeholders are {', '.join(known)}",
                fix=f"write {guess}" if guess else "write one of these",
                path=binding.place(index),
            )


def kinds_are_enabled(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("organization", "policy_types"):
        return
    for binding, index, name in _known(zone):
        kind = library.guardrail(name).kind
        if kind not in zone.organization.policy_types:
            yield LandingZoneError(
                "the guardrail is of a kind that the organization does not enable",
                got=f"{name} is one of the {kind.plural}",
                why="Organizations attaches only policies of kinds that its root enables",
                fix=f"add {kind.value} to organization.policy_types",
                path=binding.place(index),
            )


def each_is_bound_once_on_a_path(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    bound: dict[str, list[Binding]] = {}
    for binding, index, name in _known(zone):
        above = [other for other in bound.get(name, ()) if other.applies_to(binding)]
        if above:
            yield LandingZoneError(
                "the guardrail is already bound to this target or one above it",
                got=f"{name}, bound to {above[0].shown}",
                why="what is bound to a unit applies to all units and accounts below it",
                fix="remove it here, or bind it only where it is wanted",
                path=binding.place(index),
            )
        bound.setdefault(name, []).append(binding)


def the_management_account_has_none_without_effect(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    management = zone.roster[0]
    for binding, index, name in _known(zone):
        kind = library.guardrail(name).kind
        if binding.account == management.key and kind in EVALUATED:
            yield LandingZoneError(
                "the management account must have no guardrail that has no effect in it",
                got=f"{name} is one of the {kind.plural}",
                why="they hold in member accounts only (AWS Organizations User Guide, Service control policies, "
                "Resource control policies)",
                fix="remove it here; whoever works in the management account is limited by permission sets alone",
                path=binding.place(index),
            )


def what_the_baseline_sets_is_declared_at_the_root(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for binding, index, name in _known(zone):
        guardrail = library.guardrail(name)
        if binding.shown != ROOT and guardrail.kind is PolicyType.DECLARATIVE_POLICY_EC2:
            shared = sorted(EC2_ATTRIBUTES_OF_THE_BASELINE & guardrail.document["ec2_attributes"].keys())
            if shared:
                yield LandingZoneError(
                    "what the baseline of every account sets must be declared for all accounts",
                    got=f"{name} sets {', '.join(shared)} in {binding.shown}",
                    why="an account cannot set what a declarative policy sets, and all accounts have one baseline",
                    fix="bind it to the root, under organization.guardrails: the baseline then leaves it out",
                    path=binding.place(index),
                )


def settings_agree(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    whole: dict[tuple[Binding, PolicyType], Document] = {}
    for binding, index, name in _known(zone):
        guardrail = library.guardrail(name)
        if guardrail.kind in EVALUATED:
            continue
        so_far = whole.get((binding, guardrail.kind), {})
        try:
            whole[binding, guardrail.kind] = merged(guardrail.kind, (so_far, guardrail.document))
        except ContradictionError as contradiction:
            yield LandingZoneError(
                "two guardrails of a target set the same thing differently",
                got=f"{name}: {contradiction}, which one before it in the list sets too",
                why="Organizations would choose one of them by rules of its own",
                fix="bind one of the two, or bind them to different units",
                path=binding.place(index),
            )


def policies_fit(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("guardrails") or not _can_be_packed(zone):
        return
    try:
        packings = list(guardrail_packings(zone))
    except ContradictionError:
        return
    for packing in packings:
        quota = quota_of(zone, packing)
        too_large = [name for name, characters in packing.characters.items() if characters > quota.characters]
        for name in too_large:
            yield LandingZoneError(
                "a guardrail is larger than a policy may be",
                got=f"{name}: {packing.characters[name]:,} characters",
                why=f"Organizations takes {quota.characters:,} characters of {packing.kind.plural}",
                fix="split it in two, or let it name less",
                path=packing.binding.place(packing.binding.guardrails.index(name)),
            )
        if not too_large and len(packing.packed) > quota.free:
            yield _too_many(zone, packing, packings)


def _too_many(zone: LandingZone, packing: Packing, packings: list[Packing]) -> LandingZoneError:
    """Show the arithmetic, and what could move where."""
    quota = quota_of(zone, packing)
    over = [name for packed in packing.packed[quota.free :] for name in packed.guardrails]
    added = ", ".join(f"{name} ({packing.characters[name]:,})" for name in over)
    used = " + ".join(f"{packed.characters:,}" for packed in packing.packed[: quota.free])
    room = _room_elsewhere(zone, packing, packings)
    where = "single account" if packing.binding.account else "root or unit"
    others = f", of which {quota.attached_by_others} are attached by others" if quota.attached_by_others else ""
    return LandingZoneError(
        f"the guardrails of {packing.binding.shown} do not fit into the {packing.kind.plural} that it may have",
        got=f"used: {used or 'nothing'} characters in {quota.free} policies; added: {added}, which does not fit",
        why=f"limit: {quota.per_target} policies of {quota.characters:,} characters on a {where}{others}",
        fix=f"move {', '.join(over)} to {room}; or say in guardrails.quotas that AWS raised the quota",
        path=packing.binding.source,
    )


def _room_elsewhere(zone: LandingZone, packing: Packing, packings: list[Packing]) -> str:
    """Name the targets on the same branch, and how many policies each can still take."""
    target, alone = packing.binding.target, packing.binding.account is not None
    units = [other for other in packings if other.kind is packing.kind and not other.binding.account]
    used = {other.binding.target: len(other.packed) for other in units}
    branch = [(), *zone.organization.unit_paths()]
    related = [
        path
        for path in branch
        if (alone or path != target) and (path == target[: len(path)] or (path[: len(target)] == target and not alone))
    ]
    free = {path: policy_quota(zone, packing.kind, path).free - used.get(path, 0) for path in related}
    named = [f"{shown(path)} (room for {count} policies)" for path, count in free.items() if count > 0]
    return " or ".join(named) or "another unit"


def _known(zone: LandingZone) -> Iterator[tuple[Binding, int, str]]:
    """Every guardrail that is bound and in the library: its binding, its place in the list, its name."""
    known = set(library.names())
    for binding in guardrail_bindings(zone):
        yield from ((binding, index, name) for index, name in enumerate(binding.guardrails) if name in known)


def _can_be_packed(zone: LandingZone) -> bool:
    bound = bound_guardrails(zone)
    return bound <= set(library.names()) and bound_placeholders(zone) <= guardrail_parameters(zone).keys()
