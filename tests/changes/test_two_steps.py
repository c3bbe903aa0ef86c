"""What is told of the first step and the second, of an environment as it is synthesized."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from modules import environment as environments
from modules.changes.entries import Change, Section
from modules.changes.revisions import read_revision
from modules.commands.compared_sections import LOST, STEPS, Side, compared
from modules.environment import Environment
from modules.landing_zone.known_ids import known_ids
from modules.workspaces.writing.output_list import listed
from modules.workspaces.writing.synthesis import synthesize
from tests.integration.two_steps.changes import AT_ONCE, BEFORE, FIRST, SECOND

_FILES = {"before": BEFORE, "at once": AT_ONCE, "first": FIRST, "second": SECOND}


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Side]:
    return {name: _side(tmp_path_factory.mktemp("side"), files) for name, files in _FILES.items()}


def _side(root: Path, files: Mapping[str, str]) -> Side:
    folder = root / "environments" / "staging"
    folder.mkdir(parents=True)
    for name, text in {**files, "deployment.yaml": "deployment: {backend: {type: local}}\n"}.items():
        (folder / name).write_text(text)
    zone = environments.load("staging", folder.parent)
    output = root / "cdktf.out"
    synthesize([Environment("staging", zone)], output)
    return Side(read_revision(output, "staging", known_ids(zone), listed=listed(output) or (), locked=()), zone)


def told(before: Side, now: Side) -> dict[str, Section]:
    return {section.title: section for section in compared("staging", before, now)}


def test_of_a_renamed_account_nothing_is_lost_and_of_one_that_is_let_go_of_its_workspace_is_left(
    sides: Mapping[str, Side],
) -> None:
    sections = told(sides["before"], sides["first"])

    steps = [(entry.change, entry.what, entry.how.partition(":")[0]) for entry in sections[STEPS].entries]
    assert steps == [
        (Change.REMOVED, "canary", "step 1 of 2"),
        (Change.MOVED, "portal", "→ claims"),
    ]
    assert {entry.what.partition(":")[0] for entry in sections[LOST].entries} == {"accounts", "account-canary"}
    (left,) = (entry for entry in sections[LOST].entries if entry.what.startswith("accounts:"))
    assert (left.what, left.how) == (
        "accounts: aws_organizations_account.accounts_canary_756F6A69",
        "left in AWS, and in no deploy any more",
    )
    moved = sections["In Terraform"].entries[0]
    assert (moved.change, moved.what) == (Change.MOVED, "account-portal")
    assert moved.how == "→ account-claims, which goes on with its state"


def test_all_at_once_is_refused_and_the_second_step_is_not(sides: Mapping[str, Side]) -> None:
    at_once = [entry.how for entry in told(sides["before"], sides["at once"])[STEPS].entries]
    second = [entry.how for entry in told(sides["first"], sides["second"])[STEPS].entries]

    assert len(at_once) == 3
    assert all(how.startswith("a deploy refuses this as it is written") for how in at_once)
    assert len(second) == 3
    assert second[0].startswith("step 2 of 2: a deploy deletes it")
    assert not any(how.startswith("a deploy refuses") for how in second)
