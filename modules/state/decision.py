"""What is to be done with the state of one workspace: asked of what lies where it was and where it goes."""

from __future__ import annotations

from enum import StrEnum

from modules.specification.errors import LandingZoneError
from modules.state.snapshot import Notice, Snapshot, State


class Step(StrEnum):
    """What is to be done."""

    MOVE = "moved"
    """The state goes to the new place, and a notice is left in the old one."""
    TAKE_BACK = "not moved after all"
    """The state never left the new place; the old one, which awaits it, is told so."""
    SETTLED = "moved before"
    """The state is in the new place, and the old one says so."""
    ABSENT = "never applied"
    """There is no state in the old place."""


def decide(source: Snapshot, target: Snapshot, *, source_name: str, target_name: str) -> Step:
    """Decide what is to be done.

    Args:
        source: What lies where the state was.
        target: What lies where it goes.
        source_name: The old place, in words.
        target_name: The new place, in words.

    Raises:
        LandingZoneError: the two places contradict each other, and only a person can tell which is right.

    """
    if isinstance(source, State):
        return _of_state(source, target, source_name, target_name)
    if source is None:
        if isinstance(target, Notice):
            raise _lost(source_name, target_name, target)
        return Step.ABSENT
    if source.moved_to == target_name and isinstance(target, State) and _continues(target, source):
        return Step.SETTLED
    if source.awaited_from == target_name and isinstance(target, State) and _continues(target, source):
        return Step.TAKE_BACK
    raise _elsewhere(source_name, source)


def _of_state(source: State, target: Snapshot, source_name: str, target_name: str) -> Step:
    if target is None:
        return Step.MOVE
    if source.lineage != target.lineage:
        raise _contradiction("has another lineage", source_name, target_name, source, target)
    if target.serial > source.serial:
        raise _contradiction("has a newer serial", source_name, target_name, source, target)
    is_other = isinstance(target, State) and target.serial == source.serial and target.document != source.document
    if is_other:
        raise _contradiction("says something else under the same serial", source_name, target_name, source, target)
    if isinstance(target, Notice) and target.awaited_from not in {"", source_name}:
        raise _elsewhere(target_name, target)
    return Step.MOVE


def _continues(state: State, notice: Notice) -> bool:
    return state.lineage == notice.lineage and state.serial >= notice.serial


def _contradiction(
    fault: str, source_name: str, target_name: str, source: State, target: State | Notice
) -> LandingZoneError:
    return LandingZoneError(
        "a state must not be moved over one that it does not continue",
        got=f"{target_name} {fault}: {target.lineage}, serial {target.serial}; "
        f"{source_name} has {source.lineage}, serial {source.serial}",
        why="what only the state there knows would be managed by nobody",
        fix="look at both (`terraform state pull`), and move away the one that is not wanted",
    )


def _elsewhere(place: str, notice: Notice) -> LandingZoneError:
    is_moved = bool(notice.moved_to)
    other = notice.moved_to or notice.awaited_from
    return LandingZoneError(
        "the state is not where it must be moved from, or goes already to another place",
        got=f"{place}: a state that {'was moved to' if is_moved else 'is to come from'} {other}",
        why="a move knows two places, and the state is in a third, or is missing in both",
        fix="name the backend that has the state with --from, or end the earlier move first",
    )


def _lost(source_name: str, target_name: str, notice: Notice) -> LandingZoneError:
    return LandingZoneError(
        "the state is missing in both places",
        got=f"nothing in {source_name}; {target_name} has a notice: {notice.written().decode()}",
        why="a state was there when the notice was written",
        fix="bring back the last version of the state in the old place; a copy may end in .moved",
    )
