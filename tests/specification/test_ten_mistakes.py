"""One environment with ten mistakes: all are told at once, and nothing that follows from them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from modules.specification.problems import Problem
from tests.specification.overlay import ENVIRONMENTS, EXPECTED, problems, refusal

TEN_MISTAKES = ENVIRONMENTS / "ten_mistakes"
MARK = "# mistake: "


@pytest.fixture
def environments(tmp_path: Path) -> Path:
    shutil.copytree(TEN_MISTAKES, tmp_path / "environments" / "acme", ignore=shutil.ignore_patterns(EXPECTED))
    return tmp_path / "environments"


@pytest.fixture
def told(environments: Path) -> list[Problem]:
    return problems(environments, "acme")


def test_every_mistake_is_told_at_its_line_and_path_and_nothing_else_is(told: list[Problem]) -> None:
    lines = (TEN_MISTAKES / "environment.yaml").read_text().splitlines()
    marked = [(number, line.partition(MARK)[2]) for number, line in enumerate(lines, 1) if MARK in line]

    assert [(problem.line, problem.path) for problem in told] == marked
    assert len(told) == 10


def test_every_mistake_says_its_file_what_is_wrong_why_and_what_to_write(told: list[Problem]) -> None:
    assert {problem.file for problem in told} == {"environments/acme/environment.yaml"}
    assert all(problem.what and problem.got and problem.why and problem.fix for problem in told)


def test_the_whole_message_is_this(environments: Path) -> None:
    assert refusal(environments, "acme") == (TEN_MISTAKES / EXPECTED).read_text()
