"""The alarm on what security services cost: what it is about, and whom it tells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, smaller_staging

WORKSPACE = "staging-security-cost-alarm"
EMAILS = ["costs@acme.example", "aws-security@acme.example"]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Staging with an alarm."""
    folder = tmp_path_factory.mktemp("alarm") / "cdktf.out"
    section = {"cost_alarm": {"monthly_usd": 500, "emails": EMAILS}}
    synthesize([smaller_staging(security=section)], folder)
    return folder


@pytest.fixture(scope="module")
def budget(output: Path) -> dict[str, Any]:
    (found,) = document(output, WORKSPACE)["resource"]["aws_budgets_budget"].values()
    body: dict[str, Any] = found
    return body


def test_it_is_about_guardduty_and_config_only(budget: dict[str, Any]) -> None:
    assert budget["cost_filter"] == [{"name": "Service", "values": ["AWS Config", "Amazon GuardDuty"]}]
    limit = tuple(budget[key] for key in ("budget_type", "limit_amount", "limit_unit", "time_unit"))
    assert limit == ("COST", "500", "USD", "MONTHLY")


def test_people_are_told_before_and_when_it_is_too_much(budget: dict[str, Any]) -> None:
    told = [(each["notification_type"], each["threshold"], each["threshold_type"]) for each in budget["notification"]]
    assert told == [("ACTUAL", 80, "PERCENTAGE"), ("FORECASTED", 100, "PERCENTAGE")]
    assert [each["subscriber_email_addresses"] for each in budget["notification"]] == [sorted(EMAILS)] * 2


def test_it_is_where_all_accounts_are_paid_for(output: Path) -> None:
    (provider,) = document(output, WORKSPACE)["provider"]["aws"]
    assert provider["allowed_account_ids"] == ["222222222222"]


def test_it_comes_with_the_services_that_it_is_about(output: Path) -> None:
    manifest = json.loads((output / "manifest.json").read_text())["stacks"]
    assert manifest[WORKSPACE]["dependencies"] == ["staging-delegation"]


def test_there_is_none_unless_it_is_asked_for(outputs: dict[str, Path]) -> None:
    for name, folder in outputs.items():
        assert not (folder / "stacks" / f"{name}-security-cost-alarm").exists()
