"""States that go on in a workspace of another name: that of an account whose key is another one now.

The state is pushed to the new workspace first, with its lineage, and then the former one is emptied. Killed between the
two, the next deploy finds both of one lineage, and goes on. Nothing is applied before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from modules.runner.two_steps.kept_state import KeptState, State, open_state
from modules.specification.errors import LandingZoneError


@dataclass(frozen=True, slots=True, kw_only=True)
class StateMove:
    """The state of a workspace, which another one had."""

    folder: Path
    """The folder of the workspace that goes on with it."""
    former: str
    """The id of the workspace that had it."""
    terraform: Path
    environ: Mapping[str, str]

    def is_due(self) -> bool:
        """Whether the former workspace still manages something.

        Raises:
            LandingZoneError: a state cannot be read, or both manage something.

        """
        with self._opened() as (former, now):
            return self._decided(former.pull(), now.pull()) is not None

    def make(self) -> bool:
        """Take the state over, and return whether it had to be.

        Raises:
            LandingZoneError: a state cannot be read or written, or both manage something.

        """
        with self._opened() as (former, now):
            state, present = former.pull(), now.pull()
            left = self._decided(state, present)
            if state is None or left is None:
                return False
            if not present or not present["resources"] or present["serial"] < state["serial"]:
                now.push(state)
            former.push(left)
            return True

    @contextmanager
    def _opened(self) -> Iterator[tuple[KeptState, KeptState]]:
        open_ = open_state(self.folder, terraform=self.terraform, environ=self.environ)
        open_former = open_state(self.folder, terraform=self.terraform, environ=self.environ, former=self.former)
        with open_former as former, open_ as now:
            yield former, now

    def _decided(self, former: State | None, now: State | None) -> State | None:
        """Return what is left in the former place; None where nothing is to be done."""
        if former is None or not former["resources"]:
            return None
        # HCP Terraform's CLI gives a state without resources and lineage where there is none.
        if now and now["resources"] and now["lineage"] != former["lineage"]:
            raise LandingZoneError(
                "a state must be taken over by a workspace that has none",
                got=f"{self.former} and {self.folder.name}, which have a state each",
                why="two would manage one account, and nothing tells which of them is right",
                fix="take `moved` out where the two are different accounts; else have a look at both, and remove the "
                "state that was made by mistake",
            )
        return {**former, "serial": former["serial"] + 1, "outputs": {}, "resources": [], "check_results": None}


def waiting(moves: Mapping[str, StateMove]) -> dict[str, str]:
    """Say of each workspace what it waits for, where a deploy takes over a state first; by workspace.

    Raises:
        LandingZoneError: a state cannot be read.

    """
    return {
        id_: f"waits for the state of {move.former}, which a deploy takes over first"
        for id_, move in moves.items()
        if move.is_due()
    }


def take_over(moves: Mapping[str, StateMove], tell: Callable[[str], object]) -> None:
    """Take over every state that a former workspace has, and tell of each.

    Raises:
        LandingZoneError: of the first that cannot be taken over; those before it are.

    """
    for id_, move in moves.items():
        if move.make():
            tell(f"{id_} goes on with the state of {move.former}")
