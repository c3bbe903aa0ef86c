"""`clean`, and the beginning of a preview: what was written goes, what somebody else put there stays and is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.commands import clean, folders
from modules.commands.emulated_state import forget_state
from modules.commands.folders import Folders
from modules.specification.errors import LandingZoneError
from modules.workspaces.writing.output_folder import replace_output
from tests.workspaces.test_output_folder import OLD, texts

WRITTEN = (
    "cdktf.out/stacks/a/.terraform/providers/aws",
    "cdktf.out/stacks/a/.terraform.lock.hcl",
    "cdktf.out/stacks/a/recovered.tf.json",
    "logs/emulator.log",
    "logs/error-20260101T000000Z.log",
    "logs/staging/staging-accounts.log",
    "logs/staging/staging-accounts.previous.log",
    "logs/staging/second-plan/staging-accounts.log",
)
OTHERS = (
    "cdktf.out/notes.txt",
    "cdktf.out/stacks/a/terraform.tfvars",
    "cdktf.out/stacks/mine/.terraform/terraform.tfstate",
    "logs/notes.txt",
    "logs/staging/kept.log",
)
STATE = (
    "staging-a.tfstate",
    "staging-a.tfstate.backup",
    ".staging-a.tfstate.lock.info",
    "staging-a.begun",
    "deploy.journal",
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a real output folder, and a preview, that were synthesized to and applied."""
    root = tmp_path / "project"
    for place in (root, root / ".preview" / "staging"):
        replace_output(place / "cdktf.out", OLD)
        fill(place, *WRITTEN, *(f"state/staging/{name}" for name in STATE))
    for module in (clean, folders):
        monkeypatch.setattr(module, "PROJECT", root)
    monkeypatch.setattr(folders, "PREVIEWS", root / ".preview")
    return root


def fill(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("text")


def left(project: Path) -> set[str]:
    return {path for path in texts(project) if not path.endswith(".cdktf.out.lock")}


class TestClean:
    def test_leaves_the_state_and_nothing_else_that_was_written(self, project: Path) -> None:
        clean.clean()

        assert left(project) == {f"state/staging/{name}" for name in STATE}
        assert not (project / "cdktf.out").exists()
        assert not (project / "logs").exists()

    def test_keeps_in_the_state_which_creations_an_interrupted_deploy_had_begun(self, project: Path) -> None:
        log = project / "logs" / "staging" / "staging-network-ipam.log"
        log.write_text('{"type": "apply_start", "hook": {"resource": {"addr": "aws_vpc_ipam.a"}, "action": "create"}}')

        clean.clean()

        assert (project / "state" / "staging" / "staging-network-ipam.begun").read_text() == "aws_vpc_ipam.a\n"

    def test_leaves_and_names_what_no_command_wrote(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        fill(project, *OTHERS, ".preview/staging/state/staging/notes.txt")

        clean.clean()

        stays = {*OTHERS, *(f"state/staging/{name}" for name in STATE)}
        assert left(project) - stays == {"cdktf.out/files.json", ".preview/staging/state/staging/notes.txt"}
        told = capsys.readouterr().out.splitlines()
        assert told == [*(f"Left: {path}, which no command wrote" for path in sorted(OTHERS)), "Clean"]

    def test_leaves_a_folder_that_is_synthesized_to_again(self, project: Path) -> None:
        fill(project, *OTHERS)
        clean.clean()
        replace_output(project / "cdktf.out", OLD)
        assert (project / "cdktf.out" / "notes.txt").exists()

    @pytest.mark.parametrize("link", ["logs", "logs/staging", "cdktf.out/stacks/a", "cdktf.out/stacks/a/.terraform"])
    def test_removes_nothing_behind_a_link(self, project: Path, tmp_path: Path, link: str) -> None:
        (project / link).rename(tmp_path / "elsewhere")
        (project / link).symlink_to(tmp_path / "elsewhere")
        before = texts(tmp_path / "elsewhere")

        clean.clean()

        assert texts(tmp_path / "elsewhere") == before

    def test_is_refused_where_the_output_folder_is_not_ours(self, project: Path) -> None:
        (project / "cdktf.out" / "files.json").unlink()
        (project / "cdktf.out" / "manifest.json").unlink()
        before = left(project)

        with pytest.raises(LandingZoneError, match="must be empty, or hold what was synthesized before"):
            clean.clean()

        assert left(project) == before


class TestForgetState:
    def test_leaves_what_no_preview_wrote(self, tmp_path: Path) -> None:
        fill(tmp_path / "state", *(f"staging/{name}" for name in (*STATE, "notes.txt", "other-a.tfstate")))

        forget_state(Folders(tmp_path / "cdktf.out"), "staging")

        assert set(texts(tmp_path)) == {"state/staging/notes.txt", "state/staging/other-a.tfstate"}

    @pytest.mark.parametrize("link", ["state", "state/staging"])
    def test_refuses_a_link(self, tmp_path: Path, link: str) -> None:
        fill(tmp_path / "elsewhere", *(f"staging/{name}" for name in STATE), *STATE)
        (tmp_path / link).parent.mkdir(exist_ok=True)
        (tmp_path / link).symlink_to(tmp_path / "elsewhere")
        before = texts(tmp_path / "elsewhere")

        with pytest.raises(LandingZoneError) as refused:
            forget_state(Folders(tmp_path / "cdktf.out"), "staging")

        assert str(refused.value) == (
            "the states of a preview must not lie behind a link\n"
            f"  got: {tmp_path / link}, which leads to {tmp_path / 'elsewhere'}\n"
            "  why: a preview begins by removing the states of the last one, and those there may be others\n"
            "  fix: remove the link"
        )
        assert texts(tmp_path / "elsewhere") == before

    def test_needs_no_state(self, tmp_path: Path) -> None:
        forget_state(Folders(tmp_path / "cdktf.out"), "staging")
        assert list(tmp_path.iterdir()) == []
