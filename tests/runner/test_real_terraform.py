"""The runner over the real Terraform, with `terraform_data` resources only: those need no provider."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from modules.runner.deploy import deploy
from modules.runner.outcome import Changes, DeployReport, Outcome
from modules.runner.plan import plan
from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.runner.terraform.events import EarlierRunAwaited
from modules.runner.terraform.interruption import Interruption
from modules.runner.terraform.run import TerraformRun
from tests.runner.deploy_process import deploying
from tests.runner.recorder import Recorder
from tests.support.waiting import wait_until

pytestmark = pytest.mark.terraform


def write_workspace(
    root: Path, name: str, needs: Sequence[str] = (), *, command: str = "true", value: str = "1"
) -> None:
    """Write a workspace with a resource that runs `command`, one that reads all that it needs, and an output."""
    remote = {
        f"cross-stack-reference-input-staging-{one}": {
            "backend": "local",
            "config": {"path": f"../../../state/staging/staging-{one}.tfstate"},
        }
        for one in needs
    }
    outputs = [f"${{data.terraform_remote_state.{one}.outputs.value}}" for one in remote]
    content: dict[str, Any] = {
        "terraform": {"backend": {"local": {"path": f"../../../state/staging/staging-{name}.tfstate"}}},
        "resource": {
            "terraform_data": {
                "slow": {"triggers_replace": command, "provisioner": [{"local-exec": {"command": command}}]},
                "reader": {"input": {"value": value, "upstream": outputs}},
            }
        },
        "output": {"value": {"value": "${terraform_data.reader.id}"}},
    }
    if remote:
        content["data"] = {"terraform_remote_state": remote}
    folder = root / "cdktf.out" / "stacks" / f"staging-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cdk.tf.json").write_text(json.dumps(content))
    manifest = root / "cdktf.out" / "manifest.json"
    stacks = json.loads(manifest.read_text())["stacks"] if manifest.exists() else {}
    dependencies = [f"staging-{one}" for one in needs]
    stacks[f"staging-{name}"] = {"workingDirectory": f"stacks/staging-{name}", "dependencies": dependencies}
    manifest.write_text(json.dumps({"stacks": stacks}))


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return terraform_environment(os.environ, tools=tmp_path / ".tools")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_workspace(tmp_path, "organization")
    write_workspace(tmp_path, "accounts", ["organization"])
    return tmp_path


def run(root: Path, environ: dict[str, str], progress: Recorder | None = None) -> DeployReport:
    return deploy(root / "cdktf.out", "staging", environ=environ, parallel=2, progress=progress or Recorder())


def test_a_new_environment_is_planned_deployed_and_then_without_changes(root: Path, environ: dict[str, str]) -> None:
    before = plan(root / "cdktf.out", "staging", environ=environ, parallel=2, progress=Recorder())
    deployed = run(root, environ)
    after = plan(root / "cdktf.out", "staging", environ=environ, parallel=2, progress=Recorder())

    assert [(one.outcome, one.error) for one in before.results] == [
        (Outcome.CHANGES, ""),
        (Outcome.WAITS, "waits for organization"),
    ]
    assert [(one.outcome, one.changes, one.resources) for one in deployed.results] == [
        (Outcome.APPLIED, Changes(added=2), 2)
    ] * 2
    assert after.no_changes
    assert after.exit_code == 0


def test_a_second_deploy_finds_everything_unchanged(root: Path, environ: dict[str, str]) -> None:
    run(root, environ)

    assert [one.outcome for one in run(root, environ).results] == [Outcome.UNCHANGED] * 2


def test_a_failure_is_told_in_terraforms_words_and_mended_by_the_next_deploy(
    root: Path, environ: dict[str, str]
) -> None:
    write_workspace(root, "accounts", ["organization"], command="exit 3")
    (failed,) = run(root, environ).with_outcome(Outcome.FAILED)
    write_workspace(root, "accounts", ["organization"])

    report = run(root, environ)

    assert failed.error.startswith("terraform_data.slow: local-exec provisioner error: Error running command 'exit 3'")
    assert [one.outcome for one in report.results] == [Outcome.RESUMED, Outcome.APPLIED]


def test_a_killed_runner_leaves_a_terraform_that_finishes_and_the_next_deploy_waits_for_it(
    root: Path, environ: dict[str, str]
) -> None:
    mark, ran = root / "started", root / "ran"
    write_workspace(root, "accounts", ["organization"], command=f"touch {mark}; sleep 3; echo once >> {ran}")
    with deploying(root / "cdktf.out", environ) as process:
        wait_until(mark.exists)
        process.kill()
        process.communicate(timeout=20)
    assert not ran.exists()
    progress = Recorder()

    report = run(root, environ, progress)

    assert any(isinstance(event, EarlierRunAwaited) for _, event in progress.events)
    assert [one.outcome for one in report.results] == [Outcome.RESUMED, Outcome.UNCHANGED]
    assert ran.read_text() == "once\n"


def test_without_a_trace_of_the_earlier_process_the_state_lock_makes_the_next_deploy_wait(
    root: Path, environ: dict[str, str]
) -> None:
    mark, ran = root / "started", root / "ran"
    write_workspace(root, "accounts", ["organization"], command=f"touch {mark}; sleep 3; echo once >> {ran}")
    with deploying(root / "cdktf.out", environ) as process:
        wait_until(mark.exists)
        process.kill()
        process.communicate(timeout=20)
    (root / "cdktf.out/stacks/staging-accounts/.terraform/process.json").unlink()

    report = run(root, environ)

    assert [one.outcome for one in report.results] == [Outcome.RESUMED, Outcome.UNCHANGED]
    assert ran.read_text() == "once\n"


def test_invalid_files_are_found_without_a_state(root: Path, environ: dict[str, str]) -> None:
    folder = root / "cdktf.out/stacks/staging-accounts"
    good = validated(folder, environ, root / "good.log")
    (folder / "cdk.tf.json").write_text('{"resource": {"terraform_dataa": {"x": {}}}}')

    bad = validated(folder, environ, root / "bad.log")

    assert good == []
    assert bad == ["Invalid resource type: The provider terraform.io/builtin/terraform does not support resource type"]
    assert not (root / "state").exists()


def validated(folder: Path, environ: dict[str, str], log: Path) -> list[str]:
    """Run init without a backend, then validate; give the first words of each error."""
    terraform = TerraformRun(
        folder=folder,
        terraform=find_terraform(environ),
        environ=environ,
        log=log,
        begun_record=log.with_suffix(".begun"),
        interruption=Interruption(print),
    )
    terraform.begin()
    assert terraform.init(backend=False).exit_code == 0
    return [str(error).removeprefix("resource: ").partition(' "')[0] for error in terraform.validate().tally.errors]
