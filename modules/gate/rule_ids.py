"""Which rules there are: read from the files of checkov and of our own checks.

`checkov --list` takes ten seconds, and leaves out checks that it was given by `--external-checks-dir`.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

_ID = re.compile(r"\bCKV2?_[A-Z]+_[0-9]+\b")


def known(checks: Path) -> set[str]:
    """Give the id of every rule for Terraform that checkov or the folder `checks` has."""
    folders = [*_terraform_checks(), checks]
    files = (path for folder in folders for pattern in ("*.py", "*.yaml", "*.json") for path in folder.rglob(pattern))
    return {rule for path in files for rule in _ID.findall(path.read_text(encoding="utf-8"))}


def _terraform_checks() -> Iterator[Path]:
    package = importlib.util.find_spec("checkov")
    for location in (package.submodule_search_locations or []) if package else []:
        yield Path(location) / "terraform" / "checks"
