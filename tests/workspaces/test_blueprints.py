"""Blueprints of accounts in a deployment: who publishes them, who gets at them, and that nothing is made twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from modules.catalog.library.library import products
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with

PORTFOLIO, OWNER = "account-vending", "shared-services"


def with_blueprint(account: str, name: str, **said: Any) -> dict[str, Any]:
    """Return the sections of production in which a listed account has a blueprint."""
    zone = environment("production").zone.model_dump(mode="json", exclude_defaults=True)
    own = {**zone["accounts"][account], "id": "999999999998", **said}
    vending = {**zone["vending"], "blueprint": {account: name}}
    return {"accounts": {**zone["accounts"], account: own}, "vending": vending}


def corporate() -> dict[str, Any]:
    subnets = {"euw1-az1": "subnet-0123456789abcdef0", "euw1-az2": "subnet-0123456789abcdef1"}
    own = {
        "id": "vpc-0123456789abcdef0",
        "range": "10.66.128.0/22",
        "attachment_subnet_ids": subnets,
    }
    return with_blueprint("data-lake-claims", "corporate-account", vpc=own)


def resources(folder: Path, workspace: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every resource of a workspace and its modules, with its type."""
    for path in (folder / "stacks" / workspace).rglob("cdk.tf.json"):
        for kind, named in json.loads(path.read_text()).get("resource", {}).items():
            yield from ((kind, body) for body in named.values())


def test_a_portfolio_of_blueprints_is_shared_with_nobody_and_constrains_nothing(outputs: dict[str, Path]) -> None:
    kinds = document(outputs["production"], f"production-catalog-{PORTFOLIO}")["resource"].keys()

    assert "aws_servicecatalog_product_portfolio_association" in kinds
    assert not {kind for kind in kinds if kind.endswith(("_share", "_constraint")) or "_principal_" in kind}


def test_control_tower_gets_at_blueprints_in_their_owner_s_account_alone(outputs: dict[str, Path]) -> None:
    found = {
        account.key: [
            body["name"]
            for kind, body in resources(outputs["production"], f"production-account-{account.key}")
            if kind == "aws_iam_role" and body.get("name") == "AWSControlTowerBlueprintAccess"
        ]
        for account in environment("production").zone.roster
    }
    assert {key for key, roles in found.items() if roles} == {OWNER}
    workspace = document(outputs["production"], f"production-account-{OWNER}")
    assert workspace["provider"]["aws"][0]["assume_role"][0]["role_arn"].endswith(":role/${var.execution_role}")
    assert workspace["variable"]["execution_role"]["default"] == "AWSControlTowerExecution"


def test_without_control_tower_there_are_neither_blueprints_nor_the_role(outputs: dict[str, Path]) -> None:
    assert not (outputs["staging"] / "stacks" / f"staging-catalog-{PORTFOLIO}").exists()
    assert not [
        body
        for kind, body in resources(outputs["staging"], f"staging-account-{OWNER}")
        if kind == "aws_iam_role" and "Blueprint" in body["name"]
    ]


def test_with_a_blueprint_the_workspace_of_the_account_makes_no_vpc(tmp_path: Path) -> None:
    synthesize([environment_with("production", **corporate())], tmp_path)

    kinds = [kind for kind, _ in resources(tmp_path, "production-account-data-lake-claims")]

    assert "aws_ec2_transit_gateway_vpc_attachment" in kinds, "it attaches the one that the blueprint made"
    assert not {"aws_vpc", "aws_subnet", "aws_route_table", "aws_internet_gateway"} & {*kinds}


def test_no_role_of_a_blueprint_is_made_by_a_workspace_too(outputs: dict[str, Path]) -> None:
    of_workspaces = {
        body["name"]
        for path in (outputs["production"] / "stacks").glob("production-account-*")
        for kind, body in resources(outputs["production"], path.name)
        if kind == "aws_iam_role"
    }
    of_blueprints = {
        resource["Properties"]["RoleName"]
        for product in products(PORTFOLIO)
        for resource in product.current.template["Resources"].values()
        if resource["Type"] == "AWS::IAM::Role"
    }
    assert of_blueprints == {"BlueprintAccountReader"}
    assert not of_blueprints & of_workspaces


@pytest.mark.parametrize(
    "sections",
    [
        pytest.param(corporate, id="attached by its workspace"),
        pytest.param(
            lambda: with_blueprint("data-lake-claims", "corporate-account", connectivity="none"), id="not attached yet"
        ),
        pytest.param(lambda: with_blueprint("sandbox-ada", "internet-account", connectivity="none"), id="a sandbox"),
    ],
)
def test_an_account_that_exists_takes_a_blueprint(sections: Any) -> None:
    zone: LandingZone = environment_with("production", **sections()).zone
    assert zone.vending.blueprint


def test_a_vpc_with_its_own_way_out_is_never_attached() -> None:
    own = corporate()["accounts"]["data-lake-claims"]["vpc"]
    with pytest.raises(LandingZoneError) as refused:
        environment_with("production", **with_blueprint("data-lake-claims", "internet-account", vpc=own))
    assert str(refused.value).startswith("a blueprint must be for the unit of its account\n")
