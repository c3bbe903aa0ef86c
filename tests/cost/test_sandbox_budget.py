"""The budget that stops a sandbox: what it attaches where, and who may do that."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, smaller_staging

WORKSPACE = "staging-sandbox-budgets"


def resources(outputs: dict[str, Path], kind: str) -> list[dict[str, Any]]:
    return list(document(outputs["staging"], WORKSPACE)["resource"][kind].values())


def test_at_all_of_the_limit_a_policy_of_the_organization_is_attached_to_the_account(outputs: dict[str, Path]) -> None:
    (action,) = resources(outputs, "aws_budgets_budget_action")
    (budget,) = resources(outputs, "aws_budgets_budget")

    assert (action["action_type"], action["approval_model"]) == ("APPLY_SCP_POLICY", "AUTOMATIC")
    assert (action["notification_type"], action["action_threshold"]["action_threshold_value"]) == ("ACTUAL", 100)
    attached = action["definition"]["scp_action_definition"]
    assert attached["target_ids"] == budget["cost_filter"][0]["values"]
    assert attached["policy_id"].startswith("${aws_organizations_policy.over-budget")
    assert budget["limit_amount"] == "200"


def test_what_credits_and_refunds_pay_for_counts(outputs: dict[str, Path]) -> None:
    (budget,) = resources(outputs, "aws_budgets_budget")

    assert budget["cost_types"] == {"include_credit": False, "include_refund": False}


def test_nothing_is_attached_before_that(outputs: dict[str, Path]) -> None:
    assert "aws_organizations_policy_attachment" not in document(outputs["staging"], WORKSPACE)["resource"]


def test_budgets_attaches_this_policy_to_this_account_and_nothing_else(outputs: dict[str, Path]) -> None:
    (permitted,) = resources(outputs, "aws_iam_role_policy")
    (role,) = resources(outputs, "aws_iam_role")

    (statement,) = json.loads(permitted["policy"])["Statement"]
    policy_arn, account_arn = statement["Resource"]
    assert statement["Action"] == ["organizations:AttachPolicy", "organizations:DetachPolicy"]
    assert policy_arn == "${aws_organizations_policy.over-budget.arn}"
    assert account_arn.startswith("arn:aws:organizations::222222222222:account/${")
    assert not account_arn.endswith("*")
    (trust,) = json.loads(role["assume_role_policy"])["Statement"]
    assert trust["Principal"] == {"Service": "budgets.amazonaws.com"}
    assert trust["Condition"]["ArnLike"]["aws:SourceArn"].endswith(":budget/landing-zone-budget-sandbox-canary")


def test_the_owner_is_told_where_it_is_an_address(tmp_path: Path) -> None:
    accounts = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    accounts["sandbox-canary"]["owner"] = "ada@acme.example"
    synthesize([smaller_staging(accounts=accounts)], tmp_path)

    action = next(iter(document(tmp_path, WORKSPACE)["resource"]["aws_budgets_budget_action"].values()))
    told = [subscriber["address"] for subscriber in action["subscriber"]]
    assert told == ["aws-billing@acme.example", "ada@acme.example"]
    notice = document(tmp_path, "staging-account-sandbox-canary")["module"]["expiry-notice"]
    assert (notice["source"], notice["owner_email"]) == ("./modules/expiry-notice-to-owner", "ada@acme.example")


def test_there_is_no_such_workspace_where_no_sandbox_has_a_budget(tmp_path: Path) -> None:
    accounts = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    del accounts["sandbox-canary"]["monthly_budget_usd"]
    synthesize([smaller_staging(accounts=accounts)], tmp_path)

    assert not (tmp_path / "stacks" / WORKSPACE).exists()
