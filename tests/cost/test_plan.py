"""What costs are told apart by: the same for one account more."""

from __future__ import annotations

import json
from typing import Any

import pytest

from modules.consistency.notices import notices
from modules.cost.plan import By, Category, Rule
from modules.cost.spec import CostSpec
from modules.landing_zone import LandingZone
from modules.landing_zone.costs import allocation_tags, budgets_of_teams, cost_categories, emails_of_teams
from tests.support.environments import environment, environment_with


def _sections(*names: str) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(environment("staging").zone.model_dump_json(exclude_defaults=True))
    return {name: written[name] for name in names}


def _categories(zone: LandingZone) -> dict[str, Category]:
    return {category.name: category for category in cost_categories(zone)}


def test_a_team_has_its_accounts_of_every_stage_by_name_and_what_has_its_tag() -> None:
    team = _categories(environment("staging").zone)["Team"]
    assert team.rules == (Rule("fraud", By.NAME, ("fraud-dev", "fraud-test", "fraud-prod")),)
    assert (team.tag_key, team.default) == ("Team", "no team")


def test_the_tag_has_the_organization_s_key() -> None:
    sections = _sections("organization")
    sections["organization"]["tag_keys"] = {"Team": "squad"}
    zone = environment_with("staging", **sections).zone
    assert _categories(zone)["Team"].tag_key == "squad"
    assert "squad" in allocation_tags(zone, CostSpec())


def test_a_stage_whose_name_ends_as_another_s_comes_first() -> None:
    sections = _sections("stages")
    sections["stages"]["pre-prod"] = {"unit": "Workloads/NonProduction", "production": False}
    found = [rule.texts for rule in _categories(environment_with("staging", **sections).zone)["Stage"].rules]
    assert found.index(("-pre-prod",)) < found.index(("-prod",))


@pytest.mark.parametrize(
    "account",
    [
        {"function": "sandbox", "unit": "Sandbox", "owner": "cloud-platform"},
        {"function": "workload", "unit": "Workloads/Production", "owner": "claims"},
        {"function": "ml-deployments", "unit": "Deployments", "owner": "ml-platform"},
    ],
    ids=lambda account: str(account["function"]),
)
def test_one_account_more_changes_no_category(account: dict[str, str]) -> None:
    sections = _sections("accounts")
    sections["accounts"]["another"] = account
    assert cost_categories(environment_with("staging", **sections).zone) == cost_categories(environment("staging").zone)


def test_one_stage_more_of_a_team_changes_no_category() -> None:
    sections = _sections("teams")
    sections["teams"]["fraud"]["stages"] = ["dev", "test"]
    assert cost_categories(environment_with("staging", **sections).zone) == cost_categories(environment("staging").zone)


def _with_budgets(stages: dict[str, int], teams_usd: dict[str, int]) -> LandingZone:
    sections = _sections("teams")
    sections["teams"]["fraud"]["monthly_budget_usd"] = stages
    return environment_with("staging", cost={"budgets": {"teams_usd": teams_usd}}, **sections).zone


@pytest.mark.parametrize(
    ("stages", "teams_usd", "expected"),
    [
        ({"dev": 1, "test": 2, "prod": 4}, {}, {"fraud": 7}),
        ({"dev": 1, "test": 2}, {}, {}),
        ({"dev": 1}, {"fraud": 9}, {"fraud": 9}),
    ],
    ids=["every stage says it", "a stage does not", "the team says it"],
)
def test_a_team_may_cost_what_it_says_or_what_all_its_stages_may(
    stages: dict[str, int], teams_usd: dict[str, int], expected: dict[str, int]
) -> None:
    zone = _with_budgets(stages, teams_usd)
    assert zone.cost is not None
    assert budgets_of_teams(zone, zone.cost) == expected


@pytest.mark.parametrize(("team_usd", "told"), [(7, False), (6, True)])
def test_stages_that_may_cost_more_than_their_team_are_told(team_usd: int, told: bool) -> None:  # noqa: FBT001 - a case
    zone = _with_budgets({"dev": 1, "test": 2, "prod": 4}, {"fraud": team_usd})
    what = f"the stages of the team fraud may cost 7 US dollars a month, and the team {team_usd}"
    assert (what in [notice.what for notice in notices(zone)]) is told


def test_the_lead_of_a_team_and_the_billing_contact_are_told_of_it() -> None:
    zone = environment("staging").zone
    assert emails_of_teams(zone, CostSpec(emails=("finops@acme.example",))) == {
        "fraud": ("ada@acme.example", "aws-billing@acme.example", "finops@acme.example")
    }
