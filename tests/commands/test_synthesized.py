"""Whether the output folder is known to be what its inputs would be synthesized to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from modules import environment
from modules.commands import synth, synthesized
from modules.commands.folders import Folders
from modules.landing_zone import LandingZone
from modules.runner.terraform.import_file import write_imports
from modules.synthesized.written_files import LIST
from modules.workspaces.writing.output_list import list_text
from tests.support.environments import environment as real

WORKSPACE = "stacks/staging-organization"
DOCUMENT = f"{WORKSPACE}/cdk.tf.json"
ZONES = {"staging": real("staging").zone}


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """Inputs, and an output folder that was made of them."""
    for name in (
        "environments/staging/teams.yaml",
        "modules/room/__init__.py",
        "policies/guardrails/one/policy.json",
        "policies/guardrails/two/baseline.rules",
        f"cdktf.out/{DOCUMENT}",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("")
    (tmp_path / "cdktf.out" / LIST).write_text(list_text([DOCUMENT]))
    monkeypatch.setattr(synthesized, "ENVIRONMENTS", tmp_path / "environments")
    monkeypatch.setattr(synthesized, "INPUTS", (tmp_path / "modules", tmp_path / "policies" / "guardrails"))
    made = Folders(tmp_path / "cdktf.out")
    synthesized.mark(made, synthesized.inputs_of(ZONES))
    return made


def edited(project: Path) -> None:
    (project / "environments" / "staging" / "teams.yaml").write_text("teams: {}")


def added(project: Path) -> None:
    (project / "policies" / "guardrails" / "three.json").write_text("")


def renamed(project: Path) -> None:
    (project / "policies" / "guardrails" / "one").rename(project / "policies" / "guardrails" / "first")


def removed(project: Path) -> None:
    (project / "policies" / "guardrails" / "one" / "policy.json").unlink()


def coded(project: Path) -> None:
    (project / "modules" / "room" / "__init__.py").write_text("x = 1")


def ruled(project: Path) -> None:
    (project / "policies" / "guardrails" / "two" / "baseline.rules").write_text("drop udp any any -> any any (sid:1;)")


def unmarked(project: Path) -> None:
    (project / ".cdktf.out.inputs").unlink()


def torn(project: Path) -> None:
    (project / ".cdktf.out.inputs").write_text('{"environments": {"staging":')


def emptied(project: Path) -> None:
    (project / "cdktf.out" / DOCUMENT).unlink()


def changed_by_hand(project: Path) -> None:
    (project / "cdktf.out" / DOCUMENT).write_text("{}")


def test_it_is_current_until_something_changes(folders: Folders) -> None:
    assert synthesized.is_current(folders, ZONES)


@pytest.mark.parametrize(
    "change",
    [edited, added, renamed, removed, coded, ruled, unmarked, torn, emptied, changed_by_hand],
    ids=lambda change: change.__name__,
)
def test_it_is_out_of_date_when_an_input_or_what_was_written_is_another(
    folders: Folders, change: Callable[[Path], None]
) -> None:
    change(folders.output.parent)
    assert not synthesized.is_current(folders, ZONES)


def test_it_is_out_of_date_with_other_packages(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthesized, "python_and_packages", lambda: ("3.11", "cdktf==0.22.0"))
    assert not synthesized.is_current(folders, ZONES)


def test_a_file_that_is_saved_while_a_command_runs_is_not_taken_for_the_one_that_it_read(folders: Folders) -> None:
    read_before = real("production").zone
    assert not synthesized.is_current(folders, {"staging": read_before})


def test_a_file_that_is_written_again_with_the_same_content_changes_nothing(folders: Folders) -> None:
    (folders.output.parent / "modules" / "room" / "__init__.py").write_text("")
    assert synthesized.is_current(folders, ZONES)


def test_all_code_and_all_policies_are_inputs() -> None:
    assert {environment.PROJECT / "modules", environment.PROJECT / "policies"} == set(synthesized.INPUTS)


def test_it_is_not_current_for_another_environment(folders: Folders) -> None:
    assert not synthesized.is_current(folders, {"production": real("production").zone})


def test_what_python_and_terraform_leave_behind_changes_nothing(folders: Folders) -> None:
    (folders.output.parent / "modules" / "room" / "__pycache__").mkdir()
    (folders.output.parent / "modules" / "room" / "__pycache__" / "x.pyc").write_text("")
    (folders.output / WORKSPACE / ".terraform.lock.hcl").write_text("")
    assert synthesized.is_current(folders, ZONES)


class TestWriteIfStale:
    @pytest.fixture
    def written(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The environments that are written."""
        names: list[str] = []

        def write(zones: dict[str, LandingZone], _: Folders) -> None:
            names.extend(zones)

        monkeypatch.setattr(synth, "write", write)
        return names

    def test_writes_nothing_where_all_is_as_it_would_be(self, folders: Folders, written: list[str]) -> None:
        synth.write_if_stale(ZONES, folders)
        assert written == []

    def test_removes_what_a_killed_deploy_left(self, folders: Folders, written: list[str]) -> None:
        workspace = folders.output / WORKSPACE
        before = {*workspace.iterdir()}
        write_imports(workspace, {"aws_vpc.hub": "vpc-1"})
        synth.write_if_stale(ZONES, folders)
        assert ({*workspace.iterdir()}, written) == (before, [])

    def test_writes_what_is_out_of_date(self, folders: Folders, written: list[str]) -> None:
        edited(folders.output.parent)
        synth.write_if_stale(ZONES, folders)
        assert written == ["staging"]

    def test_writes_an_environment_anew_that_others_are_beside(self, folders: Folders, written: list[str]) -> None:
        both = {**ZONES, "production": real("production").zone}
        synthesized.mark(folders, synthesized.inputs_of(both))
        synth.write_if_stale(ZONES, folders)
        assert written == ["staging"]
