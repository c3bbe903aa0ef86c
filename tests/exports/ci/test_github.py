"""Workflows of GitHub Actions: sound for tools that look for holes, and each job with no more than it needs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from main import app
from modules.exports.ci.github import DEPLOY, DRIFT, REVIEW, workflows
from modules.specification.errors import LandingZoneError
from tests.exports.ci.environments import on_github, on_gitlab
from tests.exports.ci.shell import run_as_runner, verbs_of_application

_BIN = Path(sys.executable).parent
_SAME_REPOSITORY = "github.event.pull_request.head.repo.full_name == github.repository"


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return workflows([on_github("staging"), on_github("production", "222222222222")])


@pytest.fixture(scope="module")
def read(written: dict[str, str]) -> dict[str, Any]:
    return {path: YAML(typ="safe").load(text) for path, text in written.items()}


def _steps(workflow: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in workflow["jobs"].items():
        yield from ((name, step) for step in job["steps"])


def _roles(job: dict[str, Any]) -> list[str]:
    return [step["with"]["role-to-assume"] for step in job["steps"] if "role-to-assume" in step.get("with", {})]


def test_the_files_are_what_github_takes_and_no_hole_is_found_in_them(written: dict[str, str], tmp_path: Path) -> None:
    for path, text in written.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    files = [str(tmp_path / path) for path in written]
    schema = [str(_BIN / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *files]
    subprocess.run(schema, check=True, capture_output=True)
    audit = [str(_BIN / "zizmor"), "--offline", "--no-config", "--format=json", str(tmp_path)]
    found = json.loads(subprocess.run(audit, check=False, capture_output=True, text=True).stdout)
    assert [each["ident"] for each in found] == []


def test_every_action_of_others_is_a_commit_and_says_its_release(written: dict[str, str]) -> None:
    uses = [line.strip() for text in written.values() for line in text.splitlines() if "uses:" in line]
    assert len(uses) > len(written)
    for line in uses:
        assert re.fullmatch(r"uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


def test_nothing_that_somebody_else_wrote_becomes_a_command(read: dict[str, Any]) -> None:
    for workflow in read.values():
        for _, step in _steps(workflow):
            assert "${{" not in step.get("run", "")


def test_no_workflow_runs_code_of_a_pull_request_with_rights_to_write(read: dict[str, Any]) -> None:
    for path, workflow in read.items():
        assert "pull_request_target" not in workflow["on"]
        assert workflow["permissions"] == {}
        for job in workflow["jobs"].values():
            checks_out = any("actions/checkout" in step.get("uses", "") for step in job["steps"])
            writes = {right for right, level in job["permissions"].items() if level == "write"}
            assert not (checks_out and writes - {"id-token"})
            assert not (path == REVIEW and "environment" in job)


def test_roles_that_apply_are_taken_by_jobs_that_somebody_approved_and_by_no_others(read: dict[str, Any]) -> None:
    for path, workflow in read.items():
        for name, job in workflow["jobs"].items():
            roles = _roles(job)
            applies = [role for role in roles if "-apply-" in role]
            assert bool(applies) == ("environment" in job)
            assert not applies or (path == DEPLOY and len(applies) == len(roles) and job["environment"] == name)
            if "id-token" in job["permissions"]:
                assert roles
            else:
                assert not roles


def test_a_pull_request_of_a_fork_is_checked_without_credentials(read: dict[str, Any]) -> None:
    for name, step in _steps(read[REVIEW]):
        if "role-to-assume" in step.get("with", {}):
            assert step["if"] == _SAME_REPOSITORY, name
    assert _SAME_REPOSITORY in read[REVIEW]["jobs"]["comment"]["if"]


def test_each_environment_s_own_roles_are_taken_and_production_comes_after_staging(read: dict[str, Any]) -> None:
    jobs = read[DEPLOY]["jobs"]
    assert [*jobs] == ["plan-staging", "staging", "plan-production", "production"]
    assert [job.get("needs") for job in jobs.values()] == [None, ["plan-staging"], ["staging"], ["plan-production"]]
    for name, job in jobs.items():
        account = "111111111111" if "staging" in name else "222222222222"
        roles = _roles(job)
        assert {role.split(":")[4] for role in roles} == {account}
        assert job["if"] == "github.ref == 'refs/heads/main'"


def test_a_deploy_is_cut_off_by_no_later_one(read: dict[str, Any]) -> None:
    assert read[DEPLOY]["concurrency"]["cancel-in-progress"] is False


@pytest.mark.parametrize("path", [REVIEW, DEPLOY, DRIFT])
def test_every_command_runs_and_calls_a_verb_that_there_is(read: dict[str, Any], path: str, tmp_path: Path) -> None:
    verbs = verbs_of_application(app)
    calls = []
    for name, step in _steps(read[path]):
        if "run" not in step:
            continue
        given = {key: _resolved(str(value)) for key, value in step.get("env", {}).items()}
        calls += run_as_runner(step["run"], tmp_path / name, given, verbs)
    assert calls or path is None
    expected = {REVIEW: {"check", "review"}, DEPLOY: {"plan", "deploy"}, DRIFT: {"drift"}}[path]
    assert {call[0] for call in calls} == expected


def _resolved(expression: str) -> str:
    """Return what GitHub puts in the place of an expression, for a pull request of the repository itself."""
    return "--plan" if "'--plan'" in expression else "0" * 40 if "base.sha" in expression else "value"


def test_the_workflow_that_applies_is_the_one_that_roles_trust() -> None:
    named = ".github/workflows/deploy.yaml"
    files = workflows([on_github("staging", workflow=named), on_github("production")])
    assert {*files} == {REVIEW, named, DRIFT}


@pytest.mark.parametrize(
    ("environments", "what"),
    [
        ([on_github("staging"), on_gitlab("production")], "must have roles that trust GitHub"),
        ([on_github("staging"), on_github("production", branch="release")], "must share repository and branch"),
        ([on_github("staging"), on_github("production", repository="acme/other")], "must share repository and branch"),
        ([on_github("staging"), on_github("production", environment="staging")], "differ in who approves"),
        ([on_github("staging", workflow=REVIEW)], "by one workflow that does nothing else"),
        (
            [
                on_github("staging", workflow=".github/workflows/a.yml"),
                on_github("production", workflow=".github/workflows/b.yml"),
            ],
            "by one workflow that does nothing else",
        ),
    ],
)
def test_what_one_repository_cannot_deliver_is_refused(environments: list[Any], what: str) -> None:
    with pytest.raises(LandingZoneError, match=what):
        workflows(environments)
