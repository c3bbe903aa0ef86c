"""`access` as a user runs it, on a copy of the project."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from modules.commands import access
from modules.commands.folders import Folders
from tests.commands.test_check import replace
from tests.commands.test_main import run
from tests.support.environments import environment

INLINE = Path("policies") / "permission_sets" / "DataScientist" / "inline.json"


class TestMatrix:
    def test_shows_every_group_and_narrows_it_to_one(self, synthesized_project: Path) -> None:
        whole = run(synthesized_project, "access", "matrix", "staging")
        one = run(
            synthesized_project, "access", "matrix", "staging", "--group", "fraud-TeamLead", "--account", "fraud-prod"
        )

        assert "63 assignments (groups: 18, accounts: 12)." in whole.stdout
        assert "every account but management (11)" in whole.stdout
        assert one.stderr == ""
        assert [line.split() for line in one.stdout.splitlines() if "fraud-prod" in line] == [
            ["fraud-TeamLead", "MLOpsApprover-prod", "fraud-prod"],
            ["TeamLead-prod", "fraud-prod"],
        ]
        assert "2 assignments (groups: 1, accounts: 1)." in one.stdout

    def test_tells_a_group_that_there_is_none_of(self, synthesized_project: Path) -> None:
        done = run(synthesized_project, "access", "matrix", "staging", "--group", "fraud-TeamLeads")
        assert done.returncode == 1
        assert "no group of that name has access" in done.stderr
        assert "did you mean fraud-TeamLead?" in done.stderr
        assert "Traceback" not in done.stderr


class TestExplain:
    ROLE = "arn:aws:iam::{{account_id}}:role/teams/{{team}}/dev/SageMakerExecution"

    def test_names_what_decides(self, synthesized_project: Path) -> None:
        asked = ("--group", "fraud-DataScientists", "--account", "fraud-dev", "--action", "iam:PassRole")
        passed = ("--resource", self.ROLE, "--context", "iam:PassedToService=sagemaker.amazonaws.com")
        done = run(synthesized_project, "access", "explain", "staging", *asked, *passed)

        assert done.returncode == 0, done.stderr
        assert ":role/teams/fraud/dev/SageMakerExecution" in done.stdout
        assert "with DataScientist in fraud-dev (Workloads/NonProduction): allowed" in done.stdout
        assert "allowed by PassTheTeamsRoles" in done.stdout


class TestTest:
    def test_proves_an_environment(self, synthesized_project: Path) -> None:
        done = run(synthesized_project, "access", "test", "staging")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "permission sets in staging" in done.stdout

    def test_fails_where_a_statement_is_loosened(self, project: Path) -> None:
        """One team's role instead of any team's: the slip that nobody sees in a review."""
        replace(project / INLINE, "role/teams/${aws:PrincipalTag/Team}/{{stage}}/*", "role/teams/*/{{stage}}/*")
        done = run(project, "access", "test", "staging")

        shown = " ".join(done.stdout.split())
        assert done.returncode == 1
        assert "does not pass another team's execution role expected: denied, in fraud-dev" in shown
        assert "allowed by PassTheTeamsRoles" in shown
        assert "Not proved: 2 of" in shown


class TestLint:
    def test_finds_an_action_that_there_is_none_of(
        self, outputs: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        shutil.copytree(outputs["staging"], tmp_path / "cdktf.out")
        document = tmp_path / "cdktf.out" / "stacks" / "staging-identity" / "cdk.tf.json"
        document.write_text(document.read_text().replace("sagemaker:QueryLineage", "sagemaker:QueryLineages"))

        assert not access.lint({"staging": environment().zone}, Folders(tmp_path / "cdktf.out"))
        shown = " ".join(capsys.readouterr().out.split())
        assert "policies/permission_sets/DataScientist/inline.json" in shown
        assert "there is no action sagemaker:QueryLineages" in shown

    def test_finds_nothing_in_what_is_right(self, outputs: dict[str, Path]) -> None:
        assert access.lint({"staging": environment().zone}, Folders(outputs["staging"]))
