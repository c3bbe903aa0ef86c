"""The runner over the real Terraform CLI and remote runs, with `terraform_data` resources only."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from modules.runner import protection
from modules.runner.deploy import deploy
from modules.runner.outcome import Changes, DeployReport, Outcome
from modules.runner.plan import plan
from modules.runner.terraform.cli import terraform_environment
from tests.runner.deploy_process import deploying, press_ctrl_c
from tests.runner.recorder import Recorder
from tests.support.hcp.stand_in import HOSTNAME, HcpStandIn
from tests.support.waiting import wait_until

pytestmark = pytest.mark.terraform

PRODUCER, READER = "staging-organization", "staging-accounts"


def write_workspaces(root: Path, *, command: str = "true", producer_has: tuple[str, ...] = ("first", "second")) -> Path:
    """Write a workspace with resources, and one that reads an output of it and runs a command."""
    data = {name: {"input": name} for name in producer_has}
    here = {"hostname": HOSTNAME, "organization": "acme"}
    read = {"backend": "remote", "config": here | {"workspaces": {"name": PRODUCER}}}
    upstream = "${data.terraform_remote_state.organization.outputs.value}"
    slow = {"input": upstream, "provisioner": [{"local-exec": {"command": command}}]}
    written: dict[str, dict[str, Any]] = {
        PRODUCER: {"resource": {"terraform_data": data}, "output": {"value": {"value": "${terraform_data.first.id}"}}},
        READER: {
            "data": {"terraform_remote_state": {"organization": read}},
            "resource": {"terraform_data": {"slow": slow, "then": {"input": "${terraform_data.slow.id}"}}},
        },
    }
    outdir = root / "cdktf.out"
    for name, content in written.items():
        folder = outdir / "stacks" / name
        folder.mkdir(parents=True, exist_ok=True)
        cloud = {"cloud": here | {"workspaces": {"name": name}}}
        (folder / "cdk.tf.json").write_text(json.dumps({"terraform": cloud, **content}))
    stacks = {
        PRODUCER: {"workingDirectory": f"stacks/{PRODUCER}", "dependencies": []},
        READER: {"workingDirectory": f"stacks/{READER}", "dependencies": [PRODUCER]},
    }
    (outdir / "manifest.json").write_text(json.dumps({"stacks": stacks}))
    return outdir


@pytest.fixture
def hcp(tmp_path: Path) -> Iterator[HcpStandIn]:
    with HcpStandIn(tmp_path / "hcp") as stand_in:
        stand_in.workspace(PRODUCER)
        stand_in.workspace(READER)
        stand_in.share(PRODUCER, READER)
        yield stand_in


@pytest.fixture
def environ(hcp: HcpStandIn) -> dict[str, str]:
    return terraform_environment({**os.environ, **hcp.environ()})


def run(outdir: Path, environ: dict[str, str], **options: Any) -> DeployReport:
    return deploy(outdir, "staging", environ=environ, parallel=2, progress=Recorder(), **options)


def runs(hcp: HcpStandIn, workspace: str) -> list[str]:
    """List what became of the runs in a workspace."""
    found = hcp.organization.named(workspace)
    assert found
    return [run.status for run in hcp.organization.runs.values() if run.workspace == found.id]


def test_remote_runs_apply_what_was_planned_and_then_find_no_change(
    tmp_path: Path, hcp: HcpStandIn, environ: dict[str, str]
) -> None:
    outdir = write_workspaces(tmp_path)

    before = plan(outdir, "staging", environ=environ, parallel=2, progress=Recorder())
    deployed = run(outdir, environ)
    after = plan(outdir, "staging", environ=environ, parallel=2, progress=Recorder())

    assert [(one.outcome, one.changes, one.error) for one in before.results] == [
        (Outcome.CHANGES, Changes(added=2), ""),
        (Outcome.WAITS, Changes(), "waits for organization"),
    ]
    assert [(one.outcome, one.changes, one.resources) for one in deployed.results] == [
        (Outcome.APPLIED, Changes(added=2), 2)
    ] * 2
    assert [(one.outcome, one.resources) for one in after.results] == [(Outcome.NO_CHANGES, 2)] * 2
    assert runs(hcp, PRODUCER) == ["discarded", "applied", "planned_and_finished"]
    assert runs(hcp, READER) == ["errored", "applied", "planned_and_finished"]


@pytest.mark.parametrize("is_structured", [True, False], ids=["structured output", "plain output"])
def test_a_state_that_is_not_shared_is_not_read(
    tmp_path: Path, hcp: HcpStandIn, environ: dict[str, str], *, is_structured: bool
) -> None:
    producer, reader = (hcp.organization.named(name) for name in (PRODUCER, READER))
    assert producer
    assert reader
    producer.consumers.clear()
    for workspace in (producer, reader):
        workspace.settings["structured-run-output-enabled"] = is_structured

    report = run(write_workspaces(tmp_path), environ)

    applied, failed = report.results
    assert (applied.outcome, applied.changes) == (Outcome.APPLIED, Changes(added=2))
    assert failed.outcome is Outcome.FAILED
    assert failed.error.startswith("data.terraform_remote_state.organization: Error loading state error: ")


def test_what_a_plan_would_destroy_is_refused_before_the_run_is_confirmed(
    tmp_path: Path, hcp: HcpStandIn, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protection, "unprotected_types", frozenset)
    run(write_workspaces(tmp_path), environ, selection=["organization"])
    outdir = write_workspaces(tmp_path, producer_has=("first",))

    refused = run(outdir, environ, selection=["organization"])
    statuses = runs(hcp, PRODUCER)
    allowed = run(outdir, environ, selection=["organization"], allow_destroy=["terraform_data.second"])

    (result,) = refused.results
    assert result.outcome is Outcome.FAILED
    assert result.error.startswith("the plan would destroy what is protected:\n  terraform_data.second: ")
    assert statuses == ["applied", "planned_and_saved"]
    assert [(one.outcome, one.changes) for one in allowed.results] == [(Outcome.APPLIED, Changes(destroyed=1))]
    assert runs(hcp, PRODUCER) == ["applied", "discarded", "applied"]


def test_ctrl_c_cancels_the_run_and_the_next_deploy_goes_on(
    tmp_path: Path, hcp: HcpStandIn, environ: dict[str, str]
) -> None:
    mark = tmp_path / "started"
    outdir = write_workspaces(tmp_path, command=f"touch {mark}; sleep 600")
    with deploying(outdir, environ) as process:
        wait_until(mark.exists)
        press_ctrl_c(process)
        output, _ = process.communicate(timeout=120)
    wait_until(lambda: runs(hcp, READER) == ["canceled"])

    report = run(write_workspaces(tmp_path), environ)

    assert process.returncode == 1
    assert "accounts interrupted" in output
    assert [one.outcome for one in report.results] == [Outcome.RESUMED, Outcome.APPLIED]
    assert runs(hcp, READER) == ["canceled", "applied"]


@pytest.mark.parametrize("status", ["planning", "planned_and_saved", "applying"])
def test_a_killed_deploy_leaves_its_run_and_the_next_one_works_on_no_second_beside_it(
    tmp_path: Path, hcp: HcpStandIn, environ: dict[str, str], status: str
) -> None:
    """Killed is what asked for the run. What was not confirmed waits, until it is discarded for the next one's."""
    ended = tmp_path / "ended"
    command = f"sleep 2; touch {ended}" if status == "applying" else "true"
    outdir = write_workspaces(tmp_path, command=command)
    run(outdir, environ, selection=["organization"])

    with deploying(outdir, environ) as process:
        kill_when(hcp, status, process)
    report = run(outdir, environ)

    reader = hcp.organization.named(READER)
    assert report.ok
    assert reader
    assert reader.most_runs_at_once == 1
    assert ended.exists() == (status == "applying")
    left, *others = runs(hcp, READER)
    assert (left, others) == (
        ("applied", ["planned_and_finished"]) if status == "applying" else ("discarded", ["applied"])
    )
    assert plan(outdir, "staging", environ=environ, parallel=2, progress=Recorder()).no_changes


def kill_when(hcp: HcpStandIn, status: str, process: subprocess.Popen[str]) -> None:
    """Kill a deploy as soon as its run has a status; nothing happens to the run in that moment."""

    def killed() -> bool:
        with hcp.organization.changed:
            if runs(hcp, READER)[-1:] != [status]:
                return False
            process.kill()
            return True

    wait_until(killed)
    process.wait()
