"""Moves the states of an environment from one backend to another, so that at every moment each has one place.

Terraform does it with `init -migrate-state`, which leaves two copies that both look current, and an empty new place for
whoever deploys in between. Here three things happen in turn: each place that a state goes to gets a notice that it is
awaited, so that no Terraform takes it for an empty one; each state is copied and read back; and its old place gets a
notice that it was moved. Terraform refuses a notice. What was done is read from the places themselves: killed at any
moment, the same move goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from modules.specification.errors import LandingZoneError
from modules.state.decision import Step, decide
from modules.state.place import StatePlace, refuse_locked
from modules.state.snapshot import Notice, Snapshot, State, snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The state of one workspace, and its two places."""

    workspace: str
    """`<environment>-<name>`."""
    source: StatePlace
    target: StatePlace

    def step(self) -> Step:
        """Decide what is to be done, from what lies in both places now.

        Raises:
            LandingZoneError: the places contradict each other.

        """
        return self._decided(_at(self.source), _at(self.target))

    def announce(self, lock: str) -> None:
        """Leave a notice in the new place that the state is awaited there, where it has no state yet.

        Where a move that was killed has sent it already, nothing is locked: each of many tries would do that anew.

        Raises:
            LandingZoneError: somebody holds it, or the places contradict each other.

        """
        if isinstance(_at(self.target), State):
            return
        with self.target.hold(lock):
            state, target = _at(self.source), _at(self.target)
            step = self._decided(state, target)
            if step is Step.MOVE and isinstance(state, State) and not isinstance(target, State):
                awaited = Notice(awaited_from=self.source.name, lineage=state.lineage, serial=state.serial)
                if target != awaited:  # else a move that was killed has left it
                    self.target.write_notice(awaited.written())

    def run(self, lock: str) -> Step:
        """Move the state, and return what was done.

        Raises:
            LandingZoneError: somebody holds one of the places, or they contradict each other, or what was written does
                not read back as it was.

        """
        with ExitStack() as held:
            held.enter_context(self.source.hold(lock))
            held.enter_context(self.target.hold(lock))
            source, target = _at(self.source), _at(self.target)
            step = self._decided(source, target)
            if step is Step.MOVE and isinstance(source, State):
                self.target.write_state(source.content)
                self._leave(self._read_back(source), keeps=True)
            elif step is Step.TAKE_BACK and isinstance(target, State):
                self._leave(target, keeps=False)
            return step

    def _decided(self, source: Snapshot, target: Snapshot) -> Step:
        return decide(source, target, source_name=self.source.name, target_name=self.target.name)

    def _read_back(self, state: State) -> State:
        written = _at(self.target)
        if not isinstance(written, State) or written.document != state.document:
            raise LandingZoneError(
                "the state in the new place must be the one that was written there",
                got=f"{self.target.name}, which reads differently from {self.source.name}",
                why="the old one is left aside only when the new one is known to be whole",
                fix="run the command again; the state in the old place is as it was",
            )
        return written

    def _leave(self, state: State, *, keeps: bool) -> None:
        if keeps:
            self.source.keep_aside()
        moved = Notice(moved_to=self.target.name, lineage=state.lineage, serial=state.serial)
        self.source.write_notice(moved.written())


def survey(moves: Sequence[Move], lock: str) -> dict[str, Step]:
    """Decide about every workspace before anything changes.

    Args:
        moves: Of all workspaces of the environment.
        lock: The id of the locks that the same move may have left.

    Raises:
        LandingZoneError: the first place that is locked, or contradicts the other one.

    """
    for move in moves:
        for place in (move.source, move.target):
            refuse_locked(place, lock)
    return {move.workspace: move.step() for move in moves}


def migrate(moves: Sequence[Move], lock: str, tell: Callable[[str, Step], None]) -> None:
    """Move every state, in the order of the workspaces.

    Args:
        moves: Of all workspaces of the environment.
        lock: The id of the locks.
        tell: Told of each workspace, and what was done.

    Raises:
        LandingZoneError: of the first that cannot be moved; those before it are.

    """
    steps = {move.workspace: move.step() for move in moves}
    for move in moves:
        if steps[move.workspace] is Step.MOVE:
            move.announce(lock)
    for move in moves:  # nothing else is locked: HCP Terraform would get a workspace for a state that is not there
        step = steps[move.workspace]
        tell(move.workspace, move.run(lock) if step in {Step.MOVE, Step.TAKE_BACK} else step)


def _at(place: StatePlace) -> Snapshot:
    return snapshot(place.read(), place.name)
