"""The topic that is told of launches: encrypted, and for services on behalf of the organization alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cdktf import TerraformStack

from modules.catalog.launch_notices import LaunchNotices
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, smaller_staging
from tests.support.synthesis import synthesize_one

SENDERS = {"cloudformation.amazonaws.com", "servicecatalog.amazonaws.com"}


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    def build(stack: TerraformStack) -> None:
        LaunchNotices(
            stack,
            "notices",
            portfolio="analytics",
            account_id="222222222222",
            organization_id="o-1",
            emails=["catalog@acme.example"],
            deletion_days=30,
        )

    found: dict[str, Any] = synthesize_one(tmp_path_factory.mktemp("notices"), build)["resource"]
    return found


def statements(policy: str) -> dict[str, Any]:
    return {each["Sid"]: each for each in json.loads(policy)["Statement"]}


def test_the_topic_has_a_key_of_its_own_and_writes_to_the_addresses(resources: dict[str, Any]) -> None:
    (topic,), (key,) = resources["aws_sns_topic"].values(), resources["aws_kms_key"]
    (subscription,) = resources["aws_sns_topic_subscription"].values()

    assert topic["kms_master_key_id"] == f"${{aws_kms_key.{key}.arn}}"
    assert (subscription["protocol"], subscription["endpoint"]) == ("email", "catalog@acme.example")


def test_only_the_two_services_send_and_only_for_the_organization(resources: dict[str, Any]) -> None:
    (topic,), (key,) = resources["aws_sns_topic_policy"].values(), resources["aws_kms_key"].values()

    for policy in (topic["policy"], key["policy"]):
        admitted = [each for each in statements(policy).values() if "Service" in each["Principal"]]
        assert {each["Principal"]["Service"] for each in admitted} == SENDERS
        assert {each["Condition"]["StringEquals"]["aws:SourceOrgID"] for each in admitted} == {"o-1"}
    assert statements(topic["policy"])["DenyWithoutTls"]["Principal"] == "*"


def test_a_portfolio_with_addresses_tells_its_topic_of_every_product_and_another_has_none(tmp_path: Path) -> None:
    emails = ["catalog@acme.example"]
    portfolios = {
        "analytics": {"emails": emails, "products": ["athena-workgroup", "glue-database"]},
        "model-deployment": {},
    }
    synthesize([smaller_staging(catalog={"portfolios": portfolios})], tmp_path)

    told, silent = (document(tmp_path, f"staging-catalog-{name}")["resource"] for name in portfolios)

    notices = [each for each in told["aws_servicecatalog_constraint"].values() if each["type"] == "NOTIFICATION"]
    (policy,) = told["aws_sns_topic_policy"]
    assert len(notices) == 2
    arn = f"${{aws_sns_topic_policy.{policy}.arn}}"
    assert [json.loads(each["parameters"]) for each in notices] == [{"NotificationArns": [arn]}] * 2
    assert "aws_sns_topic" not in silent
    assert "NOTIFICATION" not in {each["type"] for each in silent["aws_servicecatalog_constraint"].values()}
