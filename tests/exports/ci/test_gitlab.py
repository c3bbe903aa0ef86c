"""Jobs of GitLab CI/CD: what GitLab takes, each with the roles of its phase, and commands that run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from main import app
from modules.exports.ci.gitlab import JOBS, jobs
from modules.specification.errors import LandingZoneError
from tests.exports.ci.environments import on_github, on_gitlab
from tests.exports.ci.shell import run_as_runner, verbs_of_application

_ENVIRONMENTS = [on_gitlab("staging"), on_gitlab("production", "222222222222")]


@pytest.fixture(scope="module")
def read() -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(jobs(_ENVIRONMENTS)[JOBS])
    return loaded


def _jobs(read: dict[str, Any]) -> dict[str, Any]:
    return {name: job for name, job in read.items() if name.startswith("landing-zone-")}


def test_the_file_is_what_gitlab_takes(tmp_path: Path) -> None:
    for number, environments in enumerate((_ENVIRONMENTS, [on_gitlab("staging", plans_merge_requests=True)])):
        path = tmp_path / f"{number}.yml"
        path.write_text(jobs(environments)[JOBS])
        tool = str(Path(sys.executable).parent / "check-jsonschema")
        command = [tool, "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", str(path)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


def test_roles_that_apply_are_taken_on_the_branch_by_jobs_that_somebody_starts(read: dict[str, Any]) -> None:
    for name, job in _jobs(read).items():
        roles = job["variables"]["LANDING_ZONE_ROLES"].split()
        applies = name in {"landing-zone-staging", "landing-zone-production"}
        assert {role.split("-")[2] for role in roles} == {"apply" if applies else "plan"}
        (rule,) = job["rules"]
        assert (rule.get("when") == "manual") == applies
        if applies:
            assert rule["allow_failure"] is False
            assert '$CI_COMMIT_BRANCH == "main"' in rule["if"]
            assert job["resource_group"] == "landing-zone"


def test_environments_are_delivered_in_their_order_and_each_with_its_own_account(read: dict[str, Any]) -> None:
    assert read["stages"] == ["review", "plan-staging", "staging", "plan-production", "production", "drift"]
    for name, job in _jobs(read).items():
        account = "222222222222" if name.endswith("production") else "111111111111"
        assert job["variables"]["LANDING_ZONE_ACCOUNT"] == f"arn:aws:iam::{account}"
        assert job["stage"] in read["stages"]


def test_a_token_becomes_a_profile_for_each_role_and_is_gone_afterwards(read: dict[str, Any], tmp_path: Path) -> None:
    job = {**read[".landing-zone"], **_jobs(read)["landing-zone-staging"]}
    environ = {**job["variables"], "LANDING_ZONE_TOKEN": "token"}
    for command in job["before_script"]:
        run_as_runner(command, tmp_path, environ, {})
    token = tmp_path / ".aws" / "landing-zone-token"
    assert (token.read_text(), token.stat().st_mode & 0o777) == ("token", 0o600)
    config = (tmp_path / ".aws" / "config").read_text()
    assert config.startswith(
        "[profile landing-zone-apply-management]\n"
        "role_arn = arn:aws:iam::111111111111:role/landing-zone-apply-management\n"
        f"web_identity_token_file = {token}\nregion = eu-west-1\n[profile landing-zone-apply-security]\n"
    )
    for command in job["after_script"]:
        run_as_runner(command, tmp_path, environ, {})
    assert not token.exists()


def test_every_command_runs_and_calls_a_verb_that_there_is(read: dict[str, Any], tmp_path: Path) -> None:
    verbs = verbs_of_application(app)
    found = set()
    for name, job in _jobs(read).items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "staging.md").touch()
        (tmp_path / name / "production.md").touch()
        for command in job["script"]:
            status = 2 if " plan " in command else 0
            environ = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "0" * 40}
            found |= {call[0] for call in run_as_runner(command, tmp_path / name, environ, verbs, status=status)}
    assert found == {"check", "review", "plan", "deploy", "drift"}


def test_merge_requests_plan_only_where_their_branches_may() -> None:
    assert "--no-plan" in jobs([on_gitlab("staging")])[JOBS]
    assert "--plan --role-profiles" in jobs([on_gitlab("staging", plans_merge_requests=True)])[JOBS]


@pytest.mark.parametrize(
    ("environments", "what"),
    [
        ([on_github("staging")], "must have roles that trust GitLab"),
        ([on_gitlab("staging"), on_gitlab("production", branch="release")], "must agree on project, branch"),
        ([on_gitlab("staging"), on_gitlab("production", audience="other")], "must agree on project, branch"),
    ],
)
def test_what_one_project_cannot_deliver_is_refused(environments: list[Any], what: str) -> None:
    with pytest.raises(LandingZoneError, match=what):
        jobs(environments)
