"""`team show`: what ten lines of YAML come to."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from modules.commands.team import consequences, show_team
from modules.report.team_consequences import TeamConsequences, team_data, team_tables
from modules.specification.errors import LandingZoneError
from tests.support.environments import environment


@pytest.fixture(scope="module")
def fraud(outputs: dict[str, Path]) -> TeamConsequences:
    return consequences("production", environment("production").zone, "fraud", outputs["production"])


def test_all_that_follows_from_a_team_is_laid_out(fraud: TeamConsequences, snapshot: SnapshotAssertion) -> None:
    console = Console(width=160, record=True, file=io.StringIO())
    for table in team_tables(fraud):
        console.print(table)

    assert console.export_text() == snapshot


def test_an_account_is_there_for_each_stage_and_costs_something(fraud: TeamConsequences) -> None:
    assert [(account.key, account.stage) for account in fraud.accounts] == [
        ("fraud-dev", "dev"),
        ("fraud-test", "test"),
        ("fraud-prod", "prod"),
    ]
    assert all(account.month > 0 and account.guardrails > 0 for account in fraud.accounts)
    assert fraud.month == sum(account.month for account in fraud.accounts)


def test_of_other_teams_nothing_is_shown(fraud: TeamConsequences) -> None:
    shown = json.dumps(team_data(fraud))

    assert "pricing" not in shown
    assert "churn" not in shown


def test_people_of_the_platform_are_shown_beside_the_team(fraud: TeamConsequences) -> None:
    groups = {group for group, _, _ in fraud.access}

    assert {"fraud-TeamLead", "AWSAuditors"} <= groups


def test_programs_get_the_same(fraud: TeamConsequences) -> None:
    data = team_data(fraud)

    assert [account["key"] for account in data["accounts"]] == [account.key for account in fraud.accounts]
    assert data["month"] == f"{fraud.month:.2f}"
    assert len(data["contents"]) == len(fraud.contents)


def test_a_team_that_is_not_there_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(LandingZoneError, match="there is no such team") as refused:
        show_team("production", "froud", as_json=False)

    assert "did you mean fraud?" in str(refused.value)
