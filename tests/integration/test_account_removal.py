"""An account's entry is deleted from the YAML, by mistake, after the account was vended."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.emulator import emulated_staging
from tests.support.project import BY_CHOICE, copy_project


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(600)
def test_a_deleted_entry_destroys_no_account(tmp_path: Path) -> None:
    copy_project(tmp_path, without=(*BY_CHOICE, "network"))
    accounts = tmp_path / "environments" / "staging" / "accounts.yaml"
    kept = [line for line in accounts.read_text().splitlines() if "sandbox-canary" not in line]

    with emulated_staging(tmp_path / "emulator.log") as environ:
        assert deploy(tmp_path, environ, "organization", "accounts").returncode == 0
        before = vended(tmp_path)
        accounts.write_text("\n".join(kept) + "\n")
        refused = deploy(tmp_path, environ, "accounts")

    assert refused.returncode == 1, refused.stdout + refused.stderr
    told = " ".join(refused.stdout.split())
    assert "the plan would destroy what is protected" in told
    assert "aws_organizations_account.accounts_sandbox-canary_" in told
    assert vended(tmp_path) == before
    assert "sandbox-canary" in before


def deploy(project: Path, environ: Mapping[str, str], *workspaces: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "main.py", "deploy", "staging", *workspaces]
    return subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)


def vended(project: Path) -> set[str]:
    state = json.loads((project / "state" / "staging" / "staging-accounts.tfstate").read_text())
    return {
        instance["attributes"]["name"]
        for resource in state["resources"]
        if resource["type"] == "aws_organizations_account"
        for instance in resource["instances"]
    }
