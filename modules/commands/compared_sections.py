"""In which respects two revisions of an environment are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from modules.accounts.spec import Function
from modules.accounts.vending_spec import VendingEngine
from modules.changes.access import access_differences
from modules.changes.accounts import AccountFacts, account_differences
from modules.changes.affected import affected
from modules.changes.entries import Change, Entry, Section
from modules.changes.network import network_differences
from modules.changes.policies import policy_differences
from modules.changes.revisions import Revision
from modules.changes.steps import Named, Step, entries, steps
from modules.changes.terraform import all_address_changes, gains, losses, versions, without_taken_over
from modules.changes.written import written_differences
from modules.commands.cost import estimate_synthesized
from modules.commands.network_facts import facts as network_facts
from modules.commands.network_proof import network_policy
from modules.commands.security_coverage import facts as security_facts
from modules.coverage.library import read_reference
from modules.coverage.proof import Coverage
from modules.coverage.proof import prove as prove_coverage
from modules.environment import PROJECT
from modules.estimate.catalogue import read_catalogue
from modules.estimate.difference import differences
from modules.estimate.lines import View
from modules.estimate.tables import money, signed
from modules.landing_zone import LandingZone
from modules.landing_zone.moved_workspaces import former_workspaces
from modules.organization.spec import ROOT
from modules.reachability.following.matrix import Matrix
from modules.reachability.proof import prove as prove_network
from modules.specification.errors import LandingZoneError

LOST = "Destroyed, made anew elsewhere, or left"
STEPS = "In two steps"


@dataclass(frozen=True, slots=True)
class Side:
    """An environment at one revision."""

    revision: Revision
    zone: LandingZone | None
    """What its YAML says; None where that is not known."""


def compared(name: str, before: Side, now: Side) -> list[Section]:
    """Compare two revisions of an environment in every respect; what is lost comes first.

    Args:
        name: The environment's name.
        before: As it was.
        now: As it is.

    """
    old, new = before.revision, now.revision
    former = taken_over(name, before, now)
    changes = without_taken_over(all_address_changes(old, new, affected(old, new)), former)
    documents = old.synthesized, new.synthesized
    return [
        _section(LOST, lambda: _short(name, losses(changes))),
        _section(STEPS, lambda: entries(two_steps(before, now)), before),
        _section("As it is written", lambda: written_differences(_written(before.zone), _written(now.zone)), before),
        _section("Accounts", lambda: account_differences(_accounts(before.zone), _accounts(now.zone)), before),
        _section("Policies and controls", lambda: policy_differences(*documents), before),
        _section("Who has what access", lambda: access_differences(*documents), before),
        _section(
            "Who reaches whom in the network",
            lambda: network_differences(_matrix(name, before), _matrix(name, now)),
            before,
        ),
        _section("Cost of a month", lambda: _costs(before, now), before),
        _section("Published checks of security", lambda: _coverage(name, before, now), before),
        _section("Providers", lambda: versions(old, new)),
        _section("In Terraform", lambda: _short(name, [*_moved(name, former), *gains(changes)])),
    ]


def _section(title: str, entries: Callable[[], Iterable[Entry]], before: Side | None = None) -> Section:
    """Compare in one respect; where the YAML of a revision is needed and not known, or a proof ends, say so."""
    if before is not None and before.zone is None:
        empty = not before.revision.manifest
        return Section(title, (), "" if empty else "today's specification does not take the YAML of that revision")
    try:
        return Section(title, tuple(entries()))
    except LandingZoneError as error:
        return Section(title, (), f"{error.what} (got: {error.got})")


def _short(name: str, entries: Iterable[Entry]) -> Iterator[Entry]:
    return (Entry(entry.change, entry.what.removeprefix(f"{name}-"), entry.how) for entry in entries)


def _written(zone: LandingZone | None) -> dict[str, object]:
    return zone.model_dump(mode="json", exclude_defaults=True) if zone else {}


def _accounts(zone: LandingZone | None) -> dict[str, AccountFacts]:
    return {
        account.key: AccountFacts(
            unit="/".join(account.unit) or ROOT,
            name=account.name,
            email=account.email,
            id=account.known_id,
            suspended=account.suspension is not None,
            may_have_another_key=account.functions == (Function.WORKLOAD,),
            likeness=(account.lead_email, account.cost_center, account.stage or "") if account.lead_email else None,
        )
        for account in (zone.every_account if zone else ())
    }


def taken_over(name: str, before: Side, now: Side) -> dict[str, str]:
    """Return the id that each workspace had which goes on with a state of before, by the id that it has."""
    former = former_workspaces(name, now.zone) if now.zone else {}
    return {new: old for new, old in former.items() if old in before.revision.manifest}


def _moved(name: str, former: Mapping[str, str]) -> Iterator[Entry]:
    for new, old in former.items():
        yield Entry(Change.MOVED, old, f"→ {new.removeprefix(f'{name}-')}, which goes on with its state")


def two_steps(before: Side, now: Side) -> list[Step]:
    """Return what of a change takes two steps; nothing where one of the two is not known."""
    if before.zone is None or now.zone is None:
        return []
    return steps(_accounts(before.zone), _accounts(now.zone), _named(before.zone), _named(now.zone))


def _named(zone: LandingZone) -> Named:
    return Named(
        units=frozenset("/".join(path) for path in zone.organization.unit_paths()),
        moved=zone.moved.accounts,
        let_go=frozenset(zone.removed.accounts),
        deleted=frozenset(zone.removed.units),
        regions=tuple(dict.fromkeys((zone.organization.home_region, *zone.organization.regions))),
        left=frozenset(zone.removed.regions),
        vends=zone.vending.engine is VendingEngine.ORGANIZATIONS,
    )


def _matrix(name: str, side: Side) -> Matrix | None:
    """Return who reaches whom; None where there is no network."""
    if side.zone is None or side.zone.network is None:
        return None
    known = network_facts(name, side.zone, side.zone.network)
    return prove_network(side.revision.synthesized, known, network_policy()).matrix


def _costs(before: Side, now: Side) -> Iterator[Entry]:
    catalogue = read_catalogue(PROJECT)
    was, is_ = (
        estimate_synthesized(side.zone, side.revision.synthesized, catalogue) for side in (before, now) if side.zone
    )
    for found in differences(was, is_, View.SERVICE):
        if found.month:
            change = Change.ADDED if found.month > 0 else Change.REMOVED
            yield Entry(change, found.name, f"{signed(found.month)} {is_.currency}")
    if was.month != is_.month:
        yield Entry(Change.CHANGED, "all", f"{money(was.month)} → {money(is_.month)} {is_.currency}")


def _coverage(name: str, before: Side, now: Side) -> Iterator[Entry]:
    was, is_ = (_states(name, side) for side in (before, now))
    for id_ in [id_ for id_ in {**is_, **was} if was.get(id_) != is_.get(id_)]:
        yield Entry(Change.CHANGED, id_, f"{was.get(id_, 'not asked')} → {is_.get(id_, 'not asked')}")


def _states(name: str, side: Side) -> dict[str, str]:
    zone = side.zone
    if zone is None or zone.security is None:
        return {}
    coverage: Coverage = prove_coverage(
        side.revision.synthesized, read_reference(PROJECT), security_facts(name, zone, zone.security)
    )
    return {outcome.check.id: outcome.state.value for outcome in coverage.outcomes}
