"""What builds of a pipeline run, really run: a checkout of the project, with a portfolio from its own repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import typer.main

import main
from modules.catalog.library.library import PRODUCTS
from modules.catalog.pipeline.commands import PublishedBy
from modules.catalog.pipeline.places import Stage
from modules.environment import PROJECT
from tests.support.project import copy_project
from tests.support.verbs import command_lines, verb_of

PUBLISHED = PublishedBy(portfolio="analytics", environment="staging", workspace="catalog-analytics")
PRODUCT = "athena-workgroup"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the portfolio's repository: its description, and one product."""
    folder, library = tmp_path_factory.mktemp("repository"), PRODUCTS / PUBLISHED.portfolio
    shutil.copy(library / "portfolio.yaml", folder)
    shutil.copytree(library / PRODUCT, folder / PRODUCT)
    return folder


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """Check out the project as a build does, set up but for what `make setup` installs, which is linked."""
    project = copy_project(tmp_path_factory.mktemp("build") / "project", without=("security", "observability"))
    (project / ".venv").symlink_to(PROJECT / ".venv")
    install, *rest = PUBLISHED.set_up()
    assert install == "make setup"
    for line in rest:
        run(line, project, repository)
    return project


def run(line: str, project: Path, repository: Path) -> str:
    """Run a line as CodeBuild does, and return what it printed."""
    environ = {**os.environ, "CODEBUILD_SRC_DIR_Portfolio": str(repository)}
    done = subprocess.run(["bash", "-c", line], cwd=project, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("stage", "printed"),
    [
        (Stage.LINT, "Valid"),
        (Stage.SCAN, "1 version can be launched"),
        pytest.param(Stage.TEST, "1 version can be launched", marks=pytest.mark.emulator),
    ],
)
def test_a_stage_accepts_the_portfolio(stage: Stage, printed: str, checkout: Path, repository: Path) -> None:
    assert printed in "".join(run(line, checkout, repository) for line in PUBLISHED.lines(stage))


def test_each_stage_calls_verbs_of_this_project() -> None:
    verbs = command_lines(typer.main.get_command(main.app))
    calls = [(stage, line.partition("main.py ")[2]) for stage in Stage for line in PUBLISHED.lines(stage)]
    called = {stage: verb_of(words.partition("||")[0].split(), verbs) for stage, words in calls if words}
    assert set(called) == set(Stage)
    assert None not in called.values()


def test_a_fault_in_the_portfolio_s_repository_stops_the_first_stage(
    checkout: Path, repository: Path, tmp_path: Path
) -> None:
    project = shutil.copytree(checkout, tmp_path / "project", symlinks=True)
    template = project / "policies" / "own_products" / "analytics" / PRODUCT / "1.0" / "template.yaml"
    template.write_text(template.read_text().replace("AWS::Athena::WorkGroup", "AWS::Athena::WorkGroops"))
    _, linting = PUBLISHED.lines(Stage.LINT)
    with pytest.raises(AssertionError, match="WorkGroops"):
        run(linting, project, repository)
