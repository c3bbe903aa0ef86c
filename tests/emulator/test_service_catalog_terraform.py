"""Service Catalog, Account Factory and a control by the real Terraform: create, an empty plan, destroy."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from modules.emulator.existing_landing_zone import prepare_landing_zone
from modules.emulator.server import EmbeddedAws
from tests.emulator.conftest import Client, PrepareTerraform
from tests.emulator.coverage.configuration import CONFIGURATIONS, PROVIDERS
from tests.emulator.service_catalog_calls import create_organization

pytestmark = [pytest.mark.emulator, pytest.mark.terraform]

MANAGEMENT = "365000000001"
ORDERS = Path(__file__).parent / "service_catalog_orders.tf"
CHANGES = Path(__file__).parent / "service_catalog_changes.tf"
PORTFOLIO = CONFIGURATIONS / "service_catalog.tf"


def test_a_portfolio_is_built_shared_and_ordered_from_and_an_account_is_vended(
    aws: EmbeddedAws, client: Client, terraform: PrepareTerraform
) -> None:
    prepare_landing_zone(aws, management_account_id=MANAGEMENT, home_region="eu-west-1")
    unit = create_organization(client, MANAGEMENT)
    variables = {"account": MANAGEMENT, "unit": json.dumps({"id": unit["Id"], "arn": unit["Arn"]})}
    run = terraform(MANAGEMENT, PROVIDERS, PORTFOLIO, ORDERS, member="", **variables)

    run.applies_and_plans_empty()
    outputs = run.outputs()
    run.succeeds("destroy", "-auto-approve", "-refresh=false")

    members = client("organizations", MANAGEMENT).list_accounts_for_parent(ParentId=unit["Id"])["Accounts"]
    assert outputs == {
        "account_id": members[0]["Id"],
        "topic_arn": f"arn:aws:sns:eu-west-1:{MANAGEMENT}:alarms",
        "constraints": ["LAUNCH", "RESOURCE_UPDATE"],
        "versions": ["v1", "v2"],
        "controls": ["arn:aws:controltower:eu-west-1::control/AWS-GR_EC2_VOLUME_INUSE_CHECK"],
    }
    assert client("servicecatalog", MANAGEMENT).search_provisioned_products()["ProvisionedProducts"] == []
    assert client("sns", MANAGEMENT).list_topics()["Topics"] == []


def test_a_share_a_version_and_constraints_are_changed_in_place(client: Client, terraform: PrepareTerraform) -> None:
    owner = "365000000002"
    unit = create_organization(client, owner)
    variables = {"account": owner, "unit": json.dumps({"id": unit["Id"], "arn": unit["Arn"]})}
    run = terraform(owner, PROVIDERS, PORTFOLIO, CHANGES, member="", second="false", **variables)
    catalog = client("servicecatalog", owner)

    run.applies_and_plans_empty()
    before = run.outputs()["ids"]
    run = replace(run, environ={**run.environ, "TF_VAR_second": "true"})
    run.applies_and_plans_empty()
    after = run.outputs()["ids"]

    version = catalog.describe_provisioning_artifact(
        ProductId=after["product"], ProvisioningArtifactId=after["artifact"]
    )["ProvisioningArtifactDetail"]
    parameters = {
        type_: json.loads(catalog.describe_constraint(Id=id_)["ConstraintParameters"])
        for type_, id_ in after["parts"].items()
    }
    assert after == before
    assert (version["Guidance"], version["Active"]) == ("DEPRECATED", False)
    assert parameters["RESOURCE_UPDATE"]["Properties"] == {"TagUpdateOnProvisionedProduct": "NOT_ALLOWED"}
    assert parameters["NOTIFICATION"] == {"NotificationArns": [f"arn:aws:sns:eu-west-1:{owner}:second"]}
    assert parameters["TEMPLATE"]["Rules"]["Names"]["Assertions"][0]["Assert"]["Fn::Contains"][0] == ["a"]
    run.succeeds("destroy", "-auto-approve", "-refresh=false")
