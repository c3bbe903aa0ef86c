"""What the network of a thousand accounts in three regions costs to write and to prove, measured in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from modules.environment import PROJECT

SIZES = (40, 100, 1000)
NAIVE_SIZES = (20, 40)
AT_MOST_RESOURCES = 500
AT_MOST_SECONDS = 30
AT_MOST_MEBIBYTES = 1024
AT_LEAST_TIMES_FASTER = 3
"""At forty accounts already; naively, time grows with the square of their number."""
NO_MORE_THAN_LINEAR = 1.5

Measured = Mapping[str, float]


def measure(way: str, accounts: int, folder: Path) -> Measured:
    command = [sys.executable, "-m", "tests.benchmarks.network", way, str(accounts), str(folder)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    measured: Measured = json.loads(done.stdout)
    return measured


@pytest.mark.benchmark
@pytest.mark.timeout(1800)
def test_a_thousand_accounts_are_proved_in_thirty_seconds_and_growth_is_linear(tmp_path: Path) -> None:
    folders = {size: tmp_path / f"{size}" for size in {*SIZES, *NAIVE_SIZES}}
    written = {size: measure("synthesis", size, folder) for size, folder in folders.items()}
    alone = {size: measure("synthesis-alone", size, tmp_path / f"alone-{size}") for size in SIZES}
    ours = {size: measure("reachability", size, folders[size]) for size in SIZES}
    naive = {size: measure("naive-reachability", size, folders[size]) for size in NAIVE_SIZES}
    console = Console(width=120)
    console.print(of_synthesis(written, alone))
    console.print(of_reachability(ours, naive))

    assert max(one["largest"] for one in written.values()) <= AT_MOST_RESOURCES
    assert {one["differences"] for one in ours.values()} == {0}
    assert ours[1000]["seconds"] < AT_MOST_SECONDS
    assert ours[1000]["mebibytes"] < AT_MOST_MEBIBYTES
    assert ours[1000]["connections"] == ours[100]["connections"]
    assert ours[1000]["seconds"] <= NO_MORE_THAN_LINEAR * 10 * ours[100]["seconds"]
    assert naive[40]["seconds"] >= AT_LEAST_TIMES_FASTER * ours[40]["seconds"]


def of_synthesis(written: Mapping[int, Measured], alone: Mapping[int, Measured]) -> Table:
    table = Table(title="Synthesis with a network of three hubs, bindings already imported")
    for heading in ("accounts", "network workspaces", "largest, resources", "seconds", "without network, seconds"):
        table.add_column(heading, justify="right")
    for heading in ("peak MiB", "without network, peak MiB"):
        table.add_column(heading, justify="right")
    for size, other in alone.items():
        one = written[size]
        counts = (size, one["workspaces"], one["largest"])
        seconds = (f"{one['seconds']:.2f}", f"{other['seconds']:.2f}")
        memory = (f"{one['mebibytes']:.0f}", f"{other['mebibytes']:.0f}")
        table.add_row(*map(str, counts), *seconds, *memory)
    return table


def of_reachability(ours: Mapping[int, Measured], naive: Mapping[int, Measured]) -> Table:
    """Show both; the naive way at other sizes by the number of pairs, the square of the number of places."""
    less, more = (naive[size] for size in NAIVE_SIZES)
    each = (more["seconds"] - less["seconds"]) / (more["pairs"] - less["pairs"])
    places = (more["places"] - less["places"]) / (NAIVE_SIZES[1] - NAIVE_SIZES[0])
    table = Table(title="Reachability: workspaces read, everything tried, compared with the policy")
    for heading in ("accounts", "places", "connections", "seconds", "peak MiB", "naive, seconds", "naive, peak MiB"):
        table.add_column(heading, justify="right")
    for size, one in ours.items():
        other = naive.get(size)
        extrapolated = each * (more["pairs"] / more["places"] ** 2) * (places * size) ** 2
        table.add_row(
            *(str(count) for count in (size, one["places"], one["connections"])),
            f"{one['seconds']:.2f}",
            f"{one['mebibytes']:.0f}",
            f"{other['seconds']:.2f}" if other else f"{extrapolated:.0f} (extrapolated)",
            f"{other['mebibytes']:.0f}" if other else "",
        )
    return table
