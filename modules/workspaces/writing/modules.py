"""Blueprints as the files of Terraform modules."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from modules.workspaces.base.blueprint import MODULES_FOLDER, Blueprint, BlueprintModule
from modules.workspaces.writing.documents import Files, new_app, synthesize_app, written


def module_files(blueprints: Iterable[Blueprint]) -> dict[str, Files]:
    """Synthesize blueprints; return the files of each, by its source in a module call."""
    with tempfile.TemporaryDirectory(prefix="landing-zone-") as folder:
        app = new_app(folder)
        for blueprint in blueprints:
            BlueprintModule(app, blueprint)
        stacks = synthesize_app(app, Path(folder))
    return {f"./{MODULES_FOLDER}/{name}": written(_as_module(stack.document)) for name, stack in stacks.items()}


def called_by(document: Mapping[str, Any], modules: Mapping[str, Files]) -> Iterator[tuple[str, str]]:
    """Give every file of the modules that a workspace calls: its path in the workspace's folder, and its text."""
    for source in dict.fromkeys(call["source"] for call in document.get("module", {}).values()):
        for name, text in modules[source].items():
            yield f"{source.removeprefix('./')}/{name}", text


def _as_module(document: Mapping[str, Any]) -> dict[str, Any]:
    """Take out what only a root module has."""
    module = {key: value for key, value in document.items() if key not in {"provider", "//"}}
    module["terraform"] = {key: value for key, value in document["terraform"].items() if key != "backend"}
    return module
