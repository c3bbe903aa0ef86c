"""Documents: what the files of a workspace say, and those of the modules that it calls."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import normpath
from sys import intern
from typing import Any

from modules.specification.errors import LandingZoneError
from modules.synthesized.manifest import not_synthesized

DOCUMENT = "cdk.tf.json"
"""The file in the folder of a workspace or a module that says everything about it."""

Content = Mapping[str, Any]

_SIDE_BLOCKS = frozenset({"//", "terraform", "moved", "removed", "lifecycle", "import", "check"})
"""Blocks that files beside the document may hold: none of them makes anything. `lifecycle` is a part of `removed`."""
_TYPED = frozenset({"data", "resource"})
_PARTS = _TYPED | {"locals", "module", "output", "provider", "variable"}
"""Parts that are objects, as synthesis writes them; Terraform would take lists of objects, too."""
_HCL_BLOCK = re.compile(rb"^[ \t]*([a-z]+)\b[^=\n]*\{", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """What is written for a workspace, or for a module, which many workspaces call."""

    name: str
    """The workspace's id, or the name of the module; modules that differ have different names."""
    content: Content
    modules: Mapping[str, Document] = field(default_factory=dict)
    """What each call of a module leads to, by the call's name."""

    def blocks(self, part: str) -> Mapping[str, Any]:
        """Return the blocks of a part by their first label: those of `resource` by type, those of `output` by name."""
        found: Mapping[str, Any] = self.content.get(part) or {}
        return found

    def whole(self) -> Iterator[Document]:
        """Return the document, and every one that it calls."""
        yield self
        for module in self.modules.values():
            yield from module.whole()


def read_content(folder: Path) -> Content:
    """Read the document in the folder of a workspace or a module, by itself.

    Raises:
        LandingZoneError: there is none, or it is no JSON object.

    """
    return _parsed(folder, _text(folder))


class DocumentReader:
    """Reads documents, each text of a module once: a thousand accounts have the same modules."""

    def __init__(self) -> None:
        self._modules: dict[bytes, list[Document]] = {}
        self._names: set[str] = set()

    def workspace(self, id_: str, folder: Path) -> Document:
        """Read a workspace, with the modules that it calls.

        Raises:
            LandingZoneError: a file is not there or not whole, or something would be applied that is not read.

        """
        content = _parsed(folder, _text(folder))
        return Document(id_, content, self._called(content, folder))

    def _called(self, content: Content, folder: Path) -> dict[str, Document]:
        _refuse_other_files(folder)
        calls: Mapping[str, Any] = content.get("module") or {}
        return {name: self._module(folder, name, str(call.get("source"))) for name, call in calls.items()}

    def _module(self, caller: Path, call: str, source: str) -> Document:
        folder = caller / normpath(source)
        if not source.startswith("./") or not (folder / DOCUMENT).is_file():
            raise LandingZoneError(
                "a module is called whose files are not in the workspace",
                got=f"module.{call} with the source {source} in {caller.name}",
                why="what it would make cannot be read, so nothing would be known of it",
                fix="put the module inside the workspace's folder and call it as ./modules/<name>",
            )
        text = _text(folder)
        known = self._modules.setdefault(text, [])
        content = known[0].content if known else _parsed(folder, text)
        modules = self._called(content, folder)
        same = (
            document
            for document in known
            if document.modules == modules and document.name.partition("#")[0] == folder.name
        )
        found = next(same, None)
        if found is None:
            found = Document(self._unique(folder.name), content, modules)
            known.append(found)
        return found

    def _unique(self, name: str) -> str:
        unique = name if name not in self._names else f"{name}#{len(self._names)}"
        self._names.add(unique)
        return unique


def _text(folder: Path) -> bytes:
    try:
        return (folder / DOCUMENT).read_bytes()
    except OSError as error:
        raise not_synthesized(folder.name, got=f"{folder / DOCUMENT}: {error.strerror}") from error


def _parsed(folder: Path, text: bytes) -> Content:
    try:
        content = json.loads(text, object_hook=_without_comments)
    except ValueError as error:
        raise not_synthesized(folder.name, got=f"{folder / DOCUMENT}: {error}") from error
    if not isinstance(content, dict):
        raise not_synthesized(folder.name, got=f"{folder / DOCUMENT} is no JSON object")
    for part in _PARTS & content.keys():
        if not _is_of_objects(content[part], nested=part in _TYPED):
            raise not_synthesized(folder.name, got=f"{part} in {folder / DOCUMENT} is no JSON object")
    return content


def _is_of_objects(blocks: Any, *, nested: bool) -> bool:
    return isinstance(blocks, dict) and not (nested and any(not isinstance(block, dict) for block in blocks.values()))


def _refuse_other_files(folder: Path) -> None:
    """Refuse files beside the document that make anything: Terraform would apply them unread."""
    for path in sorted(folder.iterdir()):
        if path.name != DOCUMENT and path.name.endswith((".tf", ".tf.json")):
            blocks = _blocks_of(path)
            if blocks - _SIDE_BLOCKS:
                raise LandingZoneError(
                    "a file beside the synthesized document makes something",
                    got=f"{', '.join(sorted(blocks - _SIDE_BLOCKS))} in {folder.name}/{path.name}",
                    why=f"only {DOCUMENT} is read and proved, and Terraform would apply this file, too",
                    fix="take it away, or make it in a workspace of the environment",
                )


def _blocks_of(path: Path) -> set[str]:
    text = path.read_bytes()
    if path.suffix == ".json":
        try:
            return set(json.loads(text))
        except (ValueError, TypeError):
            return {"what is no JSON object"}
    return {found[1].decode() for found in _HCL_BLOCK.finditer(text)} if text.strip() else set()


def _without_comments(block: dict[str, Any]) -> dict[str, Any]:
    """Leave out what Terraform takes for a comment, and keep each text once: workspaces say much the same."""
    return {intern(key): intern(value) if type(value) is str else value for key, value in block.items() if key != "//"}
