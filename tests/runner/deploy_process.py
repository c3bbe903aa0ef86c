"""Starts a deploy in a process of its own, and waits for what it is to have done before it is disturbed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


@contextmanager
def deploying(outdir: Path, environ: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Run a deploy of everything, as a terminal would: in a process group of its own. Killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.runner.run_deploy", str(outdir)],
        cwd=PROJECT,
        env={**os.environ, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def press_ctrl_c(process: subprocess.Popen[str]) -> None:
    """Do what a terminal does: send SIGINT to every process of the group."""
    os.killpg(process.pid, signal.SIGINT)
