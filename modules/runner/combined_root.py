"""Many workspaces as the modules of one root: Terraform then loads its providers' schemas once for all of them.

What Terraform says of a combined root only tells which workspaces to look at: each of these is validated by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modules.runner.kinds import shape, written_files
from modules.runner.shared_providers import SharedProviders
from modules.runner.terraform.events import Diagnostic
from modules.synthesized.documents import DOCUMENT

_BLOCKS = frozenset({"//", "data", "locals", "module", "output", "provider", "resource", "terraform", "variable"})
"""What Terraform checks alike in a root and in a module. Not `import`, which only a root may have."""

_SETTINGS = frozenset({"backend", "cloud", "required_providers"})
_OUTPUT = frozenset({"//", "description", "sensitive", "value"})
_SENSITIVE = re.compile(r'\bsensitive\(|"sensitive"\s*:')
"""What marks a value as sensitive."""
_MEMBER = re.compile(r"(?<![\w-])member-(\d+)(?!\d)")


@dataclass(frozen=True, slots=True)
class CombinedRoot:
    """A root that calls workspaces as modules `member-0`, `member-1` and so on, in the order given."""

    workspaces: Sequence[str]

    def folder(self, workspace: str) -> str:
        """Name the folder, below the root's, that holds a copy of the workspace."""
        return f"member-{self.workspaces.index(workspace)}"

    def documents(self, folders: Mapping[str, Path]) -> dict[str, dict[str, Any]]:
        """Return the root's own documents and those of its members, by their path below the root.

        Its backend is a workspace's: those of all have the same arguments.
        """
        written = {workspace: json.loads((folders[workspace] / DOCUMENT).read_bytes()) for workspace in self.workspaces}
        shared, documents, calls = SharedProviders(), {}, {}
        for workspace, document in written.items():
            member = self.folder(workspace)
            documents[f"{member}/{DOCUMENT}"], passed = shared.taken(member, document)
            calls[member] = {"source": f"./{member}", **({"providers": passed} if passed else {})}
        settings = written[self.workspaces[0]].get("terraform", {})
        own = {"terraform": settings, "module": calls, **shared.variables}
        return {DOCUMENT: own, **shared.files, **documents}

    def suspects(self, errors: Sequence[Diagnostic]) -> set[str]:
        """Name the workspaces that errors speak of; none where an error may be due to any of them."""
        numbers = [set(_MEMBER.findall(f"{error.file} {error}")) for error in errors]
        if not all(numbers):
            return set()
        return {self.workspaces[int(number)] for found in numbers for number in found}


def combinable(folders: Mapping[str, Path]) -> list[list[str]]:
    """Put workspaces together that may be in one root: they need the same providers and backend.

    A workspace is in no list when its files hold anything that could mean another thing in a module than in a root.
    """
    by_settings: dict[str, list[str]] = {}
    for workspace, folder in folders.items():
        settings = _common_settings(folder)
        if settings is not None:
            by_settings.setdefault(settings, []).append(workspace)
    return list(by_settings.values())


def _common_settings(folder: Path) -> str | None:
    """Return what all workspaces of a root must have in common; None where this one can be in none."""
    files = list(written_files(folder))
    if any(path.name != DOCUMENT for path in files):
        return None
    try:
        workspace, *modules = (
            json.loads(path.read_bytes()) for path in sorted(files, key=lambda path: len(path.parts))
        )
        if not _means_the_same_in_a_module(workspace) or _has_sensitive_values(workspace, modules):
            return None
        required = {
            json.dumps(document.get("terraform", {}).get("required_providers"), sort_keys=True)
            for document in (workspace, *modules)
        }
        settings = workspace.get("terraform", {})
        return json.dumps([sorted(required), shape([settings.get("backend"), settings.get("cloud")])])
    except (ValueError, KeyError, AttributeError, TypeError):
        return None  # no JSON, or not of Terraform's form: Terraform will say what is wrong with it


def _means_the_same_in_a_module(document: dict[str, Any]) -> bool:
    return (
        document.keys() <= _BLOCKS
        and document.get("terraform", {}).keys() <= _SETTINGS
        and all(output.keys() <= _OUTPUT for output in document.get("output", {}).values())
        and all("default" in variable for variable in document.get("variable", {}).values())  # a root may go without
        and all(_is_inside(call["source"]) for call in document.get("module", {}).values())
    )


def _has_sensitive_values(document: dict[str, Any], modules: Iterable[dict[str, Any]]) -> bool:
    """Whether anything is sensitive but the outputs that say so: only a root refuses that in its other outputs."""
    rest = {**document, "output": {n: o for n, o in document.get("output", {}).items() if not o.get("sensitive")}}
    return any(_SENSITIVE.search(json.dumps(part)) for part in (rest, *modules))


def _is_inside(source: str) -> bool:
    """Whether a module is in the folder of the workspace that calls it."""
    return source.startswith("./") and ".." not in source
