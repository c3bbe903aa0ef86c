"""Studio where it is asked for: in the account's VPC, with its key and role, and a profile for whom the team names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def document(output: Path, workspace: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((output / "stacks" / workspace / "cdk.tf.json").read_text())
    return read


@pytest.fixture(scope="module")
def account(outputs: dict[str, Path]) -> dict[str, Any]:
    return document(outputs["production"], "production-account-fraud-dev")


def test_the_domain_stands_in_the_account_s_vpc_with_its_key_and_role(account: dict[str, Any]) -> None:
    domain = account["module"]["studio-domain"]

    assert domain["vpc_id"] == "${module.spoke-eu-west-1.vpc_id}"
    assert domain["subnet_ids"] == "${module.spoke-eu-west-1.subnet_ids}"
    assert domain["key_arn"] == "${module.team-account.key_arn}"
    assert domain["sagemaker_role_arn"] == "${module.team-account.sagemaker_role_arn}"


def test_each_person_whom_the_team_names_has_a_profile(account: dict[str, Any]) -> None:
    profiles = {name: call for name, call in account["module"].items() if name.startswith("studio-user-")}

    assert {name: call["sign_in_name"] for name, call in profiles.items()} == {
        "studio-user-ada": "ada@acme.example",
        "studio-user-joan": "joan@acme.example",
    }
    assert {call["domain_id"] for call in profiles.values()} == {"${module.studio-domain.domain_id}"}


def test_a_team_that_names_nobody_has_a_domain_alone(outputs: dict[str, Path]) -> None:
    modules = document(outputs["production"], "production-account-pricing-dev")["module"]

    assert [name for name in modules if name.startswith("studio")] == ["studio-domain"]


def test_no_other_stage_has_one(outputs: dict[str, Path]) -> None:
    for stage in ("test", "prod"):
        modules = document(outputs["production"], f"production-account-fraud-{stage}")["module"]
        assert not [name for name in modules if name.startswith("studio")]
