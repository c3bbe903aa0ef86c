"""An output folder as synthesis leaves it, written from plain dicts, and a copy of the policies to go with it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from modules.gate.gate import POLICIES

TODAY = date(2026, 11, 23)

Document = dict[str, Any]

TAGS = {"Environment": "test", "Owner": "team", "CostCenter": "4711", "ManagedBy": "terraform", "Account": "subject"}
PROVIDER: Document = {
    "region": "eu-west-1",
    "allowed_account_ids": ["111111111111"],
    "default_tags": [{"tags": TAGS}],
}
"""A provider that no rule objects to."""

PROVIDERS: Document = {"provider": {"aws": [PROVIDER]}}


def write_output(outdir: Path, files: Mapping[str, Document | str]) -> Path:
    """Write a manifest and files; each key is a path below `stacks/`, and its first part is the workspace."""
    for name, content in files.items():
        path = outdir / "stacks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=2), encoding="utf-8")
    workspaces = sorted({name.partition("/")[0] for name in files})
    stacks = {name: {"name": name, "workingDirectory": f"stacks/{name}"} for name in workspaces}
    (outdir / "manifest.json").write_text(json.dumps({"version": "0.21.0", "stacks": stacks}), encoding="utf-8")
    return outdir


def copy_policies(folder: Path, acceptances: str = "acceptances: []\n") -> Path:
    """Copy the project's policies, with other acceptances."""
    copied = folder / "policies" / "checkov"
    shutil.copytree(POLICIES, copied)
    (copied / "acceptances.yaml").write_text(acceptances)
    return copied
