"""Control Tower's place among the workspaces: after the organization, before every other account."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with

FUNCTIONS = ("log-archive", "security-tooling")


def dependencies(output: Path) -> dict[str, list[str]]:
    """Which workspaces each one comes after."""
    stacks = json.loads((output / "manifest.json").read_text())["stacks"]
    return {name: stack["dependencies"] for name, stack in stacks.items()}


def production_with(control_tower: dict[str, Any], **known_ids: str) -> Any:
    """Load production with another section of Control Tower, and with accounts that exist already."""
    accounts = environment("production").zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    for key, id_ in known_ids.items():
        accounts[key.replace("_", "-")]["id"] = id_
    return environment_with("production", control_tower=control_tower, accounts=accounts)


class TestALandingZoneThatIsSetUpHere:
    def test_comes_after_the_organization_and_before_controls_and_accounts(self, outputs: dict[str, Path]) -> None:
        after = dependencies(outputs["production"])

        assert after["production-control-tower"] == ["production-organization"]
        assert after["production-controls"] == ["production-control-tower", "production-organization"]
        assert after["production-accounts"] == [
            "production-control-tower",
            "production-controls",
            "production-organization",
        ]

    def test_has_its_two_accounts_made_as_plain_ones_with_it(self, outputs: dict[str, Path]) -> None:
        made = document(outputs["production"], "production-control-tower")["resource"]["aws_organizations_account"]
        assert sorted(account["name"] for account in made.values()) == list(FUNCTIONS)

        elsewhere = document(outputs["production"], "production-accounts")["resource"]
        assert "aws_organizations_account" not in elsewhere
        products = elsewhere["aws_servicecatalog_provisioned_product"].values()
        assert not {product["name"] for product in products} & set(FUNCTIONS)

    @pytest.mark.parametrize("key", FUNCTIONS)
    def test_leaves_their_ids_where_every_account_s_id_is(self, outputs: dict[str, Path], key: str) -> None:
        ids = document(outputs["production"], "production-accounts")["output"]["account_ids"]["value"]
        assert ids[key] == f'${{data.terraform_remote_state.control-tower.outputs.account_ids["{key}"]}}'

        (provider, _) = document(outputs["production"], f"production-account-{key}")["provider"]["aws"]
        assert provider["allowed_account_ids"] == [
            f'${{data.terraform_remote_state.accounts.outputs.account_ids["{key}"]}}'
        ]

    def test_takes_accounts_that_exist_already_as_they_are(self, tmp_path: Path) -> None:
        known = {"log_archive": "333333333333", "security_tooling": "444444444444"}
        synthesize([production_with({"landing_zone": {}}, **known)], tmp_path)
        written = document(tmp_path, "production-control-tower")
        (landing_zone,) = written["resource"]["aws_controltower_landing_zone"].values()

        manifest = json.loads(landing_zone["manifest_json"])
        assert manifest["centralizedLogging"]["accountId"] == "333333333333"
        assert manifest["securityRoles"]["accountId"] == "444444444444"
        assert "aws_organizations_account" not in written["resource"]
        assert dependencies(tmp_path)["production-accounts"] == ["production-control-tower", "production-organization"]


class TestALandingZoneThatIsThereAlready:
    def test_takes_controls(self, tmp_path: Path) -> None:
        known = {"log_archive": "333333333333", "security_tooling": "444444444444"}
        synthesize([production_with({"controls": {"Sandbox": {"CT.KMS.PV.3": {}}}}, **known)], tmp_path)
        after = dependencies(tmp_path)

        assert "production-control-tower" not in after
        assert after["production-controls"] == ["production-organization"]
        assert after["production-accounts"] == ["production-controls", "production-organization"]


class TestWithoutControlTower:
    def test_nothing_of_it_is_there(self, tmp_path: Path) -> None:
        synthesize([environment_with("staging", network=None, catalog=None)], tmp_path)
        after = dependencies(tmp_path)

        assert not {"staging-control-tower", "staging-controls"} & set(after)
        assert after["staging-accounts"] == ["staging-organization"]
        organization = document(tmp_path, "staging-organization")
        assert not [name for name in organization.get("output", {}) if name.endswith("arn")]
