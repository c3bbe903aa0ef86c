"""A workspace that works in the management account is held to its rules, whatever it is called."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from modules.gate.management_account import unnamed
from modules.gate.staging import stage
from modules.gate.synthesized_files import read, workspaces
from tests.gate.synthesized import write_output

MANAGEMENT, MEMBER = "111111111111", "222222222222"
VENDED = {"output": {"account_ids": {"value": {"own": MANAGEMENT}}}}
STATE = {"data": {"terraform_remote_state": {"vended": {"config": {"path": "test-accounts.tfstate"}}}}}
BY_OUTPUT = '${data.terraform_remote_state.vended.outputs.account_ids["own"]}'


def working_in(*accounts: str, **parts: Any) -> dict[str, Any]:
    aliases: tuple[dict[str, str], ...] = ({}, {"alias": "second"})
    blocks = [{**alias, "allowed_account_ids": [one]} for alias, one in zip(aliases, accounts, strict=False)]
    return {"provider": {"aws": blocks}, **parts}


def found(tmp_path: Path, zebra: dict[str, Any]) -> list[tuple[str, str, PurePosixPath]]:
    organization = working_in(MANAGEMENT, resource={"aws_organizations_organization": {"organization": {}}})
    files = {"test-organization": organization, "test-accounts": working_in(MANAGEMENT, **VENDED), "test-zebra": zebra}
    outdir = write_output(tmp_path / "out", {f"{name}/cdk.tf.json": content for name, content in files.items()})
    staging = stage(read(outdir, workspaces(outdir)), tmp_path / "staged")
    findings = unnamed(staging.files.values(), {"test-organization", "test-accounts"}.__contains__)
    return [(one.check_id, one.place, one.file) for one in findings]


@pytest.mark.parametrize(
    "zebra", [working_in(MANAGEMENT), working_in(MEMBER, MANAGEMENT), working_in(BY_OUTPUT, **STATE)]
)
def test_one_that_is_not_named_is_a_finding(tmp_path: Path, zebra: dict[str, Any]) -> None:
    file = PurePosixPath("stacks/test-zebra/cdk.tf.json")

    assert found(tmp_path, zebra) == [("CKV_LZ_2", "test-zebra:provider.aws", file)]


@pytest.mark.parametrize("zebra", [working_in(MEMBER), working_in(), {}])
def test_one_of_another_account_is_none(tmp_path: Path, zebra: dict[str, Any]) -> None:
    assert found(tmp_path, zebra) == []
