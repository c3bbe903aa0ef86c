"""Where the code may remove, move and write files. A new place is a decision: it loses nothing, and says why here."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from modules.environment import PROJECT

SOURCES = sorted([PROJECT / "main.py", *(PROJECT / "modules").rglob("*.py"), *(PROJECT / "scripts").rglob("*.py")])

REMOVES = {
    "modules/adoption/environment_files.py": "a folder that it wrote itself, to where nothing is",
    "modules/commands/base_revision.py": "what was just taken out of Git, in its own temporary folder",
    "modules/commands/clean.py": "what Terraform fetched for a workspace that the list names; empty folders",
    "modules/commands/emulated_state.py": "states and the journal of a preview, by their names",
    "modules/commands/kept_bases.py": "what it made itself, by names of 64 hexadecimal digits",
    "modules/commands/synthesized.py": "the mark, which is ours by its name",
    "modules/emulator/server.py": "the temporary log that it made itself",
    "modules/exports/export_folder.py": "drafts, ours by their names, and what the manifest has the hash of",
    "modules/runner/terraform/begun_creations.py": "the record of creations, which is ours by its name",
    "modules/runner/terraform/import_file.py": "the file of imports, which is ours by its name",
    "modules/runner/terraform/initialization.py": "the stamp of an init, and which backend it found, by their names",
    "modules/runner/terraform/local_backend.py": "the file that names another backend, which is ours by its name",
    "modules/runner/terraform/run.py": "the plan before the one that is made, which is ours by its name",
    "modules/runner/terraform/process.py": "the record of a process, and the log before the last, by their names",
    "modules/runner/terraform/state_role.py": "the file that names another role, and what an init found, by name",
    "modules/state/record.py": "the record of a move, which is ours by its name",
    "modules/whole_files.py": "the draft that it wrote itself, which replaces the file",
    "modules/workspaces/writing/output_folder.py": "drafts, which have a list; what is in the way is refused",
    "modules/workspaces/writing/output_list.py": "what a list names, and empty folders",
    "scripts/lock.py": "the draft that it wrote itself, which replaces the lock",
    "scripts/setup.py": "the archive that it fetched itself, and drafts that it wrote itself",
}
"""Files that remove or move something, and what."""

WRITES = {
    "modules/catalog/products/model-building/train-and-register/1.0/seed/evaluate.py": "the report of a job",
    "modules/catalog/terraform_products/package.py": "an archive in memory",
    "modules/catalog_tests/scanning.py": "a temporary folder of this process",
    "modules/commands/base_revision.py": "a draft of what is kept, which gets its name when it is whole",
    "modules/commands/exclusive.py": "the lock, which is held while it is written",
    "modules/commands/kept_bases.py": "a lock, in which nothing is written",
    "modules/commands/standard_streams.py": "the null device, in place of a stream that is closed",
    "modules/emulator/serve.py": "a pipe to the parent",
    "modules/emulator/server.py": "a log, which grows",
    "modules/exports/aft/files/api_helpers/gate.py": "a temporary folder of its process, in AFT's pipeline",
    "modules/exports/hcp/archives.py": "an archive in memory",
    "modules/exports/export_folder.py": "a draft, which is put in place when it is whole",
    "modules/gate/staging.py": "a temporary folder of this process",
    "modules/run_task/uploaded_workspace.py": "a temporary folder of this process",
    "modules/runner/combined_search.py": "a temporary folder of this process",
    "modules/runner/journal.py": "the journal, which grows line by line, each synced; a torn one is left out",
    "modules/runner/terraform/process.py": "a log, which grows",
    "modules/runner/terraform/run.py": "a lock, in which nothing is written",
    "modules/runner/terraform/torn_state.py": "a state whose lock is looked at; written whole",
    "modules/runner/terraform/validator.py": "a copy in a temporary folder of this process",
    "modules/state/local_place.py": "a notice over a state that is locked and was copied aside; torn, it is a notice",
    "modules/whole_files.py": "the draft of a whole file",
    "modules/workspaces/writing/output_folder.py": "the draft of the output folder",
    "scripts/lock.py": "the draft of the lock; set-up has no `modules` yet",
    "scripts/setup.py": "the draft of the stamp, a log, and an archive whose digest is checked",
}
"""Files that write something in another way than `write_whole`, and what."""

_REMOVING = {"unlink", "rmdir", "rmtree", "remove", "removedirs", "rename", "renames", "move"}
_OF_LISTS_AND_SETS = "remove"
_WRITING = {"write_text", "write_bytes", "copy", "copy2", "copyfile", "copytree", "copyfileobj", "touch", "symlink_to"}
_SHUTIL = {"copy", "copy2", "copyfile", "copytree", "copyfileobj"}
_OPENING = {"open", "fdopen"}
_READING = set("rbt")


def removals(tree: ast.AST) -> Iterator[str]:
    """Give every call that removes or moves a file. `str.replace` takes two arguments, `Path.replace` one."""
    for call, owner, name in named_calls(tree):
        is_path_replace = name == "replace" and (owner == "os" or len(call.args) + len(call.keywords) == 1)
        is_removal = name in _REMOVING and (name not in {"remove", "move"} or owner in {"os", "shutil"})
        if is_path_replace or is_removal:
            yield ast.unparse(call)


def writes(tree: ast.AST) -> Iterator[str]:
    """Give every call that writes a file, or opens one for that."""
    for call, owner, name in named_calls(tree):
        if name in _WRITING and (name not in _SHUTIL or owner == "shutil"):
            yield ast.unparse(call)
        if name in _OPENING and not mode(call, owner, name) <= _READING:
            yield ast.unparse(call)


def mode(call: ast.Call, owner: str, name: str) -> set[str]:
    """Return the letters of the mode that a file is opened with; of one that is no literal, a letter that writes."""
    if owner == "os" and name == "open":
        return (
            {"r"}
            if ast.unparse(call.args[1]).startswith("os.O_RDONLY") and "O_CREAT" not in ast.unparse(call)
            else {"w"}
        )
    at = 1 if name == "fdopen" or owner in {"", "io"} else 0
    given = next((one.value for one in call.keywords if one.arg == "mode"), None)
    given = given or (call.args[at] if len(call.args) > at else ast.Constant("r"))
    return set(given.value) if isinstance(given, ast.Constant) and isinstance(given.value, str) else {"w"}


def named_calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str, str]]:
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        match call.func:
            case ast.Attribute(value=value, attr=name):
                yield call, ast.unparse(value), name
            case ast.Name(id=name):
                yield call, "", name


def found(kind: str) -> dict[str, list[str]]:
    which = removals if kind == "removals" else writes
    by_file = {path.relative_to(PROJECT).as_posix(): list(which(ast.parse(path.read_text()))) for path in SOURCES}
    return {path: calls for path, calls in by_file.items() if calls}


@pytest.mark.parametrize(("kind", "known"), [("removals", REMOVES), ("writes", WRITES)], ids=["removals", "writes"])
def test_every_place_that_removes_or_writes_files_is_known(kind: str, known: dict[str, str]) -> None:
    calls = found(kind)
    assert {path: calls[path] for path in calls.keys() - known.keys()} == {}, "write_whole, or a line with the reason"
    assert known.keys() - calls.keys() == set(), "nothing of the kind is there any more"


@pytest.mark.parametrize(
    "code",
    [
        "shutil.rmtree(a)",
        "path.unlink()",
        "path.rmdir()",
        "os.remove(a)",
        "path.rename(a)",
        "path.replace(a)",
        "os.replace(a, b)",
        "shutil.move(a, b)",
    ],
)
def test_a_removal_is_seen(code: str) -> None:
    assert list(removals(ast.parse(code))) == [code]


@pytest.mark.parametrize(
    "code",
    [
        "path.write_text(a)",
        "path.write_bytes(a)",
        "path.open('w')",
        "path.open(mode='a')",
        "open(a, 'r+')",
        "open(a, how)",
        "os.fdopen(a, 'w')",
        "os.open(a, os.O_RDONLY | os.O_CREAT)",
        "os.open(a, os.O_WRONLY)",
        "shutil.copy(a, b)",
    ],
)
def test_a_write_is_seen(code: str) -> None:
    assert list(writes(ast.parse(code))) == [code]


@pytest.mark.parametrize(
    "code", ["text.replace('a', 'b')", "names.remove(a)", "path.open()", "open(a, 'rb')", "os.open(a, os.O_RDONLY)"]
)
def test_what_touches_no_file_is_not_taken_for_it(code: str) -> None:
    assert [*removals(ast.parse(code)), *writes(ast.parse(code))] == []


def test_no_make_target_and_no_script_removes_by_itself() -> None:
    for path in (PROJECT / "Makefile", PROJECT / ".ci" / "run"):
        words = path.read_text().split()
        assert not {"rm", "@rm", "rmdir", "unlink", "mv"} & set(words), path.name
