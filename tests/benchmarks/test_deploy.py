"""What a deploy without changes costs beside Terraform's own plans of the same workspaces, in the same run."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console

from modules.environment import PROJECT
from modules.runner.deploy import deploy
from modules.runner.terraform.cli import find_terraform
from tests.runner.recorder import Recorder
from tests.support.emulator import emulated_staging

WORKSPACES = 40
RESOURCES = 5
AT_MOST_OF_PLANS = 1.5
"""Of the time of all plans, one after the other, and of their processor time. More at once take as much of the latter:
Terraform alone keeps more than one processor busy, so that two at once are not twice as quick."""
DEPLOY = """
import os, sys
from pathlib import Path
from modules.runner.deploy import deploy
from modules.runner.outcome import Outcome
from tests.runner.recorder import Recorder
report = deploy(Path(sys.argv[1]), "staging", environ=os.environ, parallel=int(sys.argv[2]), progress=Recorder())
assert {result.outcome for result in report.results} == {Outcome.UNCHANGED}
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds."""

    waiting: float
    processor: float


@pytest.mark.benchmark
@pytest.mark.timeout(3600)
def test_a_deploy_without_changes_costs_at_most_half_more_than_plans(tmp_path: Path) -> None:
    names = [f"staging-account-{number:02}" for number in range(WORKSPACES)]
    output = written(tmp_path, names)
    with emulated_staging(tmp_path / "emulator.log") as environ:
        assert deploy(output, "staging", environ=environ, progress=Recorder()).ok
        plans = spent(lambda: planned(output, names, environ))
        deploys = {each: spent(partial(deployed, output, environ, each)) for each in (1, os.cpu_count() or 1)}
    told(plans, deploys)

    assert deploys[1].waiting <= plans.waiting * AT_MOST_OF_PLANS
    assert all(ours.processor <= plans.processor * AT_MOST_OF_PLANS for ours in deploys.values())


def told(plans: Spent, deploys: Mapping[int, Spent]) -> None:
    console = Console(width=120)
    console.print(f"{WORKSPACES} plans: {plans.waiting:.1f} s, {plans.processor:.1f} s of processor.")
    for parallel, ours in deploys.items():
        waited, worked = ours.waiting / plans.waiting * parallel, ours.processor / plans.processor
        console.print(
            f"A deploy, {parallel} at once: {ours.waiting:.1f} s ({waited:.2f} of the plans' by {parallel}), "
            f"{ours.processor:.1f} s of processor ({worked:.2f})."
        )


def written(root: Path, names: list[str]) -> Path:
    """Write workspaces with a few resources of the management account each."""
    output = root / "cdktf.out"
    for name in names:
        folder = output / "stacks" / name
        folder.mkdir(parents=True)
        parameters = {
            f"p{number}": {"name": f"/{name}/{number}", "type": "String", "value": "on"} for number in range(RESOURCES)
        }
        content = {
            "terraform": {
                "backend": {"local": {"path": f"../../../state/staging/{name}.tfstate"}},
                "required_providers": {"aws": {"source": "aws", "version": ">= 5.100.0, < 7.0.0"}},
            },
            "provider": {"aws": [{"region": "eu-west-1"}]},
            "resource": {"aws_ssm_parameter": parameters},
        }
        (folder / "cdk.tf.json").write_text(json.dumps(content))
    stacks = {name: {"workingDirectory": f"stacks/{name}", "dependencies": []} for name in names}
    (output / "manifest.json").write_text(json.dumps({"version": "0.21.0", "stacks": stacks}))
    return output


def planned(output: Path, names: Sequence[str], environ: Mapping[str, str]) -> None:
    """Plan one after the other, as somebody does who has Terraform alone."""
    command = [str(find_terraform()), "plan", "-input=false", "-detailed-exitcode"]
    for name in names:
        subprocess.run(command, cwd=output / "stacks" / name, env=environ, check=True, capture_output=True)


def deployed(output: Path, environ: Mapping[str, str], parallel: int) -> None:
    command = [sys.executable, "-c", DEPLOY, str(output), str(parallel)]
    environment = {**environ, "PYTHONPATH": str(PROJECT)}
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)


def spent(work: Callable[[], object]) -> Spent:
    """Measure what is done in processes of its own."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(time.monotonic() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
