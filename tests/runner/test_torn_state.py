from __future__ import annotations

import fcntl
import json
import subprocess
import sys
from pathlib import Path

import pytest

from modules.runner.deploy import deploy
from modules.runner.terraform.torn_state import mend_torn_state
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.recorder import Recorder

WHOLE = json.dumps({"version": 4, "resources": ["vpc"]})
HOLDER = f"""
import fcntl, sys
file = open(sys.argv[1], "r+")
fcntl.lockf(file, {fcntl.LOCK_EX})
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def state(tmp_path: Path) -> Path:
    backend = {"local": {"path": "../state/organization.tfstate"}}
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "cdk.tf.json").write_text(json.dumps({"terraform": {"backend": backend}}))
    (tmp_path / "state").mkdir()
    return tmp_path / "state" / "organization.tfstate"


@pytest.mark.parametrize("torn", ["", WHOLE[:-5]])
def test_a_torn_state_is_again_what_it_was_before_the_command(state: Path, torn: str) -> None:
    state.write_text(torn)
    state.with_name("organization.tfstate.backup").write_text(WHOLE)

    assert mend_torn_state(state.parents[1] / "folder")
    assert state.read_text() == WHOLE


def test_the_torn_state_of_a_new_workspace_holds_nothing(state: Path) -> None:
    state.write_text(WHOLE[:-5])

    assert mend_torn_state(state.parents[1] / "folder")
    assert not state.read_text()


@pytest.mark.parametrize("backup", [WHOLE.replace("vpc", "older"), WHOLE[:-5]])
def test_a_whole_state_stays(state: Path, backup: str) -> None:
    state.write_text(WHOLE)
    state.with_name("organization.tfstate.backup").write_text(backup)

    assert not mend_torn_state(state.parents[1] / "folder")
    assert state.read_text() == WHOLE


def test_a_state_on_which_somebody_works_is_left_alone(state: Path) -> None:
    state.write_text("")
    state.with_name("organization.tfstate.backup").write_text(WHOLE)

    command = [sys.executable, "-c", HOLDER, str(state)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"locked\n"
        assert not mend_torn_state(state.parents[1] / "folder")
        holder.communicate()
    assert not state.read_text()


def test_a_deploy_mends_it_first_and_counts_that(landing_zone: LandingZoneFolder) -> None:
    backend = {"local": {"path": "../organization.tfstate"}}
    folder = landing_zone.folder("organization")
    (folder / "cdk.tf.json").write_text(json.dumps({"terraform": {"backend": backend}}))
    (folder.parent / "organization.tfstate").write_text(WHOLE[:-5])
    (folder.parent / "organization.tfstate.backup").write_text(WHOLE)

    (result,) = deploy(
        landing_zone.outdir, "staging", ["organization"], environ=landing_zone.environ, progress=Recorder()
    ).results

    assert (folder.parent / "organization.tfstate").read_text() == WHOLE
    assert result.repetitions == {"torn state taken from its backup": 1}
