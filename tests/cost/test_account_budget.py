"""Budgets of accounts: who is told of what, and which accounts have one."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.cost.account_budget import AccountBudget
from modules.specification.errors import LandingZoneError
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with
from tests.support.synthesis import only, synthesize_one


def test_people_are_told_before_the_limit_at_it_and_when_it_will_be_passed(tmp_path: Path) -> None:
    emails = ["billing@acme.example", "ada@acme.example"]
    budget = only(
        synthesize_one(tmp_path, lambda stack: AccountBudget(stack, "budget", monthly_usd="500", emails=emails)),
        "aws_budgets_budget",
    )

    assert (budget["limit_amount"], budget["limit_unit"], budget["time_unit"]) == ("500", "USD", "MONTHLY")
    assert [(each["notification_type"], each["threshold"]) for each in budget["notification"]] == [
        ("ACTUAL", 80),
        ("ACTUAL", 100),
        ("FORECASTED", 100),
    ]
    assert all(each["subscriber_email_addresses"] == emails for each in budget["notification"])


def test_an_account_has_the_budget_that_its_entry_says_and_others_have_none(tmp_path: Path) -> None:
    teams = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["teams"]
    teams["fraud"]["monthly_budget_usd"] = {"dev": 2000, "prod": 5000}
    synthesize([environment_with("staging", teams=teams)], tmp_path)
    budgets = {
        path.name.removeprefix("staging-account-"): module
        for path in (tmp_path / "stacks").glob("staging-account-*")
        if (module := document(tmp_path, path.name)["module"].get("account-budget"))
    }

    assert {key: module["monthly_usd"] for key, module in budgets.items()} == {
        "fraud-dev": "2000",
        "fraud-prod": "5000",
        "sandbox-canary": "200",
    }
    assert budgets["fraud-dev"]["lead_email"] == "ada@acme.example"
    assert "lead_email" not in budgets["sandbox-canary"]


def test_another_amount_changes_the_account_s_own_workspace_and_the_one_that_stops_sandboxes(
    outputs: dict[str, Path], tmp_path: Path
) -> None:
    accounts = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    accounts["sandbox-canary"]["monthly_budget_usd"] = 201
    synthesize([environment_with("staging", accounts=accounts)], tmp_path)

    changed = {
        path.parent.name
        for path in (tmp_path / "stacks").glob("*/cdk.tf.json")
        if path.read_bytes() != (outputs["staging"] / path.relative_to(tmp_path)).read_bytes()
    }
    assert changed == {"staging-account-sandbox-canary", "staging-sandbox-budgets"}


def test_a_budget_for_a_stage_that_the_team_does_not_have_is_refused() -> None:
    teams = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["teams"]
    teams["fraud"]["monthly_budget_usd"] = {"qa": 10}

    with pytest.raises(LandingZoneError, match="a budget is given for a stage that the team does not have"):
        environment_with("staging", teams=teams)
