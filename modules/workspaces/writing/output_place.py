"""Where workspaces may be written to: a folder that is new, empty, or proved to be ours."""

from __future__ import annotations

import os
from pathlib import Path

from modules.specification.errors import LandingZoneError
from modules.workspaces.writing.output_list import listed

_FIX = "name another folder in CDKTF_OUTDIR; unset, it is cdktf.out"

OTHERS = frozenset(
    {
        ".ci",
        ".git",
        ".tools",
        ".venv",
        "docs",
        "environments",
        "modules",
        "node_modules",
        "policies",
        "scripts",
        "tests",
    }
    | {"logs", "state"}
)
"""Folders of the project that hold something else: sources, what set-up installs, logs, and local state."""


def refuse_project(output: Path, project: Path) -> None:
    """Refuse a folder that the project lies in, one of the project's own, or one in another output folder.

    Raises:
        LandingZoneError: it is one of these.

    """
    place, root = Path(os.path.realpath(output)), project.resolve()
    if root.is_relative_to(place):
        raise _refusal("the output folder must not contain the project", output, "all of it would be in the way")
    top = place.relative_to(root).parts[0] if place.is_relative_to(root) else ""
    if top in OTHERS:
        raise _refusal(
            "the output folder must not be among the project's own",
            output,
            f"{top} holds something else than what is synthesized",
        )
    around = next((folder for folder in place.parents if listed(folder) is not None), None)
    if around:
        raise _refusal(
            "the output folder must not lie in another one",
            output,
            f"{around} is moved as a whole while it is replaced",
        )


def refuse_foreign(output: Path) -> None:
    """Refuse a folder in which something is, and nothing proves that synthesis wrote it.

    Raises:
        LandingZoneError: it is such a folder, or a link, a file, or a mount point.

    """
    if output.is_symlink():
        raise _refusal("the output folder must not be a link", f"{output}, which leads to {output.readlink()}")
    if not output.exists():
        return
    if not output.is_dir():
        raise _refusal("the output folder must be a folder", output)
    if output.is_mount():
        raise _refusal("the output folder must not be a mount point", output, "it is moved while it is replaced")
    if any(output.iterdir()) and listed(output) is None:
        raise _refusal(
            "the output folder must be empty, or hold what was synthesized before",
            f"{output}, with {_some(output)}",
            "a file may be replaced or removed only where the list in the folder proves that synthesis wrote it",
        )


def _some(folder: Path) -> str:
    names = sorted(path.name for path in folder.iterdir())
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")  # noqa: PLR2004 - a taste


def _refusal(
    what: str, got: object, why: str = "what it holds would be replaced, and nothing proves that it is ours"
) -> LandingZoneError:
    return LandingZoneError(what, got=got, why=why, fix=_FIX)
