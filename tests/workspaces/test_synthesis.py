from __future__ import annotations

import filecmp
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from modules.catalog.library.library import portfolios
from modules.environment import ENVIRONMENTS
from modules.identity.tenants import access_by_tenant
from modules.workspaces.writing.output_folder import replace_output
from modules.workspaces.writing.silent_loss import SilentLossError
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import addresses, document, environment, environment_with, smaller_staging
from tests.support.project import copy_project

TEAM = {"lead": {"name": "Emmy Example", "email": "emmy@acme.example"}, "cost_center": "4720"}


def every_file(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestAddresses:
    """A changed address destroys and recreates something: write a `moved` block first."""

    @pytest.mark.parametrize("name", ["production", "staging"])
    @pytest.mark.parametrize(
        "workspace",
        ["organization", "accounts", "account-management", "account-fraud-prod", "cost", "identity", "identity-fraud"],
    )
    def test_are_a_contract(
        self, outputs: dict[str, Path], name: str, workspace: str, snapshot: SnapshotAssertion
    ) -> None:
        assert addresses(document(outputs[name], f"{name}-{workspace}")) == snapshot

    @pytest.mark.parametrize("workspace", ["control-tower", "controls"])
    def test_of_control_tower_are_a_contract(
        self, outputs: dict[str, Path], workspace: str, snapshot: SnapshotAssertion
    ) -> None:
        assert addresses(document(outputs["production"], f"production-{workspace}")) == snapshot

    @pytest.mark.parametrize("module", ["account-baseline", "region-baseline"])
    def test_in_blueprints_are_a_contract(
        self, outputs: dict[str, Path], module: str, snapshot: SnapshotAssertion
    ) -> None:
        assert addresses(document(outputs["production"], "production-account-network", module)) == snapshot

    def test_of_production_workspaces_are_one_for_each_account_tenant_and_hub(self, outputs: dict[str, Path]) -> None:
        zone = environment("production").zone
        written = {path.name for path in (outputs["production"] / "stacks").iterdir()}
        assert written == {
            "production-organization",
            "production-control-tower",
            "production-controls",
            "production-accounts",
            *(f"production-account-{account.key}" for account in zone.roster),
            "production-identity",
            *(f"production-identity-{tenant}" for tenant in access_by_tenant(zone.directory, zone.identity) if tenant),
            *(f"production-models-{team}" for team in zone.teams),
            "production-audit",
            *(f"production-catalog-{portfolio}" for portfolio in portfolios()),
            "production-portfolio-pipeline-analytics",
            "production-cost",
            "production-log-archive",
            "production-observability",
            "production-sandbox-budgets",
            "production-security-administrator",
            "production-security-lake",
            "production-security-lake-members",
            "production-delegation",
            "production-delivery",
            *(f"production-security-{region}" for region in zone.organization.regions),
            *(f"production-security-{region}-members" for region in zone.organization.regions),
            *(f"production-conformance-{region}" for region in zone.organization.regions),
            "production-network-ipam",
            *(f"production-network-{hub}" for hub in ("eu-west-1", "us-east-1")),
            *(f"production-network-{hub}-attachments" for hub in ("eu-west-1", "us-east-1")),
            "production-active-directory",
            *(f"production-active-directory-{account}" for account in ("devops", "ml-deployments")),
            "production-network-eu-west-1-directory",
            "production-data-governance",
            "production-data-products-claims",
        }


def account_of(workspace: str) -> str:
    """The key of the account that a workspace works in, by its name; empty for the management account."""
    name = workspace.partition("-")[2]
    if name.startswith("account-"):
        return name.removeprefix("account-")
    ml_shared_services = {"production": "ml-shared-services", "staging": "ml-platform"}[workspace.partition("-")[0]]
    by_start = {
        "active-directory-": name.removeprefix("active-directory-"),
        "active-directory": "shared-services",
        "catalog-account-vending": "shared-services",
        "catalog-": ml_shared_services,
        "portfolio-pipeline-": ml_shared_services,
        "tag-options-": name.removeprefix("tag-options-"),
        "data-governance": "data-governance",
        "data-products-": f"data-lake-{name.removeprefix('data-products-')}",
        "network-": "network",
        "security-lake": "log-archive",
        "security-": "security-tooling",
        "conformance-": "security-tooling",
        "observability": "shared-services",
        "models-": ml_shared_services,
    }
    found = (key for start, key in by_start.items() if name.startswith(start))
    return "log-archive" if name in {"audit", "log-archive"} else next(found, "")


class TestEveryWorkspace:
    @pytest.fixture
    def documents(self, outputs: dict[str, Path]) -> dict[str, dict[str, Any]]:
        stacks = [path for output in outputs.values() for path in (output / "stacks").iterdir()]
        return {path.name: document(path.parent.parent, path.name) for path in stacks}

    def test_admits_both_majors_of_the_provider(self, documents: dict[str, dict[str, Any]]) -> None:
        ranges = {one["terraform"]["required_providers"]["aws"]["version"] for one in documents.values()}
        assert ranges == {">= 5.100.0, < 7.0.0"}

    def test_works_in_its_own_account_only(self, documents: dict[str, dict[str, Any]]) -> None:
        for name, one in documents.items():
            for provider in one["provider"]["aws"]:
                (allowed,) = provider["allowed_account_ids"]
                key = account_of(name)
                managed = not key or key == "management"
                assert allowed in {"111111111111", "222222222222"} if managed else f'["{key}"]' in allowed, name
                for role in provider.get("assume_role", []):
                    assert f"::{allowed}:role/" in role["role_arn"], name

    def test_tags_everything_with_who_answers_for_it(self, documents: dict[str, dict[str, Any]]) -> None:
        for name, one in documents.items():
            for provider in one["provider"]["aws"]:
                tags = provider["default_tags"][0]["tags"]
                assert {"Account", "CostCenter", "Environment", "ManagedBy", "Owner"} <= set(tags), name

    def test_has_one_provider_for_each_region_and_never_one_for_each_account(
        self, documents: dict[str, dict[str, Any]]
    ) -> None:
        for name, one in documents.items():
            regions = [provider["region"] for provider in one["provider"]["aws"]]
            own = "us-east-1" if "us-east-1" in name else "eu-west-1"
            is_account_s = name.partition("-")[2].startswith("account-")
            in_each = is_account_s or name.endswith(("-cost", "-delegation", "-security-administrator", "-lake"))
            in_each = in_each or name.endswith(("-lake-members", "-observability"))
            assert regions == (["eu-west-1", "us-east-1"] if in_each else [own]), name


class TestDeterminism:
    def test_the_same_yaml_gives_the_same_bytes_in_another_folder_with_another_hash_seed(self, tmp_path: Path) -> None:
        copies = []
        for seed in ("1", "2"):
            clone = copy_project(tmp_path / f"clone-{seed}" / ("deeper" * int(seed)))
            environ = {**os.environ, "PYTHONHASHSEED": seed, "LANDING_ZONE_ENVIRONMENT": "staging"}
            subprocess.run([sys.executable, "main.py"], cwd=clone, env=environ, check=True, capture_output=True)
            copies.append(every_file(clone / "cdktf.out"))

        assert copies[0] == copies[1]
        assert "stacks/staging-accounts/cdk.tf.json" in copies[0]


class TestOutputFolder:
    def test_keeps_what_terraform_keeps_and_nothing_stale(self, tmp_path: Path) -> None:
        output = tmp_path / "cdktf.out"
        replace_output(output, {"stacks/staging-account-gone/cdk.tf.json": "{}"})
        kept = output / "stacks" / "staging-accounts" / ".terraform"
        kept.mkdir(parents=True)
        (kept / "plugin").write_text("fetched before")
        (kept.parent / ".terraform.lock.hcl").write_text("locked before")

        synthesize([smaller_staging()], output)

        assert not (output / "stacks" / "staging-account-gone").exists()
        assert (kept / "plugin").read_text() == "fetched before"
        assert (kept.parent / ".terraform.lock.hcl").exists()

    def test_touches_no_file_that_stays_the_same(self, tmp_path: Path) -> None:
        output = tmp_path / "cdktf.out"
        synthesize([smaller_staging()], output)
        before = {path: path.stat().st_mtime_ns for path in output.rglob("*.json")}

        synthesize([smaller_staging()], output)

        assert {path: path.stat().st_mtime_ns for path in output.rglob("*.json")} == before

    def test_is_untouched_when_synthesis_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        output = tmp_path / "cdktf.out"
        synthesize([smaller_staging()], output)
        before = every_file(output)

        def refuse(*_: object, **__: object) -> None:
            raise SilentLossError("planted")

        monkeypatch.setattr("modules.workspaces.writing.documents.refuse_silent_loss", refuse)
        with pytest.raises(SilentLossError):
            synthesize([environment()], output)

        assert every_file(output) == before


class TestANewTeam:
    def test_changes_the_accounts_the_attachments_the_tag_policy_costs_and_its_own_workspaces_and_nothing_else(
        self, outputs: dict[str, Path], tmp_path: Path
    ) -> None:
        said = environment("production").zone.model_dump(mode="json", exclude_defaults=True)["teams"]
        more = tmp_path / "cdktf.out"
        synthesize([environment_with("production", teams={**said, "robotics": TEAM})], more)

        compared = filecmp.dircmp(outputs["production"] / "stacks", more / "stacks")

        assert compared.left_only == []
        assert sorted(compared.right_only) == [
            *(f"production-account-robotics-{stage}" for stage in ("dev", "prod", "test")),
            "production-identity-robotics",
            "production-models-robotics",
        ]
        changed = [name for name, below in compared.subdirs.items() if not same(below)]
        attachments = [f"production-network-{hub}-attachments" for hub in ("eu-west-1", "us-east-1")]
        members = [f"production-security-{which}-members" for which in ("eu-west-1", "lake", "us-east-1")]
        costs = "production-cost"  # a team is a value more that costs have, as its accounts are not
        assert sorted(changed) == ["production-accounts", costs, *attachments, "production-organization", *members]

    def test_changes_of_the_organization_the_tag_policy_that_names_teams_and_nothing_else(
        self, outputs: dict[str, Path], tmp_path: Path
    ) -> None:
        said = environment("production").zone.model_dump(mode="json", exclude_defaults=True)["teams"]
        synthesize([environment_with("production", teams={**said, "robotics": TEAM})], tmp_path / "cdktf.out")

        before = document(outputs["production"], "production-organization")
        after = document(tmp_path / "cdktf.out", "production-organization")
        policies, more = (one["resource"].pop("aws_organizations_policy") for one in (before, after))

        assert before == after
        assert [policy["type"] for name, policy in policies.items() if policy != more[name]] == ["TAG_POLICY"]

    def test_moves_no_address_of_another_account(self, outputs: dict[str, Path], tmp_path: Path) -> None:
        said = environment("production").zone.model_dump(mode="json", exclude_defaults=True)["teams"]
        synthesize([environment_with("production", teams={"robotics": TEAM, **said})], tmp_path / "cdktf.out")

        before = set(addresses(document(outputs["production"], "production-accounts")))
        after = set(addresses(document(tmp_path / "cdktf.out", "production-accounts")))

        assert before < after
        assert len(after - before) == 3

    def test_is_ten_lines_of_yaml_or_fewer(self) -> None:
        lines = (ENVIRONMENTS / "production" / "teams.yaml").read_text().split("teams:\n")[1].splitlines()
        teams = [
            index for index, line in enumerate(lines) if line.startswith("  ") and not line.startswith(("   ", "  #"))
        ]
        assert max(after - before for before, after in zip(teams, [*teams[1:], len(lines)], strict=True)) <= 10


def same(compared: filecmp.dircmp[str]) -> bool:
    differences = compared.left_only + compared.right_only + compared.diff_files + compared.funny_files
    return not differences and all(same(below) for below in compared.subdirs.values())
