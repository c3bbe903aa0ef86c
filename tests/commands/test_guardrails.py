"""`guardrails` as a user runs it, on a copy of the project with one guardrail in it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace as replace_fields
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from modules.commands import guardrail_inputs, guardrails
from modules.commands.folders import Folders
from tests.commands.test_check import replace
from tests.commands.test_main import run
from tests.policy_evaluation.small_organization import guardrail, policy
from tests.support.environments import environment

NAME = "test-training-in-a-vpc"
STATEMENT = {
    "Sid": "TestTrainingOutsideVpc",
    "Effect": "Deny",
    "Action": "sagemaker:CreateTrainingJob",
    "Resource": "*",
    "Condition": {"Null": {"sagemaker:VpcSubnets": "true"}},
}
DESCRIPTION = """title: Training runs in a VPC
kind: SERVICE_CONTROL_POLICY
units: [Workloads]
intent: Training jobs reach data through a VPC only.
threat: A training job sends data anywhere.
exemptions: none
sources: [none]
"""
SCENARIOS = """scenarios:
  - {name: outside, expect: denied, action: sagemaker:CreateTrainingJob, in: team/dev}
  - {name: outside in production, expect: denied, action: sagemaker:CreateTrainingJob, in: team/prod}
  - name: inside
    expect: allowed
    action: sagemaker:CreateTrainingJob
    in: team/dev
    context: {sagemaker:VpcSubnets: [subnet-1]}
  - {name: in a sandbox, expect: allowed, action: sagemaker:CreateTrainingJob, in: sandbox}
"""


@pytest.fixture
def guarded(small_project: Path) -> Path:
    """A copy of the project whose staging environment, and whose library, have one guardrail."""
    library = small_project / "policies" / "guardrails"
    shutil.rmtree(library)
    folder = library / NAME
    folder.mkdir(parents=True)
    (folder / "guardrail.yaml").write_text(DESCRIPTION)
    (folder / "policy.json").write_text(json.dumps({"Version": "2012-10-17", "Statement": [STATEMENT]}, indent=2))
    (folder / "scenarios.yaml").write_text(SCENARIOS)
    path = small_project / "environments" / "staging" / "organization.yaml"
    yaml = YAML()
    written = yaml.load(path.read_text())
    unbind(written["organization"])
    written["organization"]["units"]["Workloads"]["guardrails"] = [NAME]
    with path.open("w") as file:
        yaml.dump(written, file)
    accounts = (
        small_project / "environments" / "staging" / "accounts.yaml"
    )  # no budget: what it stops with is of the library
    accounts.write_text(accounts.read_text().replace("monthly_budget_usd: 200, ", ""))
    return small_project


def unbind(unit: dict[str, Any]) -> None:
    unit.pop("guardrails", None)
    for below in unit.get("units", {}).values():
        unbind(below)


class TestHelp:
    def test_teaches_the_verbs_and_how_to_ask(self, project: Path) -> None:
        shown = run(project, "guardrails", "--help")
        for verb in ("list", "test", "explain"):
            assert f"│ {verb} " in shown.stdout
        assert "guardrails explain ENV --account A --action X" in shown.stdout
        explained = " ".join(run(project, "guardrails", "explain", "--help").stdout.split())
        assert "--context sagemaker:VpcSubnets=subnet-1" in explained


class TestTest:
    def test_proves_what_is_synthesized(self, guarded: Path) -> None:
        done = run(guarded, "guardrails", "test", "staging")

        assert done.returncode == 0, done.stdout + done.stderr
        assert "Proved: 4 scenarios of 1 guardrails in staging" in " ".join(done.stdout.split())

    def test_fails_where_the_rule_is_inverted(self, guarded: Path) -> None:
        replace(guarded / "policies" / "guardrails" / NAME / "policy.json", '"true"', '"false"')

        done = run(guarded, "guardrails", "test", "staging")

        shown = " ".join(done.stdout.split())
        assert done.returncode == 1
        assert f"policies/guardrails/{NAME}/scenarios.yaml:2 outside expected: denied" in shown
        assert f"denied by TestTrainingOutsideVpc of policies/guardrails/{NAME}/policy.json:5" in shown
        assert "Not proved: 3 failed" in shown
        assert "Traceback" not in done.stderr


class TestExplain:
    ASK = ("guardrails", "explain", "staging", "--account", "fraud-dev", "--action", "sagemaker:CreateTrainingJob")

    def test_synthesizes_what_is_out_of_date_and_nothing_else(self, guarded: Path) -> None:
        first = run(guarded, *self.ASK)
        second = run(guarded, *self.ASK, "--context", "sagemaker:VpcSubnets=subnet-1")
        with (guarded / "environments" / "staging" / "teams.yaml").open("a") as teams:
            teams.write("# teams\n")
        third = run(guarded, *self.ASK)

        assert "synthesizing staging first" in first.stderr
        assert "(Workloads/NonProduction): denied" in first.stdout
        assert f"policies/guardrails/{NAME}/policy.json:5" in first.stdout
        assert second.stderr == ""
        assert "(Workloads/NonProduction): allowed" in second.stdout
        assert "synthesizing staging first" in third.stderr

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            (("--context", "sagemaker:VpcSubnets"), "a condition key must be given with its value"),
            (("--principal", "admin"), "the principal is unknown"),
            (("--resource", "arn:aws:s3:::data"), "there is no such request"),
        ],
    )
    def test_refuses_what_it_cannot_ask(self, synthesized_project: Path, asked: tuple[str, ...], told: str) -> None:
        refused = run(synthesized_project, *self.ASK, *asked)
        assert refused.returncode == 1
        assert told in refused.stderr
        assert "Traceback" not in refused.stderr


def test_check_s_linter_refuses_a_library_with_one_bad_document(
    outputs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    zones = {"staging": environment("staging").zone}
    real = guardrail_inputs.guardrails(zones["staging"])
    document = policy({**STATEMENT, "Action": "sagemaker:CreateTrainingJobs"})
    bad = replace_fields(guardrail(tmp_path, NAME, document, SCENARIOS), written=document)
    assert guardrails.lint(zones, Folders(outputs["staging"]))
    assert "Linted" in capsys.readouterr().out

    monkeypatch.setattr(guardrails, "guardrails", lambda _: [*real, bad])
    assert not guardrails.lint(zones, Folders(outputs["staging"]))
    assert "there is no action sagemaker:CreateTrainingJobs" in capsys.readouterr().out
