"""States of what is really applied, moved to the stand-in of HCP Terraform and back, and killed at every step."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from modules.emulator.server import EmbeddedAws
from modules.state.snapshot import Notice, snapshot
from tests.support.emulator import as_management_account, emulated_variables
from tests.support.hcp.exported import make_exported
from tests.support.hcp.shell import cloud_backend_in, environment_without_aws
from tests.support.hcp.stand_in import HcpStandIn
from tests.support.main_program import main_program
from tests.support.project import BY_CHOICE, copy_project

SELECTION = ("organization", "accounts")
MIGRATION = Path(__file__).with_name("killed_migration.py")


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(900)
def test_states_go_to_hcp_terraform_and_back_however_often_a_move_is_killed(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", without=(*BY_CHOICE, "network"))
    with EmbeddedAws(log_path=tmp_path / "emulator.log") as aws, HcpStandIn(tmp_path / "hcp") as hcp:
        here, remote = as_management_account(aws), environment_without_aws(hcp, tmp_path)
        run(project, here, *main_program("deploy", *SELECTION, resume=True))
        applied = states(project)

        before, deployment = to_cloud(project)
        run(project, remote, sys.executable, "main.py", "export", "hcp", "staging", "--to", str(tmp_path / "export"))
        workspaces = tmp_path / "export" / "bootstrap-hcp" / "workspaces.json"
        make_exported(hcp, workspaces, variables=emulated_variables(aws))
        away = killed_often(project, remote, hcp, "local")
        in_hcp = {name: current(hcp, name) for name in SELECTION}
        notices = states(project)
        planned = run(project, remote, *main_program("plan", "accounts", resume=True))

        deployment.write_text(before)
        back = killed_often(project, remote, hcp, str(tmp_path / "cloud.yaml"))

    assert min(away, back) > len(SELECTION)
    assert in_hcp == applied
    assert all(isinstance(snapshot(notice, ""), Notice) for notice in notices.values())
    assert "No changes: staging is as synthesized" in planned
    assert states(project) == applied
    for name in SELECTION:
        workspace = hcp.organization.named(f"staging-{name}")
        assert workspace
        assert isinstance(snapshot(workspace.locked_reason.encode(), name), Notice)
        assert len(workspace.states.versions) == 1


def to_cloud(project: Path) -> tuple[str, Path]:
    """Say in the YAML that states are in HCP Terraform; return what it said before, and the file."""
    path = project / "environments" / "staging" / "deployment.yaml"
    before = path.read_text()
    cloud_backend_in(project)
    (project.parent / "cloud.yaml").write_text(path.read_text())
    return before, path


def killed_often(project: Path, environ: Mapping[str, str], hcp: HcpStandIn, source: str) -> int:
    """Move the states to where the YAML says; return how many tries were killed."""
    environ = {**environ, "PYTHONPATH": str(project)}
    said = run(project, environ, sys.executable, str(MIGRATION), hcp.url, source)
    match = re.search(r"(\d+)$", said)
    assert match, said
    return int(match[1])


def run(project: Path, environ: Mapping[str, str], *command: str) -> str:
    done = subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return " ".join(f"{done.stderr} {done.stdout}".split())


def states(project: Path) -> dict[str, bytes]:
    return {name: (project / "state" / "staging" / f"staging-{name}.tfstate").read_bytes() for name in SELECTION}


def current(hcp: HcpStandIn, name: str) -> bytes:
    workspace = hcp.organization.named(f"staging-{name}")
    assert workspace
    assert workspace.states.current
    assert json.loads(workspace.states.current.raw)
    return workspace.states.current.raw
