"""What replacing the output folder writes, keeps, removes and refuses."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from modules.environment import PROJECT
from modules.specification.errors import LandingZoneError
from modules.synthesized.written_files import LIST
from modules.workspaces.writing.output_folder import replace_output
from modules.workspaces.writing.output_list import list_text, listed

OLD = {"manifest.json": "{}", "stacks/a/cdk.tf.json": "old", "stacks/gone/modules/m/cdk.tf.json": "old"}
NEW = {"manifest.json": "{}", "stacks/a/cdk.tf.json": "new", "stacks/b/cdk.tf.json": "new"}


def texts(folder: Path) -> dict[str, str]:
    """Every file below a folder, and every link, which is not followed."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file())
    return {
        path.relative_to(folder).as_posix(): f"-> {path.readlink()}" if path.is_symlink() else path.read_text()
        for path in found
    }


def without_list(folder: Path) -> dict[str, str]:
    return {path: text for path, text in texts(folder).items() if path != LIST}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder in which something was synthesized, alone in its folder."""
    folder = tmp_path / "project" / "cdktf.out"
    replace_output(folder, OLD)
    return folder


class TestReplacing:
    def test_leaves_the_new_files_and_nothing_beside_them(self, output: Path) -> None:
        replace_output(output, NEW)

        assert without_list(output) == NEW
        assert [path.name for path in output.parent.iterdir()] == ["cdktf.out"]
        assert not (output / "stacks" / "gone").exists()

    def test_lists_what_it_wrote(self, output: Path) -> None:
        replace_output(output, NEW)
        assert sorted(listed(output) or ()) == sorted([*NEW, LIST])

    def test_leaves_alone_what_it_did_not_write(self, output: Path) -> None:
        others = {
            "notes.txt": "mine",
            "stacks/a/terraform.tfvars": "mine",
            "stacks/a/.terraform/providers": "Terraform's",
            "stacks/gone/terraform.tfstate": "Terraform's",
            "stacks/gone/modules/m/.terraform.lock.hcl": "Terraform's",
            "stacks/mine/cdk.tf.json": "mine",
        }
        for path, text in others.items():
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            (output / path).write_text(text)

        replace_output(output, NEW)

        assert without_list(output) == {**NEW, **others}

    def test_keeps_the_folders_in_which_a_terraform_may_still_work(self, output: Path) -> None:
        before = (output / "stacks" / "a").stat().st_ino
        replace_output(output, NEW)
        assert (output / "stacks" / "a").stat().st_ino == before

    def test_removes_nothing_behind_a_link(self, output: Path, tmp_path: Path) -> None:
        (output / "stacks" / "gone").rename(tmp_path / "moved")
        (output / "stacks" / "gone").symlink_to(tmp_path / "moved")

        replace_output(output, NEW)

        assert texts(tmp_path / "moved") == {"modules/m/cdk.tf.json": "old"}

    def test_removes_what_was_synthesized_before_there_was_a_list(self, output: Path) -> None:
        stacks = {name: {"workingDirectory": f"stacks/{name}"} for name in ("a", "gone")}
        (output / "manifest.json").write_text(json.dumps({"stacks": stacks}))
        (output / LIST).unlink()
        kept = output / "stacks" / "gone" / "terraform.tfvars"
        kept.write_text("mine")

        replace_output(output, NEW)

        assert without_list(output) == {**NEW, "stacks/gone/terraform.tfvars": "mine"}


@pytest.mark.parametrize("written", [0, 5, 40, None])
def test_a_draft_is_removed_however_much_of_it_was_written(output: Path, written: int | None) -> None:
    draft = output.with_name(".cdktf.out.draft-x")
    draft.mkdir()
    (draft / LIST).write_text(list_text(NEW)[:written])

    replace_output(output, OLD)

    assert [path.name for path in output.parent.iterdir()] == ["cdktf.out"]


def test_a_folder_that_is_only_named_like_a_draft_stays(output: Path) -> None:
    draft = output.with_name(".cdktf.out.draft-x")
    draft.mkdir()
    (draft / LIST).write_text("mine")

    replace_output(output, NEW)

    assert texts(draft) == {LIST: "mine"}


def linked_output(output: Path) -> None:
    output.rename(output.with_name("elsewhere"))
    output.symlink_to(output.with_name("elsewhere"))


def file_for_output(output: Path) -> None:
    output.rename(output.with_name("elsewhere"))
    output.write_text("mine")


def no_list(output: Path) -> None:
    (output / LIST).unlink()


def list_of_somebody_else(output: Path) -> None:
    (output / LIST).write_text('{"files": ["manifest.json"]}')


def list_that_leads_out(output: Path) -> None:
    content = json.loads((output / LIST).read_text())
    (output / LIST).write_text(json.dumps({**content, "files": [*content["files"], "../notes.txt"]}))


def linked_workspace(output: Path) -> None:
    (output / "stacks" / "a").rename(output.parent / "a")
    (output / "stacks" / "a").symlink_to(output.parent / "a")


def file_in_the_way(output: Path) -> None:
    (output / "stacks" / "b").mkdir()
    (output / "stacks" / "b" / "cdk.tf.json").write_text("mine")


def file_for_a_folder(output: Path) -> None:
    (output / "stacks" / "b").write_text("mine")


def foreign_new(output: Path) -> None:
    output.with_name(".cdktf.out.new").mkdir()
    output.with_name(".cdktf.out.new").joinpath("notes.txt").write_text("mine")


def foreign_old(output: Path) -> None:
    output.with_name(".cdktf.out.old").mkdir()
    output.with_name(".cdktf.out.old").joinpath("notes.txt").write_text("mine")


def linked_old(output: Path) -> None:
    output.with_name(".cdktf.out.old").symlink_to(output)


MUST_BE_OURS = "the output folder must be empty, or hold what was synthesized before"
REFUSED = {
    linked_output: "the output folder must not be a link",
    file_for_output: "the output folder must be a folder",
    no_list: MUST_BE_OURS,
    list_of_somebody_else: MUST_BE_OURS,
    list_that_leads_out: MUST_BE_OURS,
    linked_workspace: "a link must not be where a synthesized file goes",
    file_in_the_way: "somebody else's file must not stand where a synthesized one goes",
    file_for_a_folder: "somebody else's file must not stand where a synthesized one goes",
    foreign_new: ".cdktf.out.new must be what a replacement of the output folder has left, or not be there",
    foreign_old: ".cdktf.out.old must be what a replacement of the output folder has left, or not be there",
    linked_old: ".cdktf.out.old must be what a replacement of the output folder has left, or not be there",
}


@pytest.mark.parametrize(("spoil", "told"), REFUSED.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_what_is_not_proved_to_be_ours_is_refused_and_stays(
    output: Path, spoil: Callable[[Path], None], told: str
) -> None:
    spoil(output)
    before = texts(output.parent)

    with pytest.raises(LandingZoneError) as refused:
        replace_output(output, NEW)

    assert refused.value.what == told
    assert texts(output.parent) == before


class TestFullDisk:
    """A process that may write no file larger than this is told so by the system as of a full disk: an OSError."""

    LIMIT = 2000
    REPLACE = (
        "from pathlib import Path; import sys; from modules.workspaces.writing.output_folder import replace_output; "
    )

    def limited(self, output: Path, files: str) -> subprocess.CompletedProcess[str]:
        code = f"{self.REPLACE}replace_output(Path(sys.argv[1]), {files})"
        return subprocess.run(
            [sys.executable, "-c", code, str(output)],
            cwd=PROJECT,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (self.LIMIT, self.LIMIT)),
            capture_output=True,
            text=True,
            check=False,
        )

    def test_leaves_the_old_files_and_nothing_beside_them(self, output: Path) -> None:
        before = texts(output)

        done = self.limited(output, "{'manifest.json': 'new', 'stacks/a/cdk.tf.json': 'x' * 5000}")

        assert "File too large" in done.stderr
        assert texts(output) == before
        assert [path.name for path in output.parent.iterdir()] == ["cdktf.out"]

    def test_of_the_list_leaves_the_old_files_and_nothing_beside_them(self, output: Path) -> None:
        before = texts(output)

        done = self.limited(output, "{f'stacks/{number}/cdk.tf.json': 'x' for number in range(200)}")

        assert "File too large" in done.stderr
        assert texts(output) == before
        assert [path.name for path in output.parent.iterdir()] == ["cdktf.out"]
