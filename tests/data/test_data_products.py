"""Who reads which product: exact roles of teams that ask for it, in stages that it admits, and never raw data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, smaller_staging

PRODUCTS = {
    "history": {"domain": "claims", "tags": {"classification": ["public", "internal"]}},
    "tuning": {"domain": "claims", "tags": {"classification": ["confidential"]}, "stages": ["dev"]},
}


def resources(read: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return list(read["resource"][kind].values())


def principals(grants: list[dict[str, Any]]) -> set[str]:
    return {grant["principal"].rpartition(":role")[2] for grant in grants}


def of_tags(grant: dict[str, Any]) -> dict[str, list[str]]:
    return {each["key"]: each["values"] for each in grant["lf_tag_policy"]["expression"]}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment in which a team reads two products of a lake."""
    teams = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["teams"]
    teams["fraud"]["data_products"] = ["history", "tuning"]
    folder = tmp_path_factory.mktemp("products") / "cdktf.out"
    synthesize([smaller_staging(data={"products": PRODUCTS}, teams=teams)], folder)
    return folder


@pytest.fixture(scope="module")
def products(written: Path) -> dict[str, Any]:
    """The workspace of the lake's products."""
    return document(written, "staging-data-products-claims")


def grants(products: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [
        grant
        for grant in resources(products, "aws_lakeformation_permissions")
        if grant["lf_tag_policy"]["resource_type"] == kind
    ]


def test_execution_roles_of_the_team_read_what_it_asks_for_and_nobody_passes_it_on(products: dict[str, Any]) -> None:
    found = resources(products, "aws_lakeformation_permissions")

    assert principals(found) == {
        f"/teams/fraud/{stage}/{role}"
        for stage in ("dev", "test", "prod")
        for role in ("GlueExecution", "SageMakerExecution")
    }
    assert not [grant for grant in found if "permissions_with_grant_option" in grant]


def test_a_product_is_read_in_the_stages_that_it_admits(products: dict[str, Any]) -> None:
    of_tuning = [grant for grant in grants(products, "TABLE") if of_tags(grant)["classification"] == ["confidential"]]

    assert principals(of_tuning) == {"/teams/fraud/dev/GlueExecution", "/teams/fraud/dev/SageMakerExecution"}


def test_every_grant_is_of_the_consumption_zone_of_one_domain(products: dict[str, Any]) -> None:
    for grant in resources(products, "aws_lakeformation_permissions"):
        assert of_tags(grant)["zone"] == ["consumption"]
        assert of_tags(grant)["domain"] == ["claims"]


def test_tables_are_granted_by_a_tag_that_no_table_has_by_itself(products: dict[str, Any]) -> None:
    assert all("classification" in of_tags(grant) for grant in grants(products, "TABLE"))
    assert [grant["permissions"] for grant in grants(products, "DATABASE")] == [["DESCRIBE"]] * 6


def test_no_two_grants_are_one(products: dict[str, Any]) -> None:
    """Lake Formation keeps one for each principal and expression: the end of either would end both."""
    told = [
        (grant["principal"], grant["lf_tag_policy"]["resource_type"], str(sorted(of_tags(grant).items())))
        for grant in resources(products, "aws_lakeformation_permissions")
    ]

    assert len(set(told)) == len(told)


def test_each_account_has_one_link_to_a_domain(written: Path) -> None:
    for stage in ("dev", "test", "prod"):
        calls = document(written, f"staging-account-fraud-{stage}")["module"]
        (link,) = (call for name, call in calls.items() if name.startswith("data-link"))
        assert link["database"] == "claims_consumption"
        assert 'account_ids["data-lake-claims"]' in link["owner_id"]


def test_a_lake_of_which_nobody_reads_anything_has_no_workspace(outputs: dict[str, Path]) -> None:
    folders = {path.name for path in (outputs["production"] / "stacks").iterdir() if "data-products" in path.name}

    assert folders == {"production-data-products-claims"}


def test_a_team_that_asks_for_nothing_is_granted_nothing(outputs: dict[str, Path]) -> None:
    read = document(outputs["production"], "production-data-products-claims")
    teams = {each.split("/")[2] for each in principals(resources(read, "aws_lakeformation_permissions"))}

    assert teams == {"fraud"}
    assert "data-link" not in str(document(outputs["production"], "production-account-pricing-dev")["module"].keys())


def test_governance_links_what_lakes_work_up_and_nothing_raw(outputs: dict[str, Path]) -> None:
    links = resources(document(outputs["production"], "production-data-governance"), "aws_glue_catalog_database")

    assert {link["name"] for link in links} == {
        f"{domain}_{zone}" for domain in ("claims", "customers") for zone in ("curated", "consumption")
    }
