"""What synthesis costs as an organization grows, against the naive way, measured in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from modules.environment import PROJECT

SIZES = (10, 100, 1000)
BASELINE_SIZES = (10, 100)
AT_LEAST_TIMES_FASTER = 15
NO_MORE_THAN_LINEAR = 1.5
"""Ten times the accounts may take this many times ten times as long."""


@dataclass(frozen=True)
class Measured:
    accounts: int
    seconds: float
    mebibytes: float


def measure(way: str, accounts: int, folder: Path) -> Measured:
    command = [sys.executable, "-m", "tests.benchmarks.measure", way, str(accounts), str(folder)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return Measured(**json.loads(done.stdout))


def marginal(less: Measured, more: Measured) -> float:
    """Seconds for each further account."""
    return (more.seconds - less.seconds) / (more.accounts - less.accounts)


@pytest.mark.benchmark
@pytest.mark.timeout(1800)
def test_a_thousand_accounts_cost_a_fraction_of_the_naive_way_and_growth_is_linear(tmp_path: Path) -> None:
    ours = {size: measure("blueprints", size, tmp_path / f"ours-{size}") for size in SIZES}
    naive = {size: measure("baseline", size, tmp_path / f"naive-{size}") for size in BASELINE_SIZES}
    each = marginal(naive[10], naive[100])
    extrapolated = naive[100].seconds + each * (ours[1000].accounts - naive[100].accounts)
    faster = extrapolated / ours[1000].seconds
    early, late = marginal(ours[10], ours[100]), marginal(ours[100], ours[1000])
    report(ours, naive, extrapolated, early, late, each)

    assert faster >= AT_LEAST_TIMES_FASTER
    assert ours[1000].seconds <= NO_MORE_THAN_LINEAR * 10 * ours[100].seconds


def report(  # noqa: PLR0913, PLR0917 - the figures of one table
    ours: dict[int, Measured],
    naive: dict[int, Measured],
    extrapolated: float,
    early: float,
    late: float,
    each: float,
) -> None:
    table = Table(title="Synthesis, bindings already imported")
    for heading in ("accounts", "seconds", "naive, seconds", "times faster", "peak MiB", "naive, peak MiB"):
        table.add_column(heading, justify="right")
    for size, one in ours.items():
        other = naive.get(size)
        seconds = other.seconds if other else extrapolated
        table.add_row(
            str(one.accounts),
            f"{one.seconds:.2f}",
            f"{seconds:.2f}" if other else f"{seconds:.0f} (extrapolated)",
            f"{seconds / one.seconds:.1f}",
            f"{one.mebibytes:.0f}",
            f"{other.mebibytes:.0f}" if other else "",
        )
    console = Console(width=120)
    console.print(table)
    console.print(
        f"A further account costs {early * 1000:.1f} ms from 10 to 100, {late * 1000:.1f} ms from 100 to 1,000; "
        f"naive {each * 1000:.1f} ms."
    )
