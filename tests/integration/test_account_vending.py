"""The portfolio of blueprints, which only an environment under Control Tower has, by the real Terraform."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3
import pytest

from modules.catalog.blueprint_access import POLICIES
from modules.environment import Environment
from modules.runner.deploy import deploy
from modules.runner.plan import plan
from modules.workspaces.writing.synthesis import synthesize
from tests.integration.test_control_tower import destroy, state_of
from tests.support.emulator import emulated_staging
from tests.support.environments import environment, environment_with

OWNER, PORTFOLIO = "account-shared-services", "catalog-account-vending"
WORKSPACES = ("organization", "control-tower", "accounts", "delegation", OWNER, PORTFOLIO)
OF_THE_CATALOG = ("blueprint-access", "product-templates")
"""Modules of the owner's account."""
ACCOUNTS = ("log-archive", "security-tooling", "shared-services")
SECTIONS = ("cost", "data", "machine_learning", "network", "observability", "pipelines", "security")
ELSEWHERE: dict[str, Any] = {**dict.fromkeys(SECTIONS), "identity": {}, "stages": {}, "teams": {}}
"""What the preview of staging applies, and blueprints do without."""


def vending_staging() -> Environment:
    """Load what of staging blueprints need, under Control Tower."""
    zone = environment().zone
    organization = zone.organization.model_dump(mode="json", exclude_defaults=True)
    organization["trusted_services"] = [*zone.organization.trusted_services, "controltower.amazonaws.com"]
    accounts = zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    user = {"name": "Cloud Platform", "email": "cloud-platform@acme.example"}
    return environment_with(
        **ELSEWHERE,
        organization=organization,
        accounts={key: accounts[key] for key in ACCOUNTS},
        catalog={"portfolios": {"account-vending": {}}},
        control_tower={"landing_zone": {"kms_key": {}}},
        vending={"engine": "control-tower", "access_user": user},
    )


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(600)
def test_blueprints_and_the_role_that_takes_them_are_applied_planned_again_and_taken_down(tmp_path: Path) -> None:
    output = tmp_path / "cdktf.out"
    synthesize([vending_staging()], output)

    with emulated_staging(tmp_path / "emulator.log") as environ:
        deployed = deploy(output, "staging", WORKSPACES, environ=environ)
        assert deployed.ok, [result.error for result in deployed.results]
        assert plan(output, "staging", (OWNER, PORTFOLIO), environ=environ).no_changes
        owner_id = state_of(tmp_path, "accounts")["outputs"]["account_ids"]["value"]["shared-services"]
        catalog, iam = (client(environ, owner_id, service) for service in ("servicecatalog", "iam"))
        assert published(catalog) == {"Corporate account": ["1.0", "none"], "Internet account": ["1.0", "none"]}
        assert policies_of_the_role(iam) == {*POLICIES}

        destroy(output / "stacks" / f"staging-{PORTFOLIO}", environ)
        destroy(output / "stacks" / f"staging-{OWNER}", environ, *OF_THE_CATALOG)  # the rest keeps records of access
        assert state_of(tmp_path, PORTFOLIO)["resources"] == []
        left = {resource.get("module") for resource in state_of(tmp_path, OWNER)["resources"]}
        assert not left & {f"module.{module}" for module in OF_THE_CATALOG}
        assert catalog.list_portfolios()["PortfolioDetails"] == []
        assert published(catalog) == {}
        with pytest.raises(iam.exceptions.NoSuchEntityException):
            policies_of_the_role(iam)


def client(environ: Mapping[str, str], account_id: str, service: str) -> Any:
    """Connect to a service of an account, as the role of the platform there."""
    given = {
        "endpoint_url": environ["AWS_ENDPOINT_URL"],
        "region_name": environ["AWS_REGION"],
        "aws_access_key_id": environ["AWS_ACCESS_KEY_ID"],
        "aws_secret_access_key": environ["AWS_SECRET_ACCESS_KEY"],
        "aws_session_token": environ.get("AWS_SESSION_TOKEN"),
    }
    role = f"arn:aws:iam::{account_id}:role/AWSControlTowerExecution"
    assumed = boto3.client("sts", **given).assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    given |= {
        "aws_access_key_id": assumed["AccessKeyId"],
        "aws_secret_access_key": assumed["SecretAccessKey"],
        "aws_session_token": assumed["SessionToken"],
    }
    return boto3.client(service, **given)


def published(catalog: Any) -> dict[str, list[str]]:
    """List the products of an account, with their versions."""
    products = [each["ProductViewSummary"] for each in catalog.search_products_as_admin()["ProductViewDetails"]]
    return {
        product["Name"]: sorted(
            version["Name"]
            for version in catalog.list_provisioning_artifacts(ProductId=product["ProductId"])[
                "ProvisioningArtifactDetails"
            ]
        )
        for product in products
    }


def policies_of_the_role(iam: Any) -> set[str]:
    """List the policies of the role that Control Tower takes blueprints as."""
    attached = iam.list_attached_role_policies(RoleName="AWSControlTowerBlueprintAccess")["AttachedPolicies"]
    return {policy["PolicyName"] for policy in attached}
