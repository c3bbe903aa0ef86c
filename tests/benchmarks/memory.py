"""How much memory this process and those that it started have taken."""

from __future__ import annotations

from pathlib import Path

import psutil


def peak_mebibytes() -> float:
    """Add up the peaks of resident memory of this process and its children, Node's among them."""
    return sum(map(_peak, [psutil.Process(), *psutil.Process().children(recursive=True)]))


def _peak(process: psutil.Process) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
