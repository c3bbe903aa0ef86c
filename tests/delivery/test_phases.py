"""Providers take the role that they assume from a variable where plans work as another one, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from modules.synthesized.accounts import role_of
from modules.synthesized.environment import read_synthesized
from tests.support.environments import document

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


def test_a_portfolio_with_a_pipeline_keeps_the_role_that_publishes_it(outputs: dict[str, Path]) -> None:
    content = document(outputs["production"], "production-catalog-analytics")
    assert "${var.execution_role}" not in content["provider"]["aws"][0]["assume_role"][0]["role_arn"]


def test_an_environment_without_the_section_has_no_variable(outputs: dict[str, Path]) -> None:
    content = document(outputs["staging"], "staging-network-ipam")
    assert "variable" not in content
    assert "${var" not in content["provider"]["aws"][0]["assume_role"][0]["role_arn"]
