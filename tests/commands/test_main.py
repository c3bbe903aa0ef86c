"""The commands as a user runs them: in a process of their own, on a copy of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

VERBS = ("validate", "synth", "check", "plan", "deploy", "preview", "guardrails", "network", "schema", "clean")


def run(project: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=project,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def spoil(project: Path) -> None:
    path = project / "environments" / "staging" / "teams.yaml"
    path.write_text(path.read_text().replace("cost_center", "cost_centre"))


class TestHelp:
    def test_teaches_every_verb_and_the_way_of_a_change(self, project: Path) -> None:
        shown = run(project, "--help")

        assert shown.returncode == 0
        for verb in VERBS:
            assert f"│ {verb} " in shown.stdout
        assert "python main.py preview ENV" in shown.stdout

    @pytest.mark.parametrize("verb", VERBS)
    def test_explains_each_verb(self, project: Path, verb: str) -> None:
        shown = run(project, verb, "--help")
        assert shown.returncode == 0
        assert f"main.py {verb}" in shown.stdout


class TestBadInput:
    @pytest.mark.parametrize("verb", ["validate", "synth", "check", "plan", "deploy", "preview"])
    def test_is_told_with_its_place_and_nothing_is_written(self, project: Path, verb: str) -> None:
        spoil(project)
        before = sorted(path for path in project.rglob("*") if "__pycache__" not in path.parts)

        refused = run(project, verb, "staging")

        assert refused.returncode == 1
        assert "environments/staging/teams.yaml:11  teams.fraud.cost_centre" in refused.stderr
        assert "did you mean `cost_center`?" in refused.stderr
        assert "Traceback" not in refused.stderr
        assert sorted(path for path in project.rglob("*") if "__pycache__" not in path.parts) == before

    def test_an_unknown_environment_is_told_with_the_nearest(self, project: Path) -> None:
        refused = run(project, "validate", "stagin")
        assert refused.returncode == 1
        assert "did you mean staging?" in refused.stderr

    def test_an_environment_whose_name_has_a_hyphen_is_refused(self, project: Path) -> None:
        shutil.copytree(project / "environments" / "staging", project / "environments" / "staging-eu")
        refused = run(project, "validate", "staging-eu")
        assert refused.returncode == 1
        assert "an environment's name must be one lower-case word" in refused.stderr

    def test_a_workspace_that_does_not_exist_is_told_with_the_nearest(self, small_project: Path) -> None:
        credentials = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
        refused = run(small_project, "plan", "staging", "acounts", **credentials)
        assert refused.returncode == 1
        assert "accounts" in refused.stderr
        assert "Traceback" not in refused.stderr


class TestCredentials:
    @pytest.mark.parametrize("verb", ["plan", "deploy"])
    def test_that_are_missing_are_told_before_anything_is_done(self, project: Path, verb: str) -> None:
        refused = _run_without_credentials(project, verb)

        assert refused.returncode == 1
        assert "there must be AWS credentials\n  got: none" in refused.stderr
        assert "the management account 222222222222" in refused.stderr
        assert not (project / "cdktf.out").exists()

    def test_of_a_profile_that_is_not_there_are_told_in_the_words_of_aws(self, project: Path) -> None:
        refused = _run_without_credentials(project, "plan", AWS_PROFILE="nobody")

        assert refused.returncode == 1
        assert "got: The config profile (nobody) could not be found" in refused.stderr
        assert "Traceback" not in refused.stderr


def _run_without_credentials(project: Path, verb: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run where no credentials are: not in the environment, not in files, not from the machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    nowhere = {"HOME": str(project), "AWS_EC2_METADATA_DISABLED": "true"}
    return subprocess.run(
        [sys.executable, "main.py", verb, "staging"],
        cwd=project,
        env={**kept, **nowhere, **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


class TestWidth:
    @pytest.mark.parametrize("columns", [80, 100])
    def test_is_that_of_columns_where_the_output_is_no_terminal(self, project: Path, columns: int) -> None:
        shown = run(project, "validate", COLUMNS=str(columns))

        assert shown.returncode == 0
        lines = shown.stdout.splitlines()
        assert max(map(len, lines)) <= columns
        assert "…" not in shown.stdout
        for heading in ("environment", "organization", "vending", "state", "regions", "OUs", "accounts", "teams"):
            assert heading in lines[1]

    def test_is_that_of_a_log_where_columns_says_nothing_that_is_a_width(self, project: Path) -> None:
        widths = {len(run(project, "validate", COLUMNS=said).stdout.splitlines()[0]) for said in ("", "0", "wide")}

        assert len(widths) == 1


class TestSynth:
    def test_without_a_verb_writes_every_environment(self, project: Path) -> None:
        assert run(project).returncode == 0
        written = {path.name.partition("-")[0] for path in (project / "cdktf.out" / "stacks").iterdir()}
        assert written == {"production", "staging"}

    def test_writes_where_the_cdktf_cli_says(self, small_project: Path) -> None:
        done = run(small_project, CDKTF_OUTDIR="elsewhere", LANDING_ZONE_ENVIRONMENT="staging")
        assert done.returncode == 0
        assert {path.name.partition("-")[0] for path in (small_project / "elsewhere" / "stacks").iterdir()} == {
            "staging"
        }

    def test_is_refused_while_another_command_works_in_the_folder(self, project: Path) -> None:
        import fcntl  # noqa: PLC0415 - only here

        with (project / ".cdktf.out.lock").open("w") as held:
            held.write("4242")
            held.flush()
            fcntl.flock(held, fcntl.LOCK_EX)
            refused = run(project, "synth", "staging")

        assert refused.returncode == 1
        assert "process 4242 works in cdktf.out" in refused.stderr
        assert not (project / "cdktf.out").exists()
