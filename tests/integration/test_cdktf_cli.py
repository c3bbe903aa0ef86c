"""The cdktf CLI on the same project, against the embedded emulator."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from modules.environment import PROJECT
from tests.support.cdktf_cli import cdktf_command, cdktf_environment
from tests.support.emulator import emulated_staging
from tests.support.project import BY_CHOICE, copy_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    copy_project(tmp_path, without=(*BY_CHOICE, "network"))
    (tmp_path / ".venv").symlink_to(PROJECT / ".venv")
    return tmp_path


def cdktf(project: Path, environ: Mapping[str, str], *arguments: str) -> str:
    done = subprocess.run(
        cdktf_command(project, *arguments),
        cwd=project,
        env=cdktf_environment(project, environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(900)
def test_synthesizes_deploys_in_order_and_then_finds_no_difference(project: Path) -> None:
    chosen = ("staging-organization", "staging-accounts", "staging-account-log-archive")
    with emulated_staging(project / "emulator.log") as environ:
        cdktf(project, environ, "synth")
        manifest = json.loads((project / "cdktf.out" / "manifest.json").read_text())
        deployed = cdktf(project, environ, "deploy", "--auto-approve", "--skip-provider-lock", *chosen)
        difference = cdktf(project, environ, "diff", "--skip-provider-lock", chosen[-1])

    assert manifest["stacks"]["staging-accounts"]["dependencies"] == ["staging-organization"]
    for workspace in chosen:
        assert (project / "state" / "staging" / f"{workspace}.tfstate").exists()
    assert len(re.findall(r"Apply complete! Resources: [1-9]\d* added, 0 changed, 0 destroyed", deployed)) == len(
        chosen
    )
    assert "No changes. Your infrastructure matches the configuration." in difference
