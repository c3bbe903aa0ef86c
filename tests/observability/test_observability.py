"""One account sees how the others are doing: who may link to it, who does, and what one account more changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from modules.landing_zone.observability import is_watched
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with

WORKSPACE = "staging-observability"


def linked(output: Path) -> dict[str, list[str]]:
    """Return the regions in which each account of staging links, by its key."""
    return {
        path.name.removeprefix("staging-account-"): sorted(
            name.removeprefix("observability-link-")
            for name in document(output, path.name)["module"]
            if name.startswith("observability-link-")
        )
        for path in (output / "stacks").glob("staging-account-*")
    }


def test_accounts_of_the_organization_link_and_share_metrics_alone(outputs: dict[str, Path]) -> None:
    policies = document(outputs["staging"], WORKSPACE)["resource"]["aws_oam_sink_policy"]
    assert len(policies) == len(environment("staging").zone.organization.regions)
    for body in policies.values():
        (statement,) = json.loads(body["policy"])["Statement"]
        assert statement["Action"] == ["oam:CreateLink", "oam:UpdateLink"]
        assert statement["Condition"]["StringEquals"]["aws:PrincipalOrgID"].startswith("${data.")
        assert statement["Condition"]["ForAllValues:StringEquals"] == {"oam:ResourceTypes": ["AWS::CloudWatch::Metric"]}


def test_every_account_that_works_links_in_every_region(outputs: dict[str, Path]) -> None:
    zone = environment("staging").zone
    expected = {
        account.key: sorted(zone.organization.regions) if is_watched(zone, account) else [] for account in zone.roster
    }
    assert linked(outputs["staging"]) == expected
    assert {key for key, regions in expected.items() if not regions} == {
        "management",
        "log-archive",
        "security-tooling",
        "shared-services",
        "sandbox-canary",
    }


def test_one_account_more_changes_nothing_of_the_account_that_watches(outputs: dict[str, Path], tmp_path: Path) -> None:
    accounts = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    accounts["another"] = {"function": "workload", "unit": "Workloads/Production", "owner": "somebody"}
    synthesize([environment_with("staging", accounts=accounts)], tmp_path)

    path = Path("stacks") / WORKSPACE / "cdk.tf.json"
    assert (tmp_path / path).read_bytes() == (outputs["staging"] / path).read_bytes()
    assert linked(tmp_path)["another"] == sorted(environment("staging").zone.organization.regions)


def test_it_can_be_left_out(tmp_path: Path) -> None:
    synthesize([environment_with("staging", observability=None)], tmp_path)
    assert not (tmp_path / "stacks" / WORKSPACE).exists()
    assert not any(linked(tmp_path).values())


def test_a_dashboard_is_there_by_choice_and_shows_what_every_account_shares(outputs: dict[str, Path]) -> None:
    def dashboards(name: str) -> list[dict[str, Any]]:
        resources = document(outputs[name], f"{name}-observability")["resource"]
        return list(resources.get("aws_cloudwatch_dashboard", {}).values())

    assert dashboards("staging") == []
    (dashboard,) = dashboards("production")
    widgets = json.loads(dashboard["dashboard_body"])["widgets"]
    titles = {graph["metrics"][0][0]["expression"]: graph["title"] for graph in (w["properties"] for w in widgets)}
    (failed_tasks,) = (title for search, title in titles.items() if "numFailedTasks" in search)
    assert failed_tasks.startswith("Tasks")
    assert all(widget["properties"]["metrics"][0][0]["expression"].startswith("SEARCH(") for widget in widgets)


def test_logs_are_shared_where_that_is_asked_for(tmp_path: Path) -> None:
    synthesize([environment_with("staging", observability={"shares": ["metrics", "logs"]})], tmp_path)
    module = tmp_path / "stacks" / "staging-account-fraud-dev" / "modules" / "observability-link" / "main.tf.json"
    written = next(module.parent.glob("*.json")).read_text()
    assert "AWS::Logs::LogGroup" in written
