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
NAIVE_SIZES = (10, 100)
AT_LEAST_TIMES_FASTER = 15
AT_MOST_SECONDS = 5.0
"""For a thousand accounts with network and identity, on a quiet machine."""
AT_MOST_SECONDS_FOR_A_FURTHER_ACCOUNT = 0.003
AT_MOST_MEBIBYTES = 900
"""Of Python and Node together."""
AT_MOST_SECONDS_FOR_THE_WHOLE = 10.0
AT_MOST_MEBIBYTES_FOR_THE_WHOLE = 1024
"""For a thousand accounts with everything that can be chosen."""
NOISE = 1.25
"""A further account may seem to cost this many times as much from 100 to 1,000 as from 10 to 100."""


@dataclass(frozen=True)
class Measured:
    accounts: int
    resources: int
    seconds: float
    mebibytes: float


def measure(way: str, accounts: int, folder: Path) -> Measured:
    command = [sys.executable, "-m", "tests.benchmarks.measure", way, str(accounts), str(folder)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return Measured(**json.loads(done.stdout))


def marginal(less: Measured, more: Measured) -> float:
    """Seconds for each further account."""
    return (more.seconds - less.seconds) / (more.accounts - less.accounts)


@dataclass(frozen=True)
class Figures:
    """What both ways cost."""

    ours: dict[int, Measured]
    naive: dict[int, Measured]

    @property
    def early(self) -> float:
        """Seconds for each further account of the first hundred."""
        return marginal(self.ours[10], self.ours[100])

    @property
    def late(self) -> float:
        """Seconds for each further account of the first thousand."""
        return marginal(self.ours[100], self.ours[1000])

    @property
    def naive_each(self) -> float:
        """Seconds for each further account, the naive way."""
        return marginal(self.naive[10], self.naive[100])

    @property
    def naive_extrapolated(self) -> float:
        """Seconds for a thousand accounts, the naive way."""
        return self.naive[100].seconds + self.naive_each * (self.ours[1000].accounts - self.naive[100].accounts)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    folder = tmp_path_factory.mktemp("synthesis")
    measured = Figures(
        {size: measure("ours", size, folder / f"ours-{size}") for size in SIZES},
        {size: measure("naive", size, folder / f"naive-{size}") for size in NAIVE_SIZES},
    )
    report(measured)
    return measured


@pytest.mark.benchmark
@pytest.mark.timeout(1800)
class TestSynthesis:
    def test_both_ways_define_the_same_number_of_resources(self, figures: Figures) -> None:
        naive = {size: one.resources for size, one in figures.naive.items()}

        assert naive == {size: figures.ours[size].resources for size in NAIVE_SIZES}

    def test_a_thousand_accounts_take_seconds(self, figures: Figures) -> None:
        assert figures.ours[1000].seconds < AT_MOST_SECONDS

    def test_a_thousand_accounts_take_a_fraction_of_the_naive_way(self, figures: Figures) -> None:
        assert figures.naive_extrapolated / figures.ours[1000].seconds >= AT_LEAST_TIMES_FASTER

    def test_a_further_account_costs_milliseconds(self, figures: Figures) -> None:
        assert figures.late <= AT_MOST_SECONDS_FOR_A_FURTHER_ACCOUNT

    def test_a_further_account_costs_the_same_among_a_thousand_as_among_a_hundred(self, figures: Figures) -> None:
        assert figures.late <= NOISE * figures.early

    def test_a_thousand_accounts_take_little_memory(self, figures: Figures) -> None:
        assert figures.ours[1000].mebibytes < AT_MOST_MEBIBYTES

    def test_a_thousand_accounts_with_all_sections_take_less_than_ten_seconds_and_a_gibibyte(
        self, tmp_path: Path
    ) -> None:
        whole = measure("whole", 1000, tmp_path / "whole")

        Console(width=120).print(f"With all sections: {whole}")
        assert whole.seconds < AT_MOST_SECONDS_FOR_THE_WHOLE
        assert whole.mebibytes < AT_MOST_MEBIBYTES_FOR_THE_WHOLE


def report(figures: Figures) -> None:
    table = Table(title="Synthesis, bindings already imported")
    for heading in (
        "accounts",
        "resources",
        "seconds",
        "naive, seconds",
        "times faster",
        "peak MiB",
        "naive, peak MiB",
    ):
        table.add_column(heading, justify="right")
    for size, ours in figures.ours.items():
        naive = figures.naive.get(size)
        seconds = naive.seconds if naive else figures.naive_extrapolated
        table.add_row(
            str(ours.accounts),
            str(ours.resources),
            f"{ours.seconds:.2f}",
            f"{seconds:.2f}" if naive else f"{seconds:.0f} (extrapolated)",
            f"{seconds / ours.seconds:.1f}",
            f"{ours.mebibytes:.0f}",
            f"{naive.mebibytes:.0f}" if naive else "",
        )
    console = Console(width=120)
    console.print(table)
    console.print(
        f"A further account costs {figures.early * 1000:.1f} ms from 10 to 100, {figures.late * 1000:.1f} ms from 100 "
        f"to 1,000; naive {figures.naive_each * 1000:.1f} ms."
    )
