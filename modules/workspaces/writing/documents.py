"""CDKTF's synthesis of an app: the documents of its stacks, and their entries in the manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from os import fsdecode
from pathlib import Path
from typing import Any

from cdktf import App, TerraformDataSource, TerraformResource, TerraformStack

from modules.workspaces.writing.normalise import normalise
from modules.workspaces.writing.silent_loss import refuse_silent_loss

DOCUMENT = "cdk.tf.json"

Files = dict[str, str]
"""Text by path."""


@dataclass(frozen=True, slots=True)
class SynthesizedStack:
    """One stack, as CDKTF wrote it."""

    document: dict[str, Any]
    entry: dict[str, Any]
    """Its entry in the manifest."""


def new_app(folder: Path | str) -> App:
    """Return an app whose output folder is `folder`, without what CDKTF only does for its own errors.

    It would run Terraform once for each stack, to ask for a version that this project states itself, and keep where
    each construct was made. What else it validates, that resources have a provider, `refuse_silent_loss` does.
    """
    return App(outdir=str(folder), stack_traces=False, skip_validation=True)


def synthesize_app(app: App, folder: Path) -> dict[str, SynthesizedStack]:
    """Synthesize an app whose output folder is `folder`; return every stack by its id.

    Raises:
        SilentLossError: CDKTF lost something.

    """
    # isinstance, not cdktf's own `is_terraform_resource`: that is a call to Node for each node.
    built = {
        stack.node.id: sum(isinstance(node, (TerraformResource, TerraformDataSource)) for node in stack.node.find_all())
        for stack in app.node.children
        if isinstance(stack, TerraformStack)
    }
    app.synth()
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["stacks"]
    return {
        name: SynthesizedStack(
            refuse_silent_loss(name, _text(folder / "stacks", name), built=count),
            entries[name],
        )
        for name, count in built.items()
    }


def _text(stacks: Path, name: str) -> str:
    """Read a stack. Node names folders in UTF-8, whatever Python's own encoding of names is."""
    return (stacks / fsdecode(name.encode()) / DOCUMENT).read_text(encoding="utf-8")


def written(document: Mapping[str, Any]) -> Files:
    """Return the files of one workspace or module, in the form that every tool reads."""
    normal = normalise(dict(document))
    return {DOCUMENT: json.dumps(normal.document, indent=2, ensure_ascii=False) + "\n", **normal.side_files}
