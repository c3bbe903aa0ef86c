"""What the access of hundreds of teams costs to synthesize, against the naive way, measured in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from modules.environment import PROJECT

TEAMS = (20, 200)
STAFF = 9
"""Accounts that are no team's."""
AT_LEAST_TIMES_FASTER = 4
"""The platform's own accounts and permission sets cost both the same."""
NO_MORE_THAN_LINEAR = 1.5


def measure(way: str, teams: int, folder: Path) -> dict[str, float]:
    accounts = str(STAFF + 3 * teams)
    command = [sys.executable, "-m", "tests.benchmarks.access", way, accounts, str(folder)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


@pytest.mark.benchmark
@pytest.mark.timeout(900)
def test_two_hundred_teams_cost_a_fraction_of_the_naive_way_and_growth_is_linear(tmp_path: Path) -> None:
    ours = {teams: measure("families", teams, tmp_path / f"ours-{teams}") for teams in TEAMS}
    naive = {teams: measure("naive", teams, tmp_path / f"naive-{teams}") for teams in TEAMS}
    table = Table(title="Synthesis of access, bindings already imported, accounts included")
    for heading in ("teams", "assignments", "seconds", "naive, seconds", "times faster"):
        table.add_column(heading, justify="right")
    for teams, one in ours.items():
        faster = naive[teams]["seconds"] / one["seconds"]
        cells = (teams, one["assignments"], one["seconds"], naive[teams]["seconds"], faster)
        table.add_row(*(f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in cells))
    Console(width=120).print(table)

    assert naive[200]["seconds"] >= AT_LEAST_TIMES_FASTER * ours[200]["seconds"]
    assert ours[200]["seconds"] <= NO_MORE_THAN_LINEAR * 10 * ours[20]["seconds"]
