"""Workspaces that read each other and need no provider, in any backend, as synthesis writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from modules.deployment.spec import LocalBackendSpec, S3BackendSpec
from modules.deployment.state_names import STATE_FOLDER, local_state, s3_key

NEEDS: Mapping[str, Sequence[str]] = {"organization": (), "accounts": ("organization",), "account-a": ("accounts",)}

Backend = LocalBackendSpec | S3BackendSpec


def block(backend: Backend, name: str) -> tuple[str, dict[str, Any]]:
    """The type of a backend and what it is told of a workspace."""
    workspace = f"staging-{name}"
    if isinstance(backend, LocalBackendSpec):
        return "local", {"path": f"../../../{STATE_FOLDER}/{local_state('staging', workspace)}"}
    given = backend.model_dump(exclude={"type", "key_prefix"}, exclude_none=True, exclude_defaults=True)
    return "s3", {**given, "key": s3_key(backend, "staging", workspace), "encrypt": True}


def write_workspaces(root: Path, backend: Backend, needs: Mapping[str, Sequence[str]] = NEEDS) -> None:
    """Write them all, with a manifest."""
    stacks = {}
    for name, upstream in needs.items():
        folder = root / "cdktf.out" / "stacks" / f"staging-{name}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cdk.tf.json").write_text(json.dumps(_document(backend, name, upstream)))
        dependencies = [f"staging-{each}" for each in upstream]
        stacks[f"staging-{name}"] = {"workingDirectory": f"stacks/staging-{name}", "dependencies": dependencies}
    (root / "cdktf.out" / "manifest.json").write_text(json.dumps({"version": "0.21.0", "stacks": stacks}))


def _document(backend: Backend, name: str, upstream: Sequence[str]) -> dict[str, Any]:
    type_, own = block(backend, name)
    read = [f"${{data.terraform_remote_state.{each}.outputs.value}}" for each in upstream]
    document: dict[str, Any] = {
        "terraform": {"backend": {type_: own}},
        "resource": {"terraform_data": {"it": {"input": {"name": name, "upstream": read}}}},
        "output": {"value": {"value": "${terraform_data.it.id}"}},
    }
    if upstream:
        remote = {each: {"backend": type_, "config": _reading(block(backend, each)[1])} for each in upstream}
        document["data"] = {"terraform_remote_state": remote}
    return document


def _reading(config: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in config.items() if key not in {"use_lockfile", "dynamodb_table"}}
