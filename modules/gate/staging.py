"""A folder in which checkov finds each file once, in a layout whose lines lead back to addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from modules.gate import canary
from modules.gate.block_lines import addresses_by_line, resource_addresses, written
from modules.gate.synthesized_files import SynthesizedFile
from modules.specification.tag_keys import TagKeys
from modules.synthesized.documents import DOCUMENT

TAG_KEYS = "tag_keys"
"""The file with the keys of tags; without an ending, checkov takes it for none of Terraform's."""

_HCL_BLOCK = re.compile(rb'^\s*(?:resource|data|module|provider)\s+"', re.MULTILINE)
_HCL_RESOURCE = re.compile(rb'^\s*resource\s+"([^"]+)"\s+"([^"]+)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file as it lies in the staging folder."""

    source: SynthesizedFile
    document: Mapping[str, Any]
    """Empty for HCL."""
    resources: frozenset[str]
    addresses: Mapping[int, str] = field(default_factory=dict)
    """By the line on which the block begins; empty for HCL, where checkov itself names the address."""


@dataclass(slots=True)
class Staging:
    """The folder, and what is in it by staged path."""

    folder: Path
    files: dict[PurePosixPath, StagedFile] = field(default_factory=dict)
    unreadable: dict[PurePosixPath, str] = field(default_factory=dict)
    """What Terraform could not read either, by path below the output folder, with the reason."""

    @property
    def frameworks(self) -> list[str]:
        """What checkov calls the kinds of files that are there."""
        has_hcl = any(path.suffix == ".tf" for path in self.files)
        return ["terraform_json", "terraform"] if has_hcl else ["terraform_json"]


def stage(
    sources: Iterable[SynthesizedFile], folder: Path, *, tag_keys: Mapping[str, TagKeys] | None = None
) -> Staging:
    """Write every file that holds something to check, and the canary, below `folder`.

    Args:
        sources: The files.
        folder: Where to.
        tag_keys: By environment, the organization's own keys for required tags: a rule reads them in a file beside.

    """
    staging = Staging(folder)
    _write(folder / TAG_KEYS, json.dumps({name: dict(keys) for name, keys in (tag_keys or {}).items()}))
    _write(folder / canary.LOCATION / DOCUMENT, written(canary.DOCUMENT))
    for source in sources:
        if source.path.suffix == ".tf":
            _stage_hcl(source, staging)
        else:
            _stage_json(source, staging)
    return staging


def _stage_json(source: SynthesizedFile, staging: Staging) -> None:
    try:
        document = source.document()
        text = written(document)
        path = PurePosixPath(source.workspace) / source.inside
        _write(staging.folder / path, text)
    except ValueError as error:
        staging.unreadable[source.path] = str(error)
        return
    staging.files[path] = StagedFile(
        source, document, frozenset(resource_addresses(document)), addresses_by_line(document)
    )


def _stage_hcl(source: SynthesizedFile, staging: Staging) -> None:
    """Leave out the side files of a workspace: settings and moves, nothing that a rule looks at."""
    if not _HCL_BLOCK.search(source.content):
        return
    path = PurePosixPath(source.workspace) / source.inside
    _write(staging.folder / path, source.content.decode(errors="replace"))
    resources = {f"{kind.decode()}.{name.decode()}" for kind, name in _HCL_RESOURCE.findall(source.content)}
    staging.files[path] = StagedFile(source, {}, frozenset(resources))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
