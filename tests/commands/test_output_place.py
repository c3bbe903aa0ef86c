"""Where `synth` refuses to write, as a user runs it on a copy of the project: nothing is lost, whatever is named."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from modules.environment import PROJECT
from modules.synthesized.written_files import LIST
from modules.workspaces.writing.output_list import list_text
from modules.workspaces.writing.output_place import OTHERS
from tests.commands.test_main import run
from tests.support.project import BY_CHOICE, copy_project
from tests.workspaces.test_output_folder import texts

CONTAINS = """the output folder must not contain the project
  got: {got}
  why: all of it would be in the way
  fix: name another folder in CDKTF_OUTDIR; unset, it is cdktf.out
"""
AMONG = """the output folder must not be among the project's own
  got: {got}
  why: {top} holds something else than what is synthesized
  fix: name another folder in CDKTF_OUTDIR; unset, it is cdktf.out
"""
FOREIGN = """the output folder must be empty, or hold what was synthesized before
  got: {got}, with notes.txt
  why: a file may be replaced or removed only where the list in the folder proves that synthesis wrote it
  fix: name another folder in CDKTF_OUTDIR; unset, it is cdktf.out
"""
LINK = """the output folder must not be a link
  got: {got}, which leads to kept
  why: what it holds would be replaced, and nothing proves that it is ours
  fix: name another folder in CDKTF_OUTDIR; unset, it is cdktf.out
"""
FILE = """the output folder must be a folder
  got: {got}
  why: what it holds would be replaced, and nothing proves that it is ours
  fix: name another folder in CDKTF_OUTDIR; unset, it is cdktf.out
"""
MEANT = """CDKTF_OUTDIR must {rule}
  got: {got}
  why: {why}
  fix: name another folder; unset, it is cdktf.out
"""
SEEN = MEANT.replace("{rule}", "be one line of characters that can be seen").replace(
    "{why}", "it names a folder, and is shown"
)
HOME = MEANT.replace("{rule}", "not start with ~").replace(
    "{why}", "only a shell puts the home folder in the place of ~; here a folder of that name would be made"
)
PREVIEW = MEANT.replace("{rule}", "not lead to .preview").replace(
    "{why}", "each folder in it is taken for that of a preview"
)

NAMED = {
    ".": CONTAINS,
    "./": CONTAINS,
    "..": CONTAINS,
    "/": CONTAINS,
    "cdktf.out/..": CONTAINS,
    "docs": AMONG,
    "docs/not/there/yet": AMONG,
    "modules/accounts": AMONG,
    "link-to-modules/accounts": AMONG,
    ".git": AMONG,
    "kept": FOREIGN,
    "link": LINK,
    "main.py": FILE,
    "loop": LINK.replace("kept", "loop"),
}
NOT_MEANT = {
    "a\nb": SEEN.replace("{got}", r"a\nb"),
    "\x1b[31m": SEEN.replace("{got}", r"\x1b[31m"),
    "~": HOME.replace("{got}", "~"),
    "~/out": HOME.replace("{got}", "~/out"),
    ".preview": PREVIEW.replace("{got}", ".preview"),
    "./.preview/staging": PREVIEW.replace("{got}", "./.preview/staging"),
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the project with a user's own files in it, and beside it."""
    folder = copy_project(tmp_path / "checkout", without=(*BY_CHOICE, "network"))
    for path in (".git/HEAD", "docs/page.md", "kept/notes.txt", "../beside.txt"):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text("mine")
    (folder / "link").symlink_to("kept")
    (folder / "link-to-modules").symlink_to("modules")
    (folder / "loop").symlink_to("loop")
    return folder


@pytest.mark.parametrize(("named", "told"), NAMED.items(), ids=NAMED)
def test_a_folder_that_is_not_ours_is_refused_before_anything_is_written(checkout: Path, named: str, told: str) -> None:
    before = own_files(checkout.parent)

    refused = run(checkout, "synth", "staging", CDKTF_OUTDIR=named, PYTHONDONTWRITEBYTECODE="1")

    place = (checkout / named).resolve() if ".." in named else checkout / named
    assert refused.stderr == told.format(
        got=place, top=place.resolve().relative_to(checkout).parts[0] if told is AMONG else ""
    )
    assert refused.returncode == 1
    assert own_files(checkout.parent) == before


@pytest.mark.parametrize(("named", "told"), NOT_MEANT.items())
def test_a_name_that_cannot_be_meant_is_refused(checkout: Path, named: str, told: str) -> None:
    before = own_files(checkout.parent)

    refused = run(checkout, "synth", "staging", CDKTF_OUTDIR=named, PYTHONDONTWRITEBYTECODE="1")

    assert (refused.returncode, refused.stderr) == (1, told)
    assert own_files(checkout.parent) == before


@pytest.mark.parametrize("named", ["cdktf.out/inner", "cdktf.out/stacks/staging-organization", "cdktf.out/a/../b/c"])
def test_an_output_folder_holds_no_other(checkout: Path, named: str) -> None:
    """The outer one is moved while it is replaced, and the inner one with it, under whatever works there."""
    (checkout / "cdktf.out" / "stacks" / "staging-organization").mkdir(parents=True)
    (checkout / "cdktf.out" / LIST).write_text(list_text([]))

    refused = run(checkout, "synth", "staging", CDKTF_OUTDIR=named)

    assert refused.stderr == (
        "the output folder must not lie in another one\n"
        f"  got: {os.path.normpath(checkout / named)}\n"
        f"  why: {checkout}/cdktf.out is moved as a whole while it is replaced\n"
        "  fix: name another folder in CDKTF_OUTDIR; unset, it is cdktf.out\n"
    )


def test_a_folder_is_shown_by_its_name_whatever_that_looks_like(checkout: Path) -> None:
    done = run(checkout, "synth", "staging", CDKTF_OUTDIR="[red]x[bold]")
    assert "workspaces to [red]x[bold]/stacks" in done.stdout


@pytest.mark.parametrize("named", ["", " "])
def test_an_empty_name_is_no_name(checkout: Path, named: str) -> None:
    before = own_files(checkout.parent)

    done = run(checkout, "synth", "staging", CDKTF_OUTDIR=named, PYTHONDONTWRITEBYTECODE="1")

    assert done.returncode == 0, done.stderr
    assert (checkout / "cdktf.out" / "manifest.json").is_file()
    assert own_files(checkout.parent) == before


def test_an_empty_folder_elsewhere_is_taken(checkout: Path, tmp_path: Path) -> None:
    """The cdktf CLI may have made it."""
    (tmp_path / "elsewhere").mkdir()
    assert run(checkout, "synth", "staging", CDKTF_OUTDIR=str(tmp_path / "elsewhere")).returncode == 0
    assert (tmp_path / "elsewhere" / "manifest.json").is_file()


@pytest.mark.parametrize("way", ["link", "text"])
def test_a_lock_that_is_none_is_not_emptied(checkout: Path, way: str) -> None:
    lock = checkout / ".cdktf.out.lock"
    if way == "link":
        lock.symlink_to("kept/notes.txt")
    else:
        lock.write_text("mine")

    refused = run(checkout, "synth", "staging")

    assert refused.returncode != 0
    assert lock.read_text() == "mine"


def test_every_folder_of_the_project_is_one_of_the_projects_own() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    assert {name.partition("/")[0] for name in listed.splitlines() if "/" in name} <= OTHERS


def own_files(folder: Path) -> dict[str, str]:
    """All but what is synthesized, and Node's packages, which are linked."""
    return {path: text for path, text in texts(folder).items() if "cdktf.out" not in path and "__pycache__" not in path}
