"""The workspace of costs: budgets, unusual costs, tags and exports, as they are synthesized."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, smaller_staging

ACCOUNT = "222222222222"
TOPIC = "${aws_sns_topic_policy.notices_topic-policy_885E286A.arn}"


@pytest.fixture(scope="module")
def recommended(outputs: dict[str, Path]) -> dict[str, Any]:
    """What staging has, which is the recommended whole."""
    found: dict[str, Any] = document(outputs["staging"], "staging-cost")["resource"]
    return found


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Everything that is by choice."""
    folder = tmp_path_factory.mktemp("costs") / "cdktf.out"
    cost = {
        "emails": ["finops@acme.example"],
        "budgets": {"organization_usd": 50000, "teams_usd": {"fraud": 7000}},
        "anomalies": {"service_monitor": "create", "minimum_usd": 250},
        "allocation_tags": ["Project"],
        "exports": {"enabled": False},
    }
    synthesize([smaller_staging(cost=cost)], folder)
    found: dict[str, Any] = document(folder, "staging-cost")["resource"]
    return found


def _policy(resource: dict[str, Any], key: str = "policy") -> list[dict[str, Any]]:
    statements: list[dict[str, Any]] = json.loads(resource[key])["Statement"]
    return statements


def _named(resources: dict[str, Any], kind: str) -> dict[str, Any]:
    return {body["name"]: body for body in resources[kind].values()}


def test_without_amounts_there_is_no_budget(recommended: dict[str, Any]) -> None:
    assert "aws_budgets_budget" not in recommended


def test_budgets_are_of_the_whole_bill_and_of_what_has_the_team_s_tag(chosen: dict[str, Any]) -> None:
    budgets = _named(chosen, "aws_budgets_budget")
    assert {name: (body["limit_amount"], body.get("cost_filter")) for name, body in budgets.items()} == {
        "landing-zone-organization": ("50000", None),
        "landing-zone-team-fraud": ("7000", [{"name": "TagKeyValue", "values": ["user:Team$fraud"]}]),
    }


def test_budgets_tell_people_and_the_topic_before_and_when_they_are_spent(chosen: dict[str, Any]) -> None:
    notifications = _named(chosen, "aws_budgets_budget")["landing-zone-team-fraud"]["notification"]
    assert [(each["notification_type"], each["threshold"]) for each in notifications] == [
        ("ACTUAL", 80),
        ("ACTUAL", 100),
        ("FORECASTED", 100),
    ]
    addresses = ["ada@acme.example", "aws-billing@acme.example", "finops@acme.example"]
    assert all(each["subscriber_email_addresses"] == addresses for each in notifications)
    assert all(each["subscriber_sns_topic_arns"] == [TOPIC] for each in notifications)


