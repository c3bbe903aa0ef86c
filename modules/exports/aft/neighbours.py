"""Files of others beside those that are exported, which Terraform or AFT would join with ours.

A clone of a repository may have anything in it, and keeps it. What declares the same as a file of ours, or is rendered
into one, would end AFT's pipeline after the commit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from modules.specification.errors import LandingZoneError

_LABELS = {"data": 2, "module": 1, "output": 1, "resource": 2, "variable": 1}
"""Kinds of blocks that Terraform takes once by their labels in a folder."""

_BLOCK = re.compile(rf'^\s*({"|".join(_LABELS)})\s+"([^"]+)"(?:\s+"([^"]+)")?\s*\{{', re.MULTILINE)
_PROVIDERS = "required_providers"
_JOINED = {"jinja": "tf", "tf": "jinja"}


def refuse_clashes(folder: Path, files: Mapping[str, str], known: Collection[str]) -> None:
    """Refuse to export beside files of others that would be joined with ours.

    Args:
        folder: The folder that is exported to.
        files: What is exported, by path.
        known: Paths that the last export wrote.

    Raises:
        LandingZoneError: there are such files; the message names all of them.

    """
    found = [clash for place in _places(files) for clash in _clashes(folder, place, files, known)]
    if found:
        raise LandingZoneError(
            "somebody else's file must not say again what an exported one says",
            got="; ".join(found),
            why="Terraform reads all files of a folder as one, and AFT's pipeline ends there once this is pushed",
            fix="remove these files, or what is said twice in them, in the commit that adds the export",
        )


def _places(files: Mapping[str, str]) -> list[PurePosixPath]:
    return sorted({path.parent for path in map(PurePosixPath, files) if path.suffix == ".tf" or _is_json(path.name)})


def _clashes(folder: Path, place: PurePosixPath, files: Mapping[str, str], known: Collection[str]) -> Iterator[str]:
    ours = {own.name: text for name, text in files.items() if (own := PurePosixPath(name)).parent == place}
    declared = {what: name for name, text in ours.items() for what in _declared(name, text)}
    for path in sorted((folder / place).glob("*")):
        written = f"{place}/{path.name}"
        if path.name in ours or written in known or not path.is_file():
            continue
        if rendered := _rendered_with(path.name, ours):
            yield f"{written}, which AFT joins with {rendered}"
        twice = [what for what in _declared(path.name, _text(path)) if what in declared]
        yield from (f"{written}: {what}, as in {declared[what]}" for what in twice)


def _rendered_with(name: str, ours: Collection[str]) -> str | None:
    """Return the file of ours that a file is, or is rendered behind: AFT renders `x.jinja` to the end of `x.tf`."""
    stem, dot, kind = name.rpartition(".")
    other = f"{stem}{dot}{_JOINED.get(kind)}"
    return other if other in ours else None


def _declared(name: str, text: str) -> Iterator[str]:
    """Give what a file declares, as Terraform writes it; of one that nobody can read, what can be told."""
    if name.endswith(".tf"):
        yield from (".".join(part for part in found if part) for found in _BLOCK.findall(text))
        yield from [_PROVIDERS] if re.search(rf"^\s*{_PROVIDERS}\s*\{{", text, re.MULTILINE) else []
    elif _is_json(name):
        content = _content(text)
        for kind, labels in _LABELS.items():
            yield from (f"{kind}.{named}" for named in _named(content.get(kind), labels))
        terraform = content.get("terraform")
        yield from [_PROVIDERS] if isinstance(terraform, dict) and _PROVIDERS in terraform else []


def _named(value: Any, labels: int) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        for name, inner in each.items() if isinstance(each, dict) else ():
            yield from [name] if labels == 1 else (f"{name}.{further}" for further in _named(inner, labels - 1))


def _content(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _is_json(name: str) -> bool:
    return name.endswith(".tf.json")
