"""`clean`: remove what the commands wrote, and name what they did not write. State stays, except a preview's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from modules.commands.console import out
from modules.commands.emulated_state import forget_state
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import Folders, preview_folders, previews, project_folders
from modules.commands.kept_bases import forget_kept
from modules.commands.synthesized import unmark
from modules.environment import PROJECT
from modules.runner.terraform.begun_creations import begun_record, remember
from modules.runner.terraform.import_file import remove_imports
from modules.synthesized.written_files import LIST
from modules.whole_files import write_whole
from modules.workspaces.writing.output_folder import complete_replacement
from modules.workspaces.writing.output_list import list_text, listed, remove

_WRITTEN_AT_THE_TOP = ("emulator.log", "error-*.log")


def clean() -> None:
    """Remove output folders, logs and previews' states; say what is left in them.

    Raises:
        LandingZoneError: a command works in one of the folders, or something in one is not ours.

    """
    left = list(_clean_folders(project_folders()))
    for environment in previews():
        folders = preview_folders(environment)
        forget_state(folders, environment)
        left += _clean_folders(folders, preview=True)
    left += forget_kept()
    for path in left:
        shown = path.relative_to(PROJECT) if path.is_relative_to(PROJECT) else path
        out.print(f"Left: {shown}, which no command wrote", markup=False, soft_wrap=True)
    out.print("[green]Clean[/]")


def _clean_folders(folders: Folders, *, preview: bool = False) -> Iterator[Path]:
    """Remove what was written to folders; return what else is in them."""
    if not folders.output.parent.is_dir():
        return
    with exclusive_lock(folders):
        complete_replacement(folders.output)
        unmark(folders)
        ours = listed(folders.output) or frozenset()
        for workspace in {path.split("/")[1] for path in ours if path.startswith("stacks/")}:
            _remove_terraform_folder(folders.output / "stacks" / workspace)
        remove(folders.output, ours - {LIST})
        if not preview:
            _remember_begun_creations(folders)
        _remove_logs(folders.logs)
        others = _files(folders.output)
        left = [*others, *_files(folders.logs)]
        if others:
            write_whole(folders.output / LIST, list_text([]))  # so that the folder may be synthesized to again
        else:
            remove(folders.output, [LIST])
    for folder in (folders.output, folders.logs):
        with suppress(OSError):  # somebody else's files are in it
            folder.rmdir()
    yield from left


def _files(folder: Path) -> list[Path]:
    """List what is in a folder but for the list of what synthesis wrote; of a link the link alone."""
    found = [path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir()]
    return [path for path in found if path != folder / LIST]


def _remove_terraform_folder(workspace: Path) -> None:
    """Remove what Terraform fetched for a workspace, and would fetch again, and what a killed deploy left there."""
    if workspace.is_symlink() or (workspace / ".terraform").is_symlink():
        return
    if (workspace / ".terraform").is_dir():
        shutil.rmtree(workspace / ".terraform")
    (workspace / ".terraform.lock.hcl").unlink(missing_ok=True)
    remove_imports(workspace)


def _remember_begun_creations(folders: Folders) -> None:
    """Keep what the logs alone know: which creations an interrupted deploy had begun."""
    for log in sorted(folders.logs.glob("*/*.log")):
        environment = log.parent.name
        if log.name.startswith(f"{environment}-") and not log.name.endswith((".previous.log", ".validate.log")):
            remember(begun_record(folders.state / environment, log.stem), log)


def _remove_logs(logs: Path) -> None:
    """Remove the logs that are named as commands name them: after the workspaces, in a folder for each environment."""
    if logs.is_symlink():
        return
    remove(logs, [path.name for pattern in _WRITTEN_AT_THE_TOP for path in logs.glob(pattern)])
    for folder in [path for path in logs.glob("*") if path.is_dir()]:
        of_workspaces = [path.relative_to(logs).as_posix() for path in folder.rglob(f"{folder.name}-*.log")]
        remove(logs, of_workspaces)
