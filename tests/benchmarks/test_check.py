"""What `check` costs where many people have access to many accounts, in processor time of all that it runs."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest
from rich.console import Console

from modules.environment import PROJECT

AT_MOST = 90.0 * 2
"""Seconds of processor: a minute and a half on two."""
CODE = """
import tempfile
from pathlib import Path
from modules.commands import access, check, guardrails
from modules.commands.folders import Folders
from modules.environment import Environment
from modules.workspaces.writing.synthesis import synthesize
from tests.support.organizations import NAME, many_assignments
zone = many_assignments()
print(len(zone.roster), len(zone.directory.assignments))
with tempfile.TemporaryDirectory() as folder:
    folders, zones = Folders(Path(folder) / "cdktf.out"), {NAME: zone}
    synthesize([Environment(NAME, zone)], folders.output)
    assert check.terraform_validates(folders, [NAME])
    assert check.guardrails_are_linted(zones, folders) and check.permission_sets_are_linted(zones, folders)
    assert check.networks_are_proved(zones, folders)
    check.security_is_covered(zones, folders)
    check.gate_opens(folders, zones, partial=True)
"""


@pytest.mark.benchmark
def test_hundreds_of_assignments_are_checked_within_a_minute_and_a_half() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", CODE], cwd=PROJECT, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    accounts, assignments = map(int, done.stdout.split("\n", 1)[0].split())
    Console(width=120).print(f"{accounts} accounts, {assignments} assignments: checked in {spent:.1f} s of processor.")

    assert (accounts, assignments) >= (49, 450)
    assert spent < AT_MOST
