"""Every published check, held against what was synthesized."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from modules.coverage.facts import Facts
from modules.coverage.library import Check, Reference
from modules.coverage.matching import Cell, Matching, cells
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest
from modules.synthesized.environment import Synthesized


class State(StrEnum):
    """How a check stands."""

    COVERED = "covered"
    WAIVED = "waived"
    NOT_COVERED = "not covered"


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing or different, and in which places."""

    differs: str
    places: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one check stands in one environment."""

    check: Check
    state: State
    reason: str = ""
    """Why it is waived."""
    evidence: tuple[str, ...] = ()
    """Identities of the resources that satisfy it: `<workspace>:<address>`."""
    gaps: tuple[Gap, ...] = ()
    regions: tuple[str, ...] = ()
    """The regions that it was asked of."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How every check stands in one environment."""

    environment: str
    outcomes: tuple[Outcome, ...]

    @property
    def ok(self) -> bool:
        """Whether every check is covered or waived."""
        return not self.of(State.NOT_COVERED)

    def of(self, state: State) -> list[Outcome]:
        """Return the checks that stand so."""
        return [outcome for outcome in self.outcomes if outcome.state is state]


def prove(synthesized: Synthesized, reference: Reference, facts: Facts) -> Coverage:
    """Hold every check against an environment.

    Raises:
        LandingZoneError: the environment waives what is no check, or what is covered.

    """
    needed = [evidence for check in reference.checks for names in check.needs for evidence in names.values()]
    matching = Matching(synthesized, facts, {evidence.type for evidence in needed})
    ids = [check.id for check in reference.checks]
    for id_ in facts.waived:
        if id_ not in ids:
            raise _unknown(id_, ids)
    return Coverage(facts.environment, tuple(_outcome(check, matching, facts) for check in reference.checks))


def _outcome(check: Check, matching: Matching, facts: Facts) -> Outcome:
    if not check.needs:
        return Outcome(check=check, state=State.WAIVED, reason=check.spec.waived or "")
    regions = _regions(check, facts)
    evidence, gaps = _looked_for(check, matching, cells(facts, check.spec.accounts, regions))
    own_reason = facts.waived.get(check.id)
    if own_reason is not None and not gaps:
        raise _superfluous(check.id, facts.environment)
    off = facts.off.get(check.service or "")
    reason = own_reason or (off and (check.spec.waived or off))
    if gaps and reason:
        return Outcome(check=check, state=State.WAIVED, reason=reason, regions=regions)
    state = State.NOT_COVERED if gaps else State.COVERED
    return Outcome(check=check, state=state, evidence=evidence, gaps=gaps, regions=regions)


def _looked_for(check: Check, matching: Matching, asked: Sequence[Cell]) -> tuple[tuple[str, ...], tuple[Gap, ...]]:
    """Return what satisfies a check, and what is missing: each fault once, with all places that have it."""
    evidence: dict[str, None] = {}
    gaps: dict[str, list[Cell]] = defaultdict(list)
    for names in check.needs:
        for cell in asked:
            found = matching.alternatives(names, cell)
            evidence |= dict.fromkeys(resource.identity for resource in found.resources)
            if not found.resources:
                gaps[found.differs].append(cell)
    return tuple(evidence), tuple(Gap(differs, tuple(places)) for differs, places in gaps.items())


def _regions(check: Check, facts: Facts) -> tuple[str, ...]:
    match check.spec.regions:
        case "home":
            return (facts.home,)
        case "governed":
            return facts.regions.get(check.service or "") or facts.governed
        case region:
            return (region,)


def _unknown(id_: str, ids: list[str]) -> LandingZoneError:
    guess = nearest(id_, ids)
    return LandingZoneError(
        "security.waived_checks names a check that is unknown",
        got=id_,
        why="the published list has no such id (docs/reference/security-coverage.md)",
        fix=f"write {guess}" if guess else "leave it out",
    )


def _superfluous(id_: str, environment: str) -> LandingZoneError:
    return LandingZoneError(
        "security.waived_checks must not name a check that is covered",
        got=f"{id_} in {environment}",
        why="a waiver without need would hide it when it is no longer covered",
        fix="leave it out",
    )
