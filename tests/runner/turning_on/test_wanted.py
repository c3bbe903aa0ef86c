from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.runner.turning_on.organization import turn_on
from modules.runner.turning_on.wanted import NEWER_POLICY_TYPES, Wanted, wanted
from tests.support.environments import document

IGNORED = ["aws_service_access_principals", "enabled_policy_types"]


def workspace(folder: Path, ignored: list[str], **more: Any) -> Path:
    organization = {
        "aws_service_access_principals": ["ram.amazonaws.com"],
        "enabled_policy_types": ["TAG_POLICY"],
        "lifecycle": {"prevent_destroy": True, "ignore_changes": ignored},
    }
    provider = {"region": "eu-west-1", "allowed_account_ids": ["222222222222"], **more.pop("provider", {})}
    content = {
        "provider": {"aws": [provider]},
        "resource": {"aws_organizations_organization": {"organization": organization}},
        **more,
    }
    (folder / "cdk.tf.json").write_text(json.dumps(content))
    return folder


def test_what_terraform_leaves_alone_is_wanted(tmp_path: Path) -> None:
    role = {"assume_role": [{"role_arn": "arn:aws:iam::222222222222:role/Deploy"}]}
    newer = {NEWER_POLICY_TYPES: ["S3_POLICY"]}

    assert wanted(workspace(tmp_path, IGNORED, provider=role, locals=newer)) == Wanted(
        services=("ram.amazonaws.com",),
        policy_types=("TAG_POLICY", "S3_POLICY"),
        account_id="222222222222",
        region="eu-west-1",
        role_arn="arn:aws:iam::222222222222:role/Deploy",
    )


@pytest.mark.parametrize("ignored", [[], IGNORED[:1]])
def test_what_terraform_keeps_by_itself_is_left_to_it(tmp_path: Path, ignored: list[str]) -> None:
    assert wanted(workspace(tmp_path, ignored)) is None


def test_a_workspace_without_an_organization_wants_nothing(outputs: dict[str, Path]) -> None:
    stacks = outputs["staging"] / "stacks"

    assert wanted(stacks / "staging-accounts") is None
    listed = document(outputs["staging"], "staging-organization")["resource"]["aws_organizations_organization"]
    found = wanted(stacks / "staging-organization")
    assert found is not None
    assert list(found.services) == listed["organization"]["aws_service_access_principals"]


def test_what_cannot_be_asked_is_an_error_in_words(tmp_path: Path) -> None:
    nobody = {"AWS_EC2_METADATA_DISABLED": "true", "HOME": str(tmp_path), "AWS_CONFIG_FILE": str(tmp_path / "none")}
    listed = Wanted(services=(), policy_types=(), account_id="222222222222", region="eu-west-1", role_arn=None)

    answer = turn_on(listed, nobody)

    assert (answer.off, answer.error) == ((), "Unable to locate credentials")
