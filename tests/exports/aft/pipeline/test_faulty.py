"""The stand-in notices what AFT or Terraform refuses, so that what it accepts means something."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.exports.aft.pipeline.checkout import cloned, lost
from tests.exports.aft.pipeline.faulty import FAULTS, HELPER_FAULTS
from tests.exports.aft.pipeline.render_lines import every_lines
from tests.exports.aft.pipeline.repositories import Distribution, Repository, Run
from tests.exports.aft.pipeline.sound import as_json, sound, write
from tests.exports.aft.pipeline.stage import HelperMode, Shell, run_stage

LINES = every_lines()
GLOBAL = Run(repository=Repository.GLOBAL, distribution=Distribution.OSS)
ACCEPTS_ALL = (sys.executable, "-c", "")
"""In the place of Terraform, where it does not matter."""


@pytest.mark.terraform
@pytest.mark.parametrize("lines", LINES)
@pytest.mark.parametrize(
    ("name", "distribution"), [(name, where) for name, fault in FAULTS.items() for where in fault.distributions]
)
def test_a_faulty_repository_fails_as_it_does_in_aft(
    tmp_path: Path, name: str, distribution: Distribution, lines: str
) -> None:
    fault = FAULTS[name]
    clone = cloned(write(fault.contents(), tmp_path / "exported"), tmp_path / "clone")
    run = Run(repository=fault.repository, distribution=distribution, customization=fault.customization)

    result = run_stage(clone, run, Shell(lines=LINES[lines]))

    assert not result.succeeded
    assert fault.says in " ".join(result.output.split())


@pytest.mark.terraform
@pytest.mark.parametrize("empty", [{"locals": {}}, {"provider": {"aws": []}}, {"terraform": {}}], ids=str)
def test_empty_blocks_that_terraform_takes_are_no_fault(tmp_path: Path, empty: dict[str, object]) -> None:
    files = {**sound(Repository.GLOBAL), "terraform/more.tf.json": as_json(empty)}
    clone = cloned(write(files, tmp_path / "exported"), tmp_path / "clone")

    result = run_stage(clone, GLOBAL)

    assert result.succeeded, result.output


@pytest.mark.parametrize("fault", HELPER_FAULTS)
def test_a_sourced_helper_that_misbehaves_keeps_the_stage_from_being_done(tmp_path: Path, fault: str) -> None:
    script, output = HELPER_FAULTS[fault]
    files = {**sound(Repository.GLOBAL), "api_helpers/pre-api-helpers.sh": script}
    clone = cloned(write(files, tmp_path / "exported"), tmp_path / "clone")

    result = run_stage(clone, GLOBAL, Shell(apply=ACCEPTS_ALL))

    assert not result.succeeded
    assert output in result.output


@pytest.mark.parametrize("mode", HelperMode, ids=lambda mode: mode.name)
def test_a_helper_goes_on_behind_a_command_that_fails(tmp_path: Path, mode: HelperMode) -> None:
    """Behind `|| exit 1` errexit is off: a gate must say itself that it failed."""
    files = {**sound(Repository.GLOBAL), "api_helpers/pre-api-helpers.sh": "#!/bin/bash\nfalse\necho went on\n"}
    clone = cloned(write(files, tmp_path / "exported"), tmp_path / "clone")

    result = run_stage(clone, GLOBAL, Shell(mode=mode, apply=ACCEPTS_ALL))

    assert result.succeeded
    assert "went on" in result.output


def test_the_helper_behind_the_build_is_not_run_where_that_failed(tmp_path: Path) -> None:
    files = {**sound(Repository.GLOBAL), "api_helpers/post-api-helpers.sh": "echo behind the build\n"}
    clone = cloned(write(files, tmp_path / "exported"), tmp_path / "clone")

    result = run_stage(clone, GLOBAL, Shell(apply=(sys.executable, "-c", "raise SystemExit(1)")))

    assert result.exit_code == 1
    assert "behind the build" not in result.output


def test_what_git_loses_is_named(tmp_path: Path) -> None:
    files = {"a.tf.json": "{}", "dist/b.zip": "", ".gitignore": "dist/\n"}
    exported = write(files, tmp_path / "exported")

    assert lost(exported, cloned(exported, tmp_path / "clone")) == ["dist/b.zip"]
