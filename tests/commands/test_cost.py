"""`cost` as a user runs it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.commands.test_main import run
from tests.support.project import copy_project


def git(project: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com")
    subprocess.run(["git", *identity, *arguments], cwd=project, check=True, capture_output=True)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose staging has no security services, synthesized once. To read, not to change."""
    project = copy_project(tmp_path_factory.mktemp("project"), without=("security", "observability"))
    assert run(project, "synth", "staging").returncode == 0
    return project


def test_shows_each_sum_with_its_formula_and_what_it_leaves_out(small: Path) -> None:
    done = run(small, "cost", "staging", "--formulas")

    assert done.returncode == 0, done.stderr
    assert re.search(r"2 firewall endpoints × 0\.395 USD/h × 730 h, as in us-east-1 +576\.70", done.stdout)
    assert "policies/costs/prices.yaml" in done.stdout
    assert "paid by use" in done.stdout


def test_adds_up_by_what_is_asked_for(small: Path) -> None:
    done = run(small, "cost", "staging", "--by", "team")

    assert done.returncode == 0, done.stderr
    assert re.search(r"^ +fraud +\d+\.\d\d *$", done.stdout, re.MULTILINE)
    assert "×" not in done.stdout


def test_gives_programs_a_document_and_nothing_else(small: Path) -> None:
    done = run(small, "cost", "staging", "--json")

    document = json.loads(done.stdout)
    assert document["month"] == pytest.approx(sum(document["by"]["account"].values()))


def test_answers_without_cdktf_once_it_is_synthesized(small: Path) -> None:
    done = run(small, "cost", "staging", PYTHONPROFILEIMPORTTIME="1")

    assert done.returncode == 0, done.stderr
    assert "modules.estimate.estimate" in done.stderr
    assert not re.search(r"\| +(cdktf|constructs|jsii|boto3|moto)$", done.stderr, re.MULTILINE)


def test_shows_what_changes_against_another_revision(tmp_path: Path) -> None:
    project = copy_project(tmp_path, without=("security", "observability", "catalog"))
    (project / ".gitignore").write_text("/cdktf.out\n/.cdktf.out*\n/node_modules\n__pycache__\n")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "before"), ("tag", "before")):
        git(project, *command)
    network = project / "environments" / "staging" / "network.yaml"
    network.write_text(network.read_text().replace("network:\n", "network:\n  egress: false\n", 1))
    before = subprocess.run(["git", "status", "--porcelain"], cwd=project, check=True, capture_output=True).stdout

    done = run(project, "cost", "staging", "--base", "before", "--formulas")

    assert done.returncode == 0, done.stderr
    assert re.search(r"NAT gateways +140\.16 +70\.08 +-70\.08", done.stdout), done.stdout
    assert re.search(r"  - 4 NAT gateways", done.stdout)
    assert re.search(r"  \+ 2 NAT gateways", done.stdout)
    assert "KMS" not in done.stdout
    after = subprocess.run(["git", "status", "--porcelain"], cwd=project, check=True, capture_output=True).stdout
    assert after == before


def test_a_revision_that_cannot_be_synthesized_is_told_with_its_reason(tmp_path: Path) -> None:
    project = copy_project(tmp_path, without=("security", "observability", "catalog"))
    teams = project / "environments" / "staging" / "teams.yaml"
    right = teams.read_text()
    teams.write_text(right.replace("cost_center", "cost_centre"))
    for command in (("init", "-q"), ("add", "main.py", "environments", "modules", "policies"), ("commit", "-qm", "x")):
        git(project, *command)
    teams.write_text(right)

    done = run(project, "cost", "staging", "--base", "HEAD")

    assert done.returncode == 1
    assert "staging could not be synthesized as it was at HEAD" in done.stderr
    assert "cost_centre" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "cdktf.out").exists()


@pytest.mark.parametrize("revision", ["nonsense", "-x", "before"])
def test_a_revision_that_git_does_not_know_is_refused_without_a_traceback(small: Path, revision: str) -> None:
    done = run(small, "cost", "staging", f"--base={revision}")

    assert done.returncode == 1
    assert f"there is no such revision\n  got: {revision}" in done.stderr
    assert "Traceback" not in done.stderr
