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

    def test_a_workspace_that_does_not_exist_is_told_with_the_nearest(self, project: Path) -> None:
        refused = run(project, "plan", "staging", "acounts")
        assert refused.returncode == 1
        assert "accounts" in refused.stderr
        assert "Traceback" not in refused.stderr


class TestSynth:
    def test_without_a_verb_writes_every_environment(self, project: Path) -> None:
        assert run(project).returncode == 0
        written = {path.name.partition("-")[0] for path in (project / "cdktf.out" / "stacks").iterdir()}
        assert written == {"production", "staging"}

    def test_writes_where_the_cdktf_cli_says(self, project: Path) -> None:
        done = run(project, CDKTF_OUTDIR="elsewhere", LANDING_ZONE_ENVIRONMENT="staging")
        assert done.returncode == 0
        assert {path.name.partition("-")[0] for path in (project / "elsewhere" / "stacks").iterdir()} == {"staging"}

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
