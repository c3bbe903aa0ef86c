"""Staging in runs of HCP Terraform, by the real CLI, against a stand-in of its API and the embedded emulator."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from modules.emulator.server import EmbeddedAws
from tests.support.emulator import emulated_staging, emulated_variables
from tests.support.hcp.shell import cloud_backend_in, environment_without_aws
from tests.support.hcp.stand_in import HcpStandIn
from tests.support.main_program import main_program
from tests.support.project import BY_CHOICE, copy_project

SELECTION = ("organization", "accounts")


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(900)
def test_remote_runs_leave_the_same_resources_as_a_deploy_from_here(tmp_path: Path) -> None:
    here, remote = (copy_project(tmp_path / name, without=(*BY_CHOICE, "network")) for name in ("here", "remote"))
    cloud_backend_in(remote)

    with emulated_staging(tmp_path / "here.log") as environ:
        run(here, environ, "deploy")
    with EmbeddedAws(log_path=tmp_path / "remote.log") as aws, HcpStandIn(tmp_path / "hcp") as hcp:
        add_workspaces(hcp, aws)
        environ = environment_without_aws(hcp, tmp_path)
        deployed = run(remote, environ, "deploy")
        planned = run(remote, environ, "plan")
        states = {name: state(hcp, name) for name in SELECTION}

    assert "No changes: staging is as synthesized" in planned
    assert "organization: what is listed could not be turned on" in deployed
    for name in SELECTION:
        local = json.loads((here / "state" / "staging" / f"staging-{name}.tfstate").read_text())
        assert resources(states[name]) == resources(local), name
        assert resources(local), name


def add_workspaces(hcp: HcpStandIn, aws: EmbeddedAws) -> None:
    """Make workspaces whose runs work in the emulator, and share states along the references."""
    for name in SELECTION:
        hcp.workspace(f"staging-{name}", emulated_variables(aws))
    for producer, consumer in pairwise(SELECTION):
        hcp.share(f"staging-{producer}", f"staging-{consumer}")


def run(project: Path, environ: Mapping[str, str], verb: str) -> str:
    command = main_program(verb, *SELECTION, resume=True)
    done = subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return " ".join(f"{done.stdout} {done.stderr}".split())


def state(hcp: HcpStandIn, name: str) -> dict[str, Any]:
    workspace = hcp.organization.named(f"staging-{name}")
    assert workspace
    assert workspace.states.current
    return workspace.states.current.content


def resources(content: Mapping[str, Any]) -> set[tuple[str, str, str, str]]:
    """List all that a state manages: module, type, name and key."""
    return {
        (resource.get("module", ""), resource["type"], resource["name"], str(instance.get("index_key", "")))
        for resource in content["resources"]
        if resource["mode"] == "managed"
        for instance in resource["instances"]
    }
