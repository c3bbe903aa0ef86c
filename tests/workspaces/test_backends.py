from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, smaller_staging

S3 = {"type": "s3", "bucket": "state", "region": "eu-west-1"}


@pytest.fixture
def synthesized(tmp_path: Path) -> Any:
    def build(backend: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        environment = smaller_staging(deployment={"backend": backend})
        synthesize([environment], tmp_path)
        accounts = document(tmp_path, "staging-accounts")
        (remote,) = accounts["data"]["terraform_remote_state"].values()
        return accounts["terraform"], remote

    return build


def test_local_state_lies_beside_the_output_by_a_relative_path(synthesized: Any) -> None:
    terraform, remote = synthesized({"type": "local"})
    assert terraform["backend"] == {"local": {"path": "../../../state/staging/staging-accounts.tfstate"}}
    assert remote["config"] == {"path": "../../../state/staging/staging-organization.tfstate"}


def test_s3_state_is_encrypted(synthesized: Any) -> None:
    terraform, remote = synthesized({**S3, "use_lockfile": True})
    expected = {
        "bucket": "state",
        "encrypt": True,
        "key": "landing-zone/staging/staging-accounts.tfstate",
        "region": "eu-west-1",
        "use_lockfile": True,
    }
    assert terraform["backend"] == {"s3": expected}
    assert remote["config"]["key"] == "landing-zone/staging/staging-organization.tfstate"


def test_s3_state_locks_with_a_table_on_request(synthesized: Any) -> None:
    terraform, _ = synthesized({**S3, "dynamodb_table": "locks"})
    assert terraform["backend"]["s3"]["dynamodb_table"] == "locks"
    assert "use_lockfile" not in terraform["backend"]["s3"]


def test_s3_state_locks_with_a_file_on_request(synthesized: Any) -> None:
    terraform, remote = synthesized({**S3, "use_lockfile": True})
    assert terraform["backend"]["s3"]["use_lockfile"] is True
    assert "dynamodb_table" not in remote["config"]


def test_cloud_state_is_in_a_workspace_of_the_same_name(synthesized: Any) -> None:
    terraform, remote = synthesized({"type": "cloud", "organization": "acme", "project": "foundation"})
    assert "backend" not in terraform
    assert terraform["cloud"] == {
        "hostname": "app.terraform.io",
        "organization": "acme",
        "workspaces": {"name": "staging-accounts", "project": "foundation"},
    }
    assert remote["backend"] == "remote"
    assert remote["config"]["workspaces"] == {"name": "staging-organization"}
