"""`state migrate staging` in a project that is synthesized, killed again and again between its changes.

`python killed_migration.py URL SOURCE` in the folder of the project, which is on PYTHONPATH: the URL stands in for
HCP Terraform's. Each try is a process that ends with SIGKILL once it has changed so many things, until one gets
through; its exit code is that one's. Prints how many were killed.
"""

# What is imported is the project's copy, so nothing of the tests is there.

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from itertools import cycle
from typing import Any

from modules.commands import state
from modules.commands.validate import load_environments
from modules.state import places
from modules.state.hcp_api import HcpApi
from modules.state.local_place import LocalPlace

CHANGES = (1, 2, 1, 3, 1, 4)
"""How many a try makes; one in turn after the other, so that a move is killed behind every change of it."""
MOST_TRIES = 100


def main(url: str, source: str) -> int:
    """Try until a try is not killed."""
    zones = load_environments(["staging"])
    vars(state).update(load_environments=lambda _: zones, write=lambda *_: ())  # it is synthesized
    vars(places)["HcpApi"] = lambda _, token: HcpApi(url, token)
    for killed, changes in zip(range(MOST_TRIES), cycle(CHANGES)):
        child = os.fork()
        if child == 0:
            _try(changes, source)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            print(killed)  # noqa: T201 - whoever calls this reads it
            return os.waitstatus_to_exitcode(status)
    raise AssertionError(f"not one of {MOST_TRIES} tries got through")


def _try(changes: int, source: str) -> None:
    """Move what is left to move, in a process of its own that is killed after so many changes."""
    left = [changes]
    HcpApi.ask = _dying(HcpApi.ask, left, lambda _, method, *__: method != "GET")  # type: ignore[method-assign]
    for name in ("write_state", "write_notice", "keep_aside"):
        setattr(LocalPlace, name, _dying(getattr(LocalPlace, name), left))
    try:
        state.migrate_states("staging", source=source)
    except Exception:  # noqa: BLE001 - a fork must not go on with what its parent does
        traceback.print_exc()
        os._exit(1)
    sys.stdout.flush()
    os._exit(0)


def _dying(
    method: Callable[..., Any], left: list[int], counts: Callable[..., bool] = lambda *_: True
) -> Callable[..., Any]:
    """Return a method that ends the process before it changes one thing too many."""

    def changing(*arguments: Any) -> Any:
        if counts(*arguments):
            if not left[0]:
                sys.stdout.flush()
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
        return method(*arguments)

    return changing


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