def test_the_topic_is_encrypted_and_admits_two_services_for_this_account_alone(recommended: dict[str, Any]) -> None:
    (topic,) = recommended["aws_sns_topic"].values()
    assert topic["kms_master_key_id"].startswith("${aws_kms_key.")
    (policy,) = recommended["aws_sns_topic_policy"].values()
    *admitted, tls = _policy(policy)
    assert [each["Principal"]["Service"] for each in admitted] == ["budgets.amazonaws.com", "costalerts.amazonaws.com"]
    assert all(each["Condition"]["StringEquals"] == {"aws:SourceAccount": ACCOUNT} for each in admitted)
    assert (tls["Effect"], tls["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})


def test_each_team_and_what_is_no_team_s_is_looked_at(recommended: dict[str, Any]) -> None:
    monitors = _named(recommended, "aws_ce_anomaly_monitor")
    looked_at = {
        name: json.loads(body["monitor_specification"])["CostCategories"]["Values"] for name, body in monitors.items()
    }
    assert looked_at == {"landing-zone-team-fraud": ["fraud"], "landing-zone-no-team": ["no team"]}


def test_mail_goes_out_daily_and_the_topic_is_told_at_once(recommended: dict[str, Any]) -> None:
    subscriptions = _named(recommended, "aws_ce_anomaly_subscription")
    told = {
        name: (body["frequency"], [(each["type"], each["address"]) for each in body["subscriber"]])
        for name, body in subscriptions.items()
    }
    assert told == {
        "landing-zone-team-fraud": ("DAILY", [("EMAIL", "ada@acme.example"), ("EMAIL", "aws-billing@acme.example")]),
        "landing-zone-no-team": ("DAILY", [("EMAIL", "aws-billing@acme.example")]),
        "landing-zone-topic": ("IMMEDIATE", [("SNS", TOPIC)]),
    }


def test_the_topic_is_told_of_what_every_monitor_finds(recommended: dict[str, Any]) -> None:
    listed = _named(recommended, "aws_ce_anomaly_subscription")["landing-zone-topic"]["monitor_arn_list"]
    assert listed == (
        "${concat([aws_ce_anomaly_monitor.anomalies_no-team_629A16E9.arn], values(local.anomalies_monitors_6C6EE74C))}"
    )


def test_a_lead_who_is_told_of_all_costs_is_told_once(tmp_path: Path) -> None:
    synthesize([smaller_staging(cost={"emails": ["ada@acme.example"]})], tmp_path / "cdktf.out")
    found = document(tmp_path / "cdktf.out", "staging-cost")["resource"]
    subscribers = _named(found, "aws_ce_anomaly_subscription")["landing-zone-team-fraud"]["subscriber"]
    assert sorted(each["address"] for each in subscribers) == ["ada@acme.example", "aws-billing@acme.example"]


def test_a_monitor_of_services_is_made_where_it_is_asked_for_only(
    recommended: dict[str, Any], chosen: dict[str, Any]
) -> None:
    kinds = [
        [body["monitor_type"] for body in found["aws_ce_anomaly_monitor"].values()] for found in (recommended, chosen)
    ]
    assert [each.count("DIMENSIONAL") for each in kinds] == [0, 1]


def test_an_export_has_every_setting_of_its_table_and_ignores_what_aws_adds(recommended: dict[str, Any]) -> None:
    exports = {body["export"][0]["name"]: body for body in recommended["aws_bcmdataexports_export"].values()}
    settings = {name: body["export"][0]["data_query"][0]["table_configurations"] for name, body in exports.items()}
    assert settings == {
        "landing-zone-cur": {
            "COST_AND_USAGE_REPORT": {
                "BILLING_VIEW_ARN": f"arn:aws:billing::{ACCOUNT}:billingview/primary",
                "INCLUDE_CAPACITY_RESERVATION_DATA": "FALSE",
                "INCLUDE_IAM_PRINCIPAL_DATA": "FALSE",
                "INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY": "FALSE",
                "INCLUDE_RESOURCES": "TRUE",
                "INCLUDE_SPLIT_COST_ALLOCATION_DATA": "FALSE",
                "TIME_GRANULARITY": "DAILY",
            }
        },
        "landing-zone-focus": {"FOCUS_1_2_AWS": {"TIME_GRANULARITY": "DAILY"}},
    }
    for body in exports.values():
        assert body["lifecycle"]["ignore_changes"] == ["export[0].data_query[0].table_configurations"]
        (trigger,) = body["lifecycle"]["replace_triggered_by"]
        kind, name = trigger.split(".")
        (asked,) = body["export"][0]["data_query"][0]["table_configurations"].values()
        assert recommended[kind][name]["triggers_replace"] == asked


def test_only_data_exports_of_this_account_write_to_the_bucket(recommended: dict[str, Any]) -> None:
    (policy,) = recommended["aws_s3_bucket_policy"].values()
    admitted, tls = _policy(policy)
    assert (admitted["Principal"], admitted["Action"]) == (
        {"Service": "bcm-data-exports.amazonaws.com"},
        "s3:PutObject",
    )
    assert admitted["Condition"] == {
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
        "ArnLike": {"aws:SourceArn": f"arn:aws:bcm-data-exports:us-east-1:{ACCOUNT}:export/*"},
    }
    assert tls["Effect"] == "Deny"


def test_without_exports_there_is_no_bucket(chosen: dict[str, Any]) -> None:
    assert not {"aws_bcmdataexports_export", "aws_s3_bucket"} & chosen.keys()


def test_the_role_of_the_schedule_activates_tags_and_nothing_else(recommended: dict[str, Any]) -> None:
    (policy,) = recommended["aws_iam_role_policy"].values()
    assert _policy(policy) == [{"Effect": "Allow", "Action": "ce:UpdateCostAllocationTagsStatus", "Resource": "*"}]
    (role,) = recommended["aws_iam_role"].values()
    (trust,) = _policy(role, "assume_role_policy")
    assert trust["Condition"]["StringEquals"] == {
        "aws:SourceAccount": ACCOUNT,
        "aws:SourceArn": f"arn:aws:scheduler:us-east-1:{ACCOUNT}:schedule-group/default",
    }


def test_there_is_no_workspace_without_the_section(tmp_path: Path) -> None:
    zone = environment("staging").zone.model_copy(update={"cost": None})
    without = environment("staging").__class__("staging", zone)
    synthesize([without], tmp_path / "cdktf.out")
    assert not (tmp_path / "cdktf.out" / "stacks" / "staging-cost").exists()
