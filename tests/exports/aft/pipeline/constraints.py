"""Which AWS provider a root asks for, and asking for less in a rendered copy.

AFT needs provider 6; the project's tests have 5.100 (docs/decisions/0002-provider-range.md).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

RELAXED = ">= 5.100.0"

_BLOCK = re.compile(r"(required_providers\s*\{\s*aws\s*=\s*\{[^}]*?version\s*=\s*)\"([^\"]*)\"")


def provider_constraints(folder: Path) -> list[str]:
    """Return what the files of one folder ask of the AWS provider, one for each place that does."""
    found = []
    for path in sorted(folder.glob("*.tf")):
        found += [match[2] for match in _BLOCK.finditer(path.read_text())]
    for path in sorted(folder.glob("*.tf.json")):
        found += [wanted["version"] for wanted in _wanted(_read(path)) if "version" in wanted]
    return found


def relax(folder: Path) -> None:
    """Ask for less, in every module below a rendered root."""
    for path in folder.rglob("*.tf"):
        path.write_text(_BLOCK.sub(rf'\1"{RELAXED}"', path.read_text()))
    for path in folder.rglob("*.tf.json"):
        document = _read(path)
        wanted = [each for each in _wanted(document) if "version" in each]
        for each in wanted:
            each["version"] = RELAXED
        if wanted:
            path.write_text(json.dumps(document, indent=2))


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text())
    except ValueError:
        return {}  # Terraform says what is wrong with it


def _wanted(document: Any) -> list[dict[str, Any]]:
    """Return what a document asks of the AWS provider. Terraform's JSON may have a block, or a list of blocks."""
    settings = document.get("terraform") if isinstance(document, dict) else None
    blocks = [providers for each in _list(settings) for providers in _list(each.get("required_providers"))]
    return [block["aws"] for block in blocks if isinstance(block.get("aws"), dict)]


def _list(value: Any) -> list[dict[str, Any]]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]
