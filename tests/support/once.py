"""What is the same for all tests, made once for all workers of pytest-xdist: the first makes it, the others wait."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol


class Factory(Protocol):
    """pytest's `tmp_path_factory`, as far as it matters here."""

    def getbasetemp(self) -> Path:
        """Return the folder of a worker, which is in that of the run; without workers it is that of the run."""


def folder_of_all_workers(factory: Factory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that is made once in a run. To read, not to change: other workers read it meanwhile.

    Args:
        factory: Of the worker.
        name: Of the folder.
        make: Makes the folder. What a worker that failed has left is taken away before the next one tries.

    """
    own = factory.getbasetemp()
    base = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = base / name
    with (base / f"{name}.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        if not lock.read():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            lock.write("whole")
    return folder
