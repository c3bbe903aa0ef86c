"""Whether the output folder still is what its inputs would be synthesized to."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from modules.commands.folders import Folders
from modules.environment import ENVIRONMENTS, PROJECT
from modules.whole_files import write_whole

INPUTS = (PROJECT / "modules", PROJECT / "policies")
"""What every environment is made with, beside its own folder."""

CACHES = "__pycache__"


def mark(folders: Folders, environments: Iterable[str], *, since: float) -> None:
    """Note that the output folder holds these environments, as their inputs were at a time (seconds since 1970).

    Synthesis leaves files alone that stay the same, so their own times do not tell. Whose inputs they were is noted as
    well: two checkouts may share an output folder.
    """
    write_whole(_mark(folders), json.dumps({"project": str(PROJECT), "since": since, "environments": [*environments]}))


def unmark(folders: Folders) -> None:
    """Note that the output folder is being replaced: until it is marked again, it is not current."""
    _mark(folders).unlink(missing_ok=True)


def is_current(folders: Folders, environment: str) -> bool:
    """Whether the output folder holds an environment, and none of its inputs has changed since."""
    try:
        marked = json.loads(_mark(folders).read_text(encoding="utf-8"))
        is_ours = marked["project"] == str(PROJECT) and environment in marked["environments"]
        synthesized_at = float(marked["since"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return False
    if not is_ours or not (folders.output / "stacks" / f"{environment}-organization").is_dir():
        return False
    return all(changed <= synthesized_at for changed in _changes(ENVIRONMENTS / environment, *INPUTS))


def _mark(folders: Folders) -> Path:
    return folders.output.with_name(f".{folders.output.name}.inputs")


def _changes(*inputs: Path) -> Iterator[float]:
    """Give the time of every input's last change. A folder changes when a file in it goes away.

    Python itself changes a folder of code when it leaves a cache in it: there only the files tell.
    """
    for top in inputs:
        for folder, below, names in os.walk(top):
            files = [Path(folder, name) for name in names]
            has_code = CACHES in below or any(path.suffix == ".py" for path in files)
            below[:] = [name for name in below if name != CACHES]
            yield from (path.stat().st_mtime for path in (files if has_code else [*files, Path(folder)]))
