"""What the real environments cost, as a golden table: a change of it is what a change costs.

`pytest tests/estimate --snapshot-update` renews it; read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from modules.commands.cost import estimate_of
from modules.environment import PROJECT
from modules.estimate.as_data import estimate_data
from modules.estimate.catalogue import read_catalogue
from modules.estimate.estimate import Estimate
from modules.estimate.lines import View, added_up, grouped, total, totals
from modules.estimate.tables import described, money
from tests.support.environments import environment

NAMES = ("production", "staging")


@pytest.fixture(scope="module")
def estimates(outputs: dict[str, Path]) -> dict[str, Estimate]:
    catalogue = read_catalogue(PROJECT)
    return {name: estimate_of(name, environment(name).zone, outputs[name], catalogue) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
class TestTheCost:
    def test_is_the_golden_table(self, estimates: dict[str, Estimate], name: str, snapshot: SnapshotAssertion) -> None:
        found = estimates[name]
        rows = [f"all: {money(found.month)}"]
        for service, lines in grouped(found.lines, View.SERVICE).items():
            rows.append(f"{service}: {money(total(lines))}")
            rows += [f"  {described(line)} = {money(line.month)}" for line in added_up(lines)]
        for view in (View.TEAM, View.ACCOUNT, View.WORKSPACE):
            rows += [f"{view} {group}: {money(month)}" for group, month in totals(found.lines, view).items()]

        assert "\n".join(rows) == snapshot

    @pytest.mark.parametrize("view", View)
    def test_is_the_same_whatever_it_is_added_up_by(
        self, estimates: dict[str, Estimate], name: str, view: View
    ) -> None:
        assert sum(totals(estimates[name].lines, view).values()) == estimates[name].month

    def test_is_charged_to_accounts_of_the_environment(self, estimates: dict[str, Estimate], name: str) -> None:
        accounts = {account.key for account in environment(name).zone.roster}

        assert {line.account for line in estimates[name].lines} <= accounts

    def test_of_teams_is_that_of_their_accounts(self, estimates: dict[str, Estimate], name: str) -> None:
        teams = {account.key: account.team or "no team" for account in environment(name).zone.roster}

        assert {(line.account, line.team) for line in estimates[name].lines} <= teams.items()

    def test_is_told_to_programs_line_by_line(self, estimates: dict[str, Estimate], name: str) -> None:
        document = estimate_data(estimates[name], read_catalogue(PROJECT))

        assert sum(line["month"] for line in document["lines"]) == pytest.approx(document["month"], abs=0.01)
        assert document["by"].keys() == {view.value for view in View}
