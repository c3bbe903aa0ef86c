"""The schemas of providers, which the CLI needs to print a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from modules.runner.terraform.lock_file import LOCK_FILE

_CHANGES = ("resource_changes", "resource_drift")
_NONE: Mapping[str, Any] = {"format_version": "1.0", "provider_schemas": {}}


class KnownSchemas:
    """Reads the schemas of each provider once, since those of AWS take seconds."""

    def __init__(self) -> None:
        self._known: dict[str, Mapping[str, Any]] = {}

    def of(self, planned: Mapping[str, Any], folder: Path, read: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """Return the schemas of all providers that a plan changes anything of.

        What is built into Terraform (`terraform_data`) is in no lock file, and shown only where it is used.

        Args:
            planned: As `terraform show -json` tells it.
            folder: Where it was planned.
            read: Reads what `terraform providers schema -json` tells there.

        """
        lock = folder / LOCK_FILE
        versions = lock.read_text() if lock.exists() else ""
        known = self._known.get(versions, _NONE)
        needed = {change["provider_name"] for part in _CHANGES for change in planned.get(part, ())}
        if not needed <= known["provider_schemas"].keys():
            more = read()
            known = {**more, "provider_schemas": {**known["provider_schemas"], **more["provider_schemas"]}}
            self._known[versions] = known
        return known
