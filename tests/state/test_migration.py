"""A move over places in memory and in files; killed at every single operation on a place, it goes on."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from modules.specification.errors import LandingZoneError
from modules.state.decision import Step
from modules.state.local_place import LocalPlace
from modules.state.migration import Move, migrate, survey
from modules.state.place import StatePlace
from modules.state.snapshot import Notice, State, snapshot
from tests.state.memory_place import MemoryPlace
from tests.state.states import LINEAGE, state

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # the child writes files, and ends

LOCK = "7a1f6f0e-0000-4e58-9f2e-7f7b5d5f3a11"
WORKSPACES = ("staging-organization", "staging-accounts", "staging-account-a")


def memory_moves(*contents: bytes) -> list[Move]:
    return [
        Move(
            workspace=f"staging-{number}",
            source=MemoryPlace(f"old/{number}", content),
            target=MemoryPlace(f"new/{number}"),
        )
        for number, content in enumerate(contents)
    ]


def run(moves: list[Move]) -> dict[str, Step]:
    done: dict[str, Step] = {}
    survey(moves, LOCK)
    migrate(moves, LOCK, done.__setitem__)
    return done


def test_a_state_is_where_it_goes_and_its_old_place_says_so() -> None:
    (move,) = moves = memory_moves(state(5))

    assert run(moves) == {"staging-0": Step.MOVE}
    assert move.target.read() == state(5)
    assert snapshot(move.source.read(), "") == Notice(moved_to="new/0", lineage=LINEAGE, serial=5)
    assert isinstance(move.source, MemoryPlace)
    assert move.source.aside == state(5)


def test_a_second_run_changes_nothing() -> None:
    moves = memory_moves(state(), b"")
    run(moves)
    before = [place.read() for move in moves for place in (move.source, move.target)]

    assert run(moves) == {"staging-0": Step.SETTLED, "staging-1": Step.ABSENT}
    assert [place.read() for move in moves for place in (move.source, move.target)] == before


class Watching(MemoryPlace):
    """A place that looks at another when a state is written."""

    def __init__(self, other: StatePlace) -> None:
        super().__init__("new/0")
        self.other, self.met = other, list[Any]()

    def write_state(self, content: bytes) -> None:
        self.met.append(snapshot(self.other.read(), ""))
        super().write_state(content)


def test_every_place_is_announced_before_the_first_state_moves() -> None:
    """Whoever deploys to the new backend meanwhile must find no empty place."""
    first, second = memory_moves(state(1), state(2))
    watching = Watching(second.target)

    run([Move(workspace=first.workspace, source=first.source, target=watching), second])

    assert watching.met == [Notice(awaited_from="old/1", lineage=LINEAGE, serial=2)]


def test_what_a_killed_move_has_announced_is_not_announced_again(monkeypatch: pytest.MonkeyPatch) -> None:
    moves = memory_moves(state(1), state(2))
    moves[0].announce(LOCK)
    written: list[str] = []

    def write_notice(place: MemoryPlace, notice: bytes) -> None:
        written.append(place.name)
        place.content = notice

    monkeypatch.setattr(MemoryPlace, "write_notice", write_notice)
    run(moves)

    assert written == ["new/1", "old/0", "old/1"]


def test_a_half_moved_environment_goes_back_where_it_was() -> None:
    moves = memory_moves(state(1), state(2))
    for move in moves:
        move.announce(LOCK)
    moves[0].run(LOCK)
    back = [Move(workspace=move.workspace, source=move.target, target=move.source) for move in moves]

    assert run(back) == {"staging-0": Step.MOVE, "staging-1": Step.TAKE_BACK}
    assert [move.target.read() for move in back] == [state(1), state(2)]
    assert all(isinstance(snapshot(move.source.read(), ""), Notice) for move in back)


def test_there_and_back_again_keeps_every_byte() -> None:
    moves = memory_moves(state(1), state(2))
    run(moves)
    run([Move(workspace=move.workspace, source=move.target, target=move.source) for move in moves])

    assert [move.source.read() for move in moves] == [state(1), state(2)]


@pytest.mark.parametrize("which", ["source", "target"])
def test_a_lock_of_somebody_else_is_met_before_anything_changes(which: str) -> None:
    moves = memory_moves(state(), state())
    place = getattr(moves[1], which)
    place.locked_by = "a colleague"

    with pytest.raises(LandingZoneError, match="a state that is locked must not be moved"):
        run(moves)

    assert [move.source.read() for move in moves] == [state(), state()]
    assert [move.target.read() for move in moves] == [b"", b""]


def test_a_contradiction_in_the_last_workspace_is_met_before_anything_changes() -> None:
    moves = memory_moves(state(), state(3))
    assert isinstance(moves[1].target, MemoryPlace)
    moves[1].target.content = state(4)

    with pytest.raises(LandingZoneError, match="newer serial"):
        run(moves)

    assert moves[0].target.read() == b""


class Losing(MemoryPlace):
    """A place that keeps something else than what is written."""

    def write_state(self, content: bytes) -> None:
        super().write_state(content.replace(b'"x"', b'"lost"'))


def test_a_state_that_does_not_read_back_is_left_in_its_old_place() -> None:
    source = MemoryPlace("old", state(5))

    with pytest.raises(LandingZoneError, match="must be the one that was written"):
        run([Move(workspace="staging-0", source=source, target=Losing("new"))])

    assert source.content == state(5)


class Killing:
    """A place that kills the process before or after one of the operations on all places."""

    def __init__(self, place: StatePlace, count: Callable[[], None]) -> None:
        self.place, self.count = place, count

    @property
    def name(self) -> str:
        return self.place.name

    @contextmanager
    def hold(self, lock: str) -> Iterator[None]:
        self.count()
        with self.place.hold(lock):
            self.count()
            yield
            self.count()

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        def counted(*given: Any) -> Any:
            self.count()
            answer = getattr(self.place, operation)(*given)
            self.count()
            return answer

        return counted


def file_moves(folder: Path, count: Callable[[], None] | None = None) -> list[Move]:
    def place(backend: str, workspace: str) -> StatePlace:
        path = folder / backend / f"{workspace}.tfstate"
        found: Any = LocalPlace(path, f"{backend}/{workspace}")
        return Killing(found, count) if count else found

    return [
        Move(workspace=workspace, source=place("old", workspace), target=place("new", workspace))
        for workspace in WORKSPACES
    ]


def operations_until(limit: int | None) -> tuple[Callable[[], None], list[int]]:
    done = [0]

    def count() -> None:
        done[0] += 1
        if done[0] == limit:
            os.kill(os.getpid(), signal.SIGKILL)

    return count, done


def killed_at(folder: Path, limit: int) -> bool:
    """Run a move in a process of its own, which is killed at an operation; say whether it was."""
    pid = os.fork()
    if not pid:
        run(file_moves(folder, operations_until(limit)[0]))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


def prepare(folder: Path) -> None:
    (folder / "old").mkdir(parents=True)
    for serial, workspace in enumerate(WORKSPACES[:2], 1):
        (folder / "old" / f"{workspace}.tfstate").write_bytes(state(serial))


def readable(move: Move) -> list[State]:
    places = [snapshot(place.read(), place.name) for place in (move.source, move.target)]
    return [found for found in places if isinstance(found, State)]


def test_killed_at_any_operation_no_state_is_lost_and_the_same_move_goes_on(tmp_path: Path) -> None:
    count, total = operations_until(None)
    prepare(tmp_path / "whole")
    run(file_moves(tmp_path / "whole", count))
    dice = random.Random(18)

    for limit in range(1, total[0] + 1):
        folder = tmp_path / str(limit)
        prepare(folder)
        assert killed_at(folder, limit)
        for again in dice.sample(range(1, total[0]), 2):
            killed_at(folder, again)
            for serial, move in enumerate(file_moves(folder)[:2], 1):
                assert {found.serial for found in readable(move)} == {serial}, f"killed at {limit}, then {again}"
        run(file_moves(folder))
        moves = file_moves(folder)
        assert [len(readable(move)) for move in moves] == [1, 1, 0]
        assert [move.target.read() for move in moves] == [state(1), state(2), b""]
