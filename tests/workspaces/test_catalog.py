"""Portfolios in a deployment: whose they are, where their products can be launched, and what is there without them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.catalog.library.library import portfolios, product, products
from modules.landing_zone.catalog import launching_permission_sets, published_portfolios
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with

PORTFOLIO, OWNER = "analytics", "ml-platform"
ROLE = product("analytics/athena-workgroup").launch_role_name


def launch_role_names(portfolio: str) -> list[str]:
    """Return the names of the launch roles of a portfolio."""
    return [each.launch_role_name for each in products(portfolio) if not each.is_blueprint]


NAMED: dict[str, dict[str, Any]] = {name: {} for portfolio in portfolios() for name in launch_role_names(portfolio)}
"""The roles of the owner of all portfolios, which may nothing."""


def launch_roles(output: Path, account: str, name: str = "staging") -> dict[str, dict[str, Any]]:
    """Return the policy of each launch role of an account, by the role's name; {} where it has none."""
    found: dict[str, dict[str, Any]] = {}
    workspace = f"{name}-account-{account}"
    for module in document(output, workspace).get("module", {}).values():
        if "-roles-" in module["source"]:
            resources = document(output, workspace, module["source"].rpartition("/")[2])["resource"]
            policies = {body["name"]: body["policy"] for body in resources.get("aws_iam_role_policy", {}).values()}
            for role in resources["aws_iam_role"].values():
                found[role["name"]] = json.loads(policies.get(role["name"], "{}"))
    return found


def test_a_portfolio_is_in_its_owner_s_account_behind_who_lets_it_share(outputs: dict[str, Path]) -> None:
    manifest = json.loads((outputs["staging"] / "manifest.json").read_text())
    waits_for = manifest["stacks"][f"staging-catalog-{PORTFOLIO}"]["dependencies"]
    (provider,) = document(outputs["staging"], f"staging-catalog-{PORTFOLIO}")["provider"]["aws"]

    assert f'account_ids["{OWNER}"]' in provider["allowed_account_ids"][0]
    assert {"staging-delegation", f"staging-account-{OWNER}"} <= set(waits_for)


def test_its_owner_is_registered_to_share_with_the_organization(outputs: dict[str, Path]) -> None:
    resources = document(outputs["staging"], "staging-delegation")["resource"]
    registered = [
        body["account_id"]
        for body in resources["aws_organizations_delegated_administrator"].values()
        if body["service_principal"] == "servicecatalog.amazonaws.com"
    ]
    (access,) = resources["aws_servicecatalog_organizations_access"].values()

    assert access["enabled"] is True
    assert len(registered) == 1
    assert f'account_ids["{OWNER}"]' in registered[0]


def test_teams_have_roles_to_launch_as_and_the_owner_one_of_the_name_that_may_nothing(
    outputs: dict[str, Path],
) -> None:
    zone = environment("staging").zone
    roles = {account.key: launch_roles(outputs["staging"], account.key) for account in zone.roster}
    has_some = {key: found for key, found in roles.items() if found}

    assert set(has_some) == {OWNER, *(account.key for account in zone.roster if account.team)}
    assert has_some.pop(OWNER) == NAMED
    for found in has_some.values():
        assert "athena:CreateWorkGroup" in json.dumps(found[ROLE])


def test_whoever_launches_has_a_permission_set_that_somebody_has_in_an_account_that_sees_it() -> None:
    zone = environment("staging").zone
    (portfolio,) = (each for each in published_portfolios(zone) if each.name == PORTFOLIO)

    names = launching_permission_sets(zone, portfolio)

    assert names == ("AdministratorAccess", "DataScientist"), "those of test and production launch nothing"


def test_tag_options_are_made_once_for_an_owner_and_offered_by_each_of_its_portfolios(outputs: dict[str, Path]) -> None:
    values = environment("staging").zone.catalog
    assert values is not None
    expected = {(key, value) for key, found in values.tag_options.items() for value in found}
    owner = document(outputs["staging"], f"staging-tag-options-{OWNER}")["resource"]["aws_servicecatalog_tag_option"]

    assert {(body["key"], body["value"]) for body in owner.values()} == expected != set()
    for portfolio in published_portfolios(environment("staging").zone):
        resources = document(outputs["staging"], f"staging-catalog-{portfolio.name}")["resource"]
        offered = resources["aws_servicecatalog_tag_option_resource_association"].values()
        assert len(offered) == len(expected)
        assert all("aws_servicecatalog_portfolio.portfolio.id" in body["resource_id"] for body in offered)


def test_it_can_be_left_out(tmp_path: Path) -> None:
    synthesize([environment_with("staging", catalog=None)], tmp_path)

    left = [path.name for path in (tmp_path / "stacks").iterdir()]
    assert not [name for name in left if "catalog" in name or "tag-options" in name]
    assert "aws_servicecatalog" not in (tmp_path / "stacks" / "staging-delegation" / "cdk.tf.json").read_text()
    assert launch_roles(tmp_path, "fraud-dev") == launch_roles(tmp_path, OWNER) == {}


@pytest.mark.parametrize(
    ("owner", "shared_with"), [("shared-services", ["Root"]), ("data-governance", ["Workloads/NonProduction"])]
)
def test_an_owner_and_units_can_be_chosen(tmp_path: Path, owner: str, shared_with: list[str]) -> None:
    catalog = {"portfolios": {PORTFOLIO: {"owner": owner, "shared_with": shared_with}}}
    synthesize([environment_with("staging", catalog=catalog)], tmp_path)

    workspace = document(tmp_path, f"staging-catalog-{PORTFOLIO}")
    (share,) = workspace["resource"]["aws_servicecatalog_portfolio_share"].values()
    assert share["type"] == ("ORGANIZATION" if shared_with == ["Root"] else "ORGANIZATIONAL_UNIT")
    assert f'account_ids["{owner}"]' in workspace["provider"]["aws"][0]["allowed_account_ids"][0]
    assert launch_roles(tmp_path, owner) == {name: {} for name in launch_role_names(PORTFOLIO)}
    assert bool(launch_roles(tmp_path, "fraud-prod")) is (shared_with == ["Root"])


def test_it_keeps_to_its_owner_s_account_where_it_is_shared_with_nobody(tmp_path: Path) -> None:
    synthesize([environment_with("staging", catalog={"portfolios": {PORTFOLIO: {"shared_with": []}}})], tmp_path)

    resources = document(tmp_path, f"staging-catalog-{PORTFOLIO}")["resource"]
    assert "aws_servicecatalog_portfolio_share" not in resources
    assert launch_roles(tmp_path, "fraud-dev") == {}
