"""Regions that accounts opt in to: enabled in every account, before anything works there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.landing_zone.regions import regions_to_enable
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with

EXISTING = "log-archive"


def organization_with(name: str, *regions: str, newer: tuple[str, ...] = ()) -> dict[str, Any]:
    said = environment(name).zone.model_dump(mode="json", exclude_defaults=True)["organization"]
    return {**said, "regions": list(regions), "newer_regions": list(newer)}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Staging with an opt-in region, and one that is not known here; one of its accounts exists already."""
    said = environment().zone.model_dump(mode="json", exclude_defaults=True)
    accounts = {**said["accounts"], EXISTING: {**said["accounts"][EXISTING], "id": "333333333333"}}
    organization = organization_with("staging", "eu-west-1", "ap-east-2", "sa-west-1", newer=("sa-west-1",))
    folder = tmp_path_factory.mktemp("regions")
    synthesize([environment_with("staging", organization=organization, accounts=accounts)], folder)
    return folder


def waits_for(output: Path, workspace: str) -> set[str]:
    """Every workspace that is applied before one."""
    stacks = json.loads((output / "manifest.json").read_text())["stacks"]
    direct = set(stacks[workspace]["dependencies"])
    return direct.union(*(waits_for(output, earlier) for earlier in direct))


class TestTheWorkspaceOfAnOptInRegion:
    @pytest.mark.parametrize("region", ["ap-east-2", "sa-west-1"])
    def test_enables_it_in_every_account(self, output: Path, region: str) -> None:
        enabled = document(output, f"staging-region-{region}")["resource"]["aws_account_region"].values()

        assert len(enabled) == len(environment().zone.roster)
        assert {(one["region_name"], one["enabled"]) for one in enabled} == {(region, True)}

    def test_names_every_account_but_the_management_account(self, output: Path) -> None:
        """AWS refuses a management account that names itself."""
        enabled = document(output, "staging-region-ap-east-2")["resource"]["aws_account_region"].values()
        ids = [one.get("account_id", "") for one in enabled]

        read = '${data.terraform_remote_state.accounts.outputs.account_ids["fraud-dev"]}'
        assert ids.count("") == 1
        assert "333333333333" in ids
        assert read in ids
        assert len(set(ids)) == len(ids)

    def test_comes_before_all_that_works_in_other_accounts(self, output: Path) -> None:
        stacks = json.loads((output / "manifest.json").read_text())["stacks"]
        in_others = [name for name in stacks if name.startswith(("staging-account-", "staging-network-"))]

        assert len(in_others) > len(environment().zone.roster)
        for name in in_others:
            assert {"staging-region-ap-east-2", "staging-region-sa-west-1"} <= waits_for(output, name)

    def test_has_providers_that_take_a_region_opened_after_them(self, output: Path) -> None:
        providers = document(output, "staging-account-fraud-dev")["provider"]["aws"]

        assert {provider["region"]: provider.get("skip_region_validation", False) for provider in providers} == {
            "eu-west-1": False,
            "ap-east-2": True,
            "sa-west-1": True,
        }


def test_there_is_none_where_all_regions_are_on_for_every_account(outputs: dict[str, Path]) -> None:
    assert not [path for output in outputs.values() for path in output.glob("stacks/*-region-*")]


class TestControlTower:
    def test_opts_in_itself_where_it_governs(self) -> None:
        organization = organization_with("production", "eu-west-1", "us-east-1", "ap-east-2")
        control_tower: dict[str, Any] = {"landing_zone": {}}

        governed = environment_with("production", organization=organization, control_tower=control_tower)

        assert regions_to_enable(governed.zone) == ()

    def test_leaves_others_to_the_workspace(self) -> None:
        organization = organization_with("production", "eu-west-1", "us-east-1", "ap-east-2", "ca-west-1")
        control_tower = {"landing_zone": {"governed_regions": ["eu-west-1", "ap-east-2"]}}

        partly = environment_with("production", organization=organization, control_tower=control_tower)

        assert regions_to_enable(partly.zone) == ("ca-west-1",)
