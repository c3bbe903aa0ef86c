"""Kinds of workspaces: those of one kind differ in values only, not in what they refer to, and are valid alike."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from modules.synthesized.documents import DOCUMENT

_EXPRESSION = re.compile(r"\$\{[^}]*\}")
_TEXT_IN_EXPRESSION = re.compile(r'"[^"]*"')


def kinds(folders: Mapping[str, Path]) -> list[list[str]]:
    """Put workspaces together that are of one kind."""
    by_structure: dict[str, list[str]] = {}
    for workspace, folder in folders.items():
        by_structure.setdefault(_structure(folder), []).append(workspace)
    return list(by_structure.values())


def written_files(folder: Path) -> Iterator[Path]:
    """Give every file of a workspace and its modules, but not what Terraform itself writes there."""
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if ".terraform" not in relative.parts and path.is_file() and not path.name.startswith(".terraform"):
            yield path


def shape(node: Any) -> Any:
    """Reduce a document to its structure: instead of each value its type and what it refers to, and no comments."""
    if isinstance(node, dict):
        content = {key: value for key, value in node.items() if key != "//"}  # what Terraform takes for a comment
        return {_label(key): "tags" if key == "tags" else shape(value) for key, value in content.items()}
    if isinstance(node, list):
        return [shape(item) for item in node]
    if isinstance(node, str):
        return ["str", *(_TEXT_IN_EXPRESSION.sub('""', expression) for expression in _EXPRESSION.findall(node))]
    return type(node).__name__


def _structure(folder: Path) -> str:
    """Digest all that the files of a workspace say, but for its values."""
    digest = hashlib.sha256()
    for path in written_files(folder):
        digest.update(str(path.relative_to(folder)).encode())
        if path == folder / DOCUMENT:
            digest.update(json.dumps(shape(json.loads(path.read_text()))).encode())
        else:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _label(key: str) -> str:
    return "remote state" if key.startswith("cross-stack-reference-input-") else key
