"""What is done with a state, for everything that may lie where it was and where it goes."""

from __future__ import annotations

import pytest

from modules.specification.errors import LandingZoneError
from modules.state.decision import Step, decide
from modules.state.snapshot import Notice, Snapshot, snapshot
from tests.state.states import LINEAGE, state

OLD, NEW = "state/staging/a.tfstate", "s3://acme/a.tfstate"
OTHER = "1111aaaa-6a0e-4e58-9f2e-7f7b5d5f3a11"


def at(serial: int = 3, lineage: str = LINEAGE, value: str = "x") -> Snapshot:
    return snapshot(state(serial, lineage=lineage, value=value), "a place")


def moved(to: str, serial: int = 3, lineage: str = LINEAGE) -> Notice:
    return Notice(moved_to=to, lineage=lineage, serial=serial)


def awaited(source: str, serial: int = 3) -> Notice:
    return Notice(awaited_from=source, lineage=LINEAGE, serial=serial)


@pytest.mark.parametrize(
    ("source", "target", "step"),
    [
        (at(), None, Step.MOVE),
        (at(), awaited(OLD), Step.MOVE),
        (at(4), awaited(OLD), Step.MOVE),
        (at(), at(), Step.MOVE),
        (at(4), at(), Step.MOVE),
        (at(4), moved("anywhere"), Step.MOVE),
        (moved(NEW), at(), Step.SETTLED),
        (moved(NEW), at(8), Step.SETTLED),
        (awaited(NEW), at(), Step.TAKE_BACK),
        (None, None, Step.ABSENT),
        (None, at(), Step.ABSENT),
    ],
    ids=str,
)
def test_what_lies_in_both_places_tells_what_is_done(source: Snapshot, target: Snapshot, step: Step) -> None:
    assert decide(source, target, source_name=OLD, target_name=NEW) is step


@pytest.mark.parametrize(
    ("source", "target", "fault"),
    [
        (at(), at(lineage=OTHER), "has another lineage"),
        (at(9), moved("anywhere", lineage=OTHER), "has another lineage"),
        (at(3), at(4), "has a newer serial"),
        (at(3), moved("anywhere", serial=4), "has a newer serial"),
        (at(), at(value="y"), "says something else under the same serial"),
        (at(), awaited("elsewhere"), "is to come from elsewhere"),
        (moved("elsewhere"), at(), "was moved to elsewhere"),
        (moved(NEW), None, f"was moved to {NEW}"),
        (moved(NEW), at(lineage=OTHER), f"was moved to {NEW}"),
        (moved(NEW, serial=4), at(3), f"was moved to {NEW}"),
        (awaited(NEW), None, f"is to come from {NEW}"),
        (awaited("elsewhere"), at(), "is to come from elsewhere"),
        (None, awaited(OLD), "nothing in"),
        (None, moved(OLD), "nothing in"),
    ],
    ids=str,
)
def test_places_that_contradict_each_other_are_refused(source: Snapshot, target: Snapshot, fault: str) -> None:
    with pytest.raises(LandingZoneError, match=fault):
        decide(source, target, source_name=OLD, target_name=NEW)


def test_a_newer_state_in_the_new_place_is_named_with_what_to_do() -> None:
    with pytest.raises(LandingZoneError) as refused:
        decide(at(3), at(4), source_name=OLD, target_name=NEW)

    assert str(refused.value) == (
        "a state must not be moved over one that it does not continue\n"
        f"  got: {NEW} has a newer serial: {LINEAGE}, serial 4; {OLD} has {LINEAGE}, serial 3\n"
        "  why: what only the state there knows would be managed by nobody\n"
        "  fix: look at both (`terraform state pull`), and move away the one that is not wanted"
    )
