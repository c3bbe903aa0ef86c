"""What an organization of 384 accounts in 147 units costs to read and to synthesize, in processor time of all."""

from __future__ import annotations

import subprocess
import sys

import pytest
from rich.console import Console

from modules.environment import PROJECT

AT_MOST_TO_READ, AT_MOST_TO_SYNTHESIZE = 2.5, 15.0
"""Seconds of processor."""
CODE = """
import os, tempfile
from pathlib import Path
from tests.support.organizations import NAME, a_unit_for_each_application
def spent():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
zone = a_unit_for_each_application()
print(spent())
from modules.environment import Environment
from modules.workspaces.writing.synthesis import synthesize
with tempfile.TemporaryDirectory() as folder:
    synthesize([Environment(NAME, zone)], Path(folder) / "out")
"""


@pytest.mark.benchmark
def test_a_unit_for_each_application_stays_affordable() -> None:
    whole = (
        "import resource, subprocess, sys;"
        "done = subprocess.run([sys.executable, '-c', sys.argv[1]], check=True, capture_output=True, text=True);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(done.stdout.strip(), used.ru_utime + used.ru_stime)"
    )
    command = [sys.executable, "-c", whole, CODE]
    done = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)
    read, synthesized = map(float, done.stdout.split())
    Console(width=120).print(
        f"384 accounts in 147 units: read {read:.1f} s, synthesized {synthesized:.1f} s of processor."
    )

    assert read < AT_MOST_TO_READ
    assert synthesized < AT_MOST_TO_SYNTHESIZE
