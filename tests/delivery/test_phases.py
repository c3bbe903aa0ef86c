"""Providers take the role that they assume from a variable where plans work as another one, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modules.landing_zone.guardrails import guardrail_parameters
from modules.synthesized.accounts import role_of
from modules.synthesized.environment import read_synthesized
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, smaller_staging

EXECUTION_ROLE = "AWSControlTowerExecution"


def test_the_role_is_a_variable_whose_default_applies(outputs: dict[str, Path]) -> None:
    content = document(outputs["production"], "production-network-ipam")
    (provider,) = content["provider"]["aws"]
    assert provider["assume_role"][0]["role_arn"].endswith(":role/${var.execution_role}")
    assert content["variable"]["execution_role"]["default"] == EXECUTION_ROLE


def test_every_region_of_an_account_has_the_same_variable(outputs: dict[str, Path]) -> None:
    content = document(outputs["production"], "production-account-fraud-dev")
    roles = [provider["assume_role"][0]["role_arn"].rpartition("/")[2] for provider in content["provider"]["aws"]]
    assert roles == ["${var.execution_role}"] * len(roles)
    assert list(content["variable"]) == ["execution_role"]


def test_whoever_reads_what_was_synthesized_finds_the_role_that_applies(outputs: dict[str, Path]) -> None:
    scope = read_synthesized(outputs["production"], "production").scope("production-log-archive")
    assert scope
    assert role_of(scope, "aws") == EXECUTION_ROLE


def test_nothing_is_assumed_in_the_management_account(outputs: dict[str, Path]) -> None:
    content = document(outputs["production"], "production-organization")
    assert "assume_role" not in content["provider"]["aws"][0]
    assert "execution_role" not in content.get("variable", {})


@pytest.fixture(scope="module")
def in_hcp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Staging, delivered by runs of HCP Terraform."""
    output = tmp_path_factory.mktemp("in-hcp") / "cdktf.out"
    backend = {"type": "cloud", "organization": "acme", "project": "landing-zone-staging"}
    synthesize([smaller_staging(deployment={"backend": backend}, delivery={"hcp": {}})], output)
    return output


def test_providers_assume_nothing_where_runs_begin_as_a_role_of_the_account(in_hcp: Path) -> None:
    workspaces = json.loads((in_hcp / "manifest.json").read_text())["stacks"]
    for workspace in workspaces:
        content = document(in_hcp, workspace)
        assert not [provider for provider in content["provider"]["aws"] if "assume_role" in provider], workspace
        assert "variable" not in content, workspace
    assert "staging-delivery" not in workspaces


def test_a_workspace_says_what_it_applies_as_and_by_which_role_its_account_is_reached(in_hcp: Path) -> None:
    said = document(in_hcp, "staging-account-fraud-dev")["locals"]
    assert said["applying_role"] == "landing-zone-apply"
    assert said["reaching_role"] == "OrganizationAccountAccessRole"
    assert "applying_role" not in document(in_hcp, "staging-organization").get("locals", {})


def test_whoever_reads_what_runs_apply_finds_their_role(in_hcp: Path) -> None:
    synthesized = read_synthesized(in_hcp, "staging")
    found = {name: synthesized.scope(name) for name in ("staging-account-fraud-dev", "staging-network-ipam")}
    assert [role_of(scope, "aws") for scope in found.values() if scope] == ["landing-zone-apply"] * len(found)
    management = synthesized.scope("staging-organization")
    assert management
    assert role_of(management, "aws") is None


def test_guardrails_let_the_role_of_runs_through_and_nobody_else_makes_it() -> None:
    backend = {"type": "cloud", "organization": "acme", "project": "landing-zone-staging"}
    said = smaller_staging(deployment={"backend": backend}, delivery={"hcp": {}})
    placeholders = guardrail_parameters(said.zone)
    assert "arn:aws:iam::*:role/landing-zone-apply" in placeholders["platform_roles"]
    assert placeholders["plan_roles"] == ("arn:aws:iam::*:role/landing-zone-plan",)


def test_a_portfolio_with_a_pipeline_keeps_the_role_that_publishes_it(outputs: dict[str, Path]) -> None:
    content = document(outputs["production"], "production-catalog-analytics")
    assert "${var.execution_role}" not in content["provider"]["aws"][0]["assume_role"][0]["role_arn"]


def test_an_environment_without_the_section_has_no_variable(outputs: dict[str, Path]) -> None:
    content = document(outputs["staging"], "staging-network-ipam")
    assert "variable" not in content
    assert "${var" not in content["provider"]["aws"][0]["assume_role"][0]["role_arn"]
