from __future__ import annotations

from typing import Any

import pytest

from modules.workspaces.writing.retirement import with_retirement

PROVIDER = {
    "region": "eu-west-1",
    "assume_role": [{"role_arn": "arn:aws:iam::111111111111:role/${var.execution_role}"}],
    "default_tags": [{"tags": {"Owner": "platform"}}],
}


def content() -> dict[str, Any]:
    return {
        "terraform": {"required_providers": {"aws": {"source": "hashicorp/aws"}}},
        "provider": {"aws": [PROVIDER]},
        "variable": {"execution_role": {"default": "landing-zone-apply"}},
        "data": {"terraform_remote_state": {"accounts": {}}},
        "resource": {"aws_sns_topic": {"models": {}}},
        "output": {"ids": {"value": {}}},
    }


def record(document: dict[str, Any]) -> dict[str, Any]:
    value: dict[str, Any] = document["output"]["retirement"]["value"]
    return value


def test_a_record_reaches_the_account_as_whatever_applies_and_has_no_tags() -> None:
    written = record(with_retirement(content(), "staging-models-x", "staging"))

    role = {"role_arn": "arn:aws:iam::111111111111:role/landing-zone-apply"}
    assert written["providers"] == {"aws": [{"region": "eu-west-1", "assume_role": [role]}]}


def test_a_record_says_whose_it_is_and_what_was_read() -> None:
    written = record(with_retirement(content(), "staging-models-x", "staging"))

    assert (written["environment"], written["workspace"]) == ("staging", "staging-models-x")
    assert written["reads"] == ["staging-accounts"]


def test_other_outputs_stay() -> None:
    assert with_retirement(content(), "staging-models-x", "staging")["output"]["ids"] == {"value": {}}


@pytest.mark.parametrize("missing", ["provider", "resource"])
def test_a_workspace_that_makes_nothing_gets_no_record(missing: str) -> None:
    bare = {key: value for key, value in content().items() if key != missing}

    assert with_retirement(bare, "staging-models-x", "staging") == bare


def test_a_workspace_that_makes_all_in_modules_gets_a_record() -> None:
    called = {"module": {"spoke": {"source": "./modules/spoke"}}, **content()}
    del called["resource"]

    assert record(with_retirement(called, "staging-account-x", "staging"))
