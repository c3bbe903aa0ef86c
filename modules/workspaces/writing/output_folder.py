"""The folder that workspaces are written to. Whoever looks finds all of the old files or all of the new ones.

Three folders beside it make that so, each named after it (for `cdktf.out`):

1. `.cdktf.out.draft-*` gets every file that is new or different. A command that ends here has changed nothing.
2. Complete, it becomes `.cdktf.out.new`: from now on the new files are what counts.
3. The output folder becomes `.cdktf.out.old`, where nobody takes it for the old or the new one while files are
   removed, and moved in from `.cdktf.out.new`. The folders in it stay the same ones, so that a Terraform that still
   works there loses nothing. Then it is called `cdktf.out` again.

A command that is killed in the third step is completed by the next one.
"""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from modules.specification.errors import LandingZoneError
from modules.synthesized.written_files import LIST
from modules.workspaces.writing.output_list import is_list, list_text, listed, refuse_links, remove
from modules.workspaces.writing.output_place import refuse_foreign

Files = dict[str, str]
"""Text by path, relative to the output folder."""


def replace_output(output: Path, files: Files) -> None:
    """Make `output` hold `files` in place of those written before. No other file is touched, and none that stays.

    Raises:
        LandingZoneError: `output` holds something that is not ours, where a file would have to go or throughout.
        OSError: the disk is full, or nothing may be written there. The old files stay.

    """
    complete_replacement(output)
    refuse_foreign(output)
    known = listed(output) or frozenset()
    encoded = {path: text.encode() for path, text in files.items()}
    if known == {*files, LIST} and all(_holds(output / path, content) for path, content in encoded.items()):
        return
    refuse_links(output, files)
    _refuse_others_files(output, encoded, known)
    output.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{output.name}.draft-", dir=output.parent))
    try:
        _write(draft / LIST, list_text(files).encode())
        for path, content in encoded.items():
            if not _holds(output / path, content):
                _write(draft / path, content)
        draft.rename(_new(output))
    except BaseException as error:
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(draft)  # a full disk is told without the place
        _discard(draft)
        raise
    complete_replacement(output)


def complete_replacement(output: Path) -> None:
    """Do what a replacement that was killed had left to do, if one was; undo one that had changed nothing yet.

    Raises:
        LandingZoneError: something stands in the way that is not ours.

    """
    for draft in output.parent.glob(f".{output.name}.draft-*"):
        _discard(draft)
    new, old = _new(output), _old(output)
    if new.is_symlink() or old.is_symlink():
        raise _in_the_way(new if new.is_symlink() else old)
    if new.is_dir() and any(new.iterdir()):
        wanted = listed(new)
        if wanted is None:
            raise _in_the_way(new)
        if not old.exists():
            refuse_foreign(output)
            _move_aside(output, old)
        remove(old, (listed(old) or frozenset()) - wanted)
        _merge(new, old)
        (new / LIST).replace(old / LIST)
    if old.is_dir():
        if listed(old) is None:
            raise _in_the_way(old)
        _move_back(old, output)
    if new.is_dir():
        new.rmdir()


def _move_aside(output: Path, old: Path) -> None:
    if output.exists():
        output.rename(old)
    else:
        old.mkdir()


def _move_back(old: Path, output: Path) -> None:
    try:
        old.rename(output)
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise
        raise LandingZoneError(
            f"{output.name} and {old.name} must not both be there",
            got=f"{output}, which is not empty",
            why=f"a command was killed while it replaced what is in {old.name}, and something else came since",
            fix=f"move {output.name} out of the way and run the command again",
        ) from error


def _merge(source: Path, target: Path) -> None:
    """Move all that is below `source`, but for the list, to its place below `target`."""
    for path in source.iterdir():
        goal = target / path.name
        if path.is_dir() and goal.is_dir():
            _merge(path, goal)
            path.rmdir()
        elif path.name != LIST:
            path.replace(goal)


def _refuse_others_files(output: Path, encoded: Mapping[str, bytes], known: frozenset[str]) -> None:
    for path, content in encoded.items():
        target = output / path
        blocked = target if target.exists() else next((parent for parent in target.parents if parent.is_file()), None)
        if blocked is None or blocked.relative_to(output).as_posix() in known or _holds(target, content):
            continue
        raise LandingZoneError(
            "somebody else's file must not stand where a synthesized one goes",
            got=blocked,
            why="it would be overwritten, and nothing proves that synthesis wrote it",
            fix="move it away, and run the command again",
        )


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _discard(draft: Path) -> None:
    """Remove a draft, whose list names all that can be in it. The list goes last."""
    if not draft.is_symlink():
        remove(draft, (listed(draft) or frozenset()) - {LIST})
        if is_list(draft / LIST):
            remove(draft, [LIST])
        with suppress(OSError):  # somebody else's files are in it
            draft.rmdir()


def _in_the_way(path: Path) -> LandingZoneError:
    return LandingZoneError(
        f"{path.name} must be what a replacement of the output folder has left, or not be there",
        got=path,
        why="commands use that name, and nothing proves that one of them wrote what is there",
        fix="move it away, and run the command again",
    )


def _new(output: Path) -> Path:
    return output.with_name(f".{output.name}.new")


def _old(output: Path) -> Path:
    return output.with_name(f".{output.name}.old")
