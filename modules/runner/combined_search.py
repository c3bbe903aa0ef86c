"""Find the valid ones among many workspaces with few runs of Terraform."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from modules.runner.combined_root import CombinedRoot
from modules.runner.terraform.events import Diagnostic
from modules.runner.terraform.validator import Validator, copied, temporary_folder


@dataclass(frozen=True, slots=True)
class CombinedSearch:
    """Which workspaces are valid; each of the others is to be validated by itself."""

    valid: Sequence[str]
    note: str = ""
    """Why none was found to be valid, where errors do not say whose they are."""


def search_valid(validator: Validator, folders: Mapping[str, Path], workspaces: Sequence[str]) -> CombinedSearch:
    """Validate workspaces together, then those without errors again, until no error is left.

    One error may hide others: Terraform does not look at resources before every block of every file is well-formed.
    """
    left = workspaces
    while len(left) > 1:
        root = CombinedRoot(left)
        errors = _errors(validator, folders, root)
        if not errors:
            return CombinedSearch(left)
        suspects = root.suspects(errors)
        if not suspects:
            return CombinedSearch((), f"{len(left)} kinds are validated one by one, as together they fail: {errors[0]}")
        left = [workspace for workspace in left if workspace not in suspects]
    return CombinedSearch(())


def _errors(validator: Validator, folders: Mapping[str, Path], root: CombinedRoot) -> list[Diagnostic]:
    with temporary_folder() as folder:
        for workspace in root.workspaces:
            copied(folders[workspace], folder / root.folder(workspace))
        for path, document in root.documents(folders).items():
            (folder / path).write_text(json.dumps(document))
        return validator.errors(folder, f"{root.workspaces[0]}-and-{len(root.workspaces) - 1}-more")
