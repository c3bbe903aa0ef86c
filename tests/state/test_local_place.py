from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from modules.specification.errors import LandingZoneError
from modules.state.local_place import LocalPlace
from tests.state.states import state

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # the child does nothing but end

_HOLDER = """
import fcntl, sys, time
file = open(sys.argv[1], "r+b")
fcntl.lockf(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def test_a_file_that_another_process_has_locked_is_refused_with_whose_lock_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.tfstate"
    path.write_bytes(state())
    (tmp_path / ".a.tfstate.lock.info").write_text(
        '{"ID": "x", "Who": "me@ci", "Operation": "apply", "Created": "now"}'
    )
    command = [sys.executable, "-c", _HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        place = LocalPlace(path, "a")
        assert place.holder("") == "by me@ci, for apply, since now (x)"
        with pytest.raises(LandingZoneError, match="a, locked by me@ci"), place.hold(""):
            pass
        process.communicate("")


def test_while_it_is_held_nobody_else_gets_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.tfstate"
    path.write_bytes(state())
    place = LocalPlace(path, "a")

    with place.hold(""):
        place.read()
        place.keep_aside()
        place.write_notice(b'{"version": 9999}')
        place.read()
        assert not _gets_the_lock(path)
    assert _gets_the_lock(path)


def test_a_notice_is_written_into_the_file_that_whoever_waits_for_the_lock_has_open(tmp_path: Path) -> None:
    path = tmp_path / "a.tfstate"
    path.write_bytes(state())
    place = LocalPlace(path, "a")
    with path.open("rb") as waiting:
        with place.hold(""):
            place.write_notice(b'{"version": 9999}')
        assert waiting.read() == b'{"version": 9999}'


def test_looking_makes_no_file(tmp_path: Path) -> None:
    """An empty file would be taken for a state that was applied."""
    place = LocalPlace(tmp_path / "staging" / "a.tfstate", "a")

    with place.hold(""):
        assert place.read() == b""
    assert place.holder("") == ""
    assert not list(tmp_path.iterdir())


def _gets_the_lock(path: Path) -> bool:
    pid = os.fork()
    if not pid:
        try:
            with path.open("r+b") as file:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
