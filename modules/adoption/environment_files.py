"""The files of an environment that was adopted: written together, where there is none yet."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from modules.adoption.adopted import Adoption
from modules.specification.errors import LandingZoneError
from modules.specification.printing import printable
from modules.whole_files import write_whole

_SCHEMA = "# yaml-language-server: $schema=../../docs/reference/specification.schema.json\n"
_FILES = {
    "organization.yaml": ("organization", "# The organization, as far as requests of accounts tell of it.\n"),
    "accounts.yaml": ("accounts", "# Every account that is requested, but those of teams.\n"),
    "stages.yaml": ("stages", "# The steps of the way to production.\n"),
    "teams.yaml": ("teams", "# ML teams.\n"),
    "vending.yaml": ("vending", "# How accounts come into being.\n"),
}
"""The section of each file, and what is said of it."""


def write_environment(adopted: Adoption, folder: Path) -> list[str]:
    """Write an environment's folder, all of it or nothing.

    Returns:
        The names of its files.

    Raises:
        LandingZoneError: something is there already.
        OSError: it cannot be written.

    """
    if folder.exists() or folder.is_symlink():
        raise LandingZoneError(
            "an environment that is adopted must not be there yet",
            got=f"{folder.parent.name}/{folder.name}",
            why="nothing that somebody wrote is replaced",
            fix="name another environment, and take from it what you want",
        )
    files = _files(adopted)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as temporary:
        draft = Path(temporary) / folder.name
        draft.mkdir()
        for name, text in files.items():
            write_whole(draft / name, text)
        shutil.move(draft, folder)
    return list(files)


def _files(adopted: Adoption) -> dict[str, str]:
    files = {
        name: f"{_SCHEMA}{comment}{_yaml({section: adopted.sections[section]})}"
        for name, (section, comment) in _FILES.items()
        if section in adopted.sections
    }
    return {**files, "README.md": _readme(adopted)}


def _yaml(document: Mapping[str, Any]) -> str:
    yaml, text = YAML(), io.StringIO()
    yaml.width = 120
    yaml.dump(dict(document), text)
    return text.getvalue()


def _readme(adopted: Adoption) -> str:
    lines = ["# Adopted from Account Factory for Terraform", "", "## To fill in", ""]
    lines += [f"- {item}" for item in adopted.to_fill_in]
    if adopted.losses:
        losses = (f"- `{loss.place}` {printable(loss.what)}" for loss in adopted.losses)
        lines += ["", "## Not carried over", "", *losses]
    return "\n".join([*lines, ""])
