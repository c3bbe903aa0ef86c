"""An output folder by hand: workspaces as synthesis writes them, and ones that are put into what it wrote."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Content = Mapping[str, Any]


def write_workspace(
    output: Path,
    workspace: str,
    content: Content,
    modules: Mapping[str, Content] | None = None,
    needs: Sequence[str] = (),
) -> None:
    """Write a workspace with modules, or write another one in its place, and name it in the manifest."""
    folder = output / "stacks" / workspace
    for path, one in {
        folder: content,
        **{folder / "modules" / key: one for key, one in (modules or {}).items()},
    }.items():
        path.mkdir(parents=True, exist_ok=True)
        (path / "cdk.tf.json").write_text(json.dumps(one))
    manifest = output / "manifest.json"
    known = json.loads(manifest.read_text()) if manifest.exists() else {"stacks": {}}
    known["stacks"][workspace] = {"workingDirectory": f"stacks/{workspace}", "dependencies": list(needs)}
    manifest.write_text(json.dumps(known))


def calling(**modules: Mapping[str, Any]) -> dict[str, Any]:
    """Give the calls of modules that lie in the workspace under the names of the calls."""
    return {"module": {name: {"source": f"./modules/{name}", **inputs} for name, inputs in modules.items()}}


def with_resources(  # noqa: PLR0913 - where it is put, and what
    source: Path,
    output: Path,
    workspace: str,
    resources: Mapping[str, Any],
    *,
    in_module: bool,
    account: str = "",
    reads: Sequence[str] = (),
) -> Path:
    """Copy what was synthesized, and put resources into a workspace, which is made where there is none of that name.

    Args:
        source: What was synthesized. It stays as it is.
        output: The copy.
        workspace: The workspace's id.
        resources: Bodies of resources by type and name. `data.terraform_remote_state` is there for all of `reads`.
        in_module: Whether they are put into a module that the workspace calls.
        account: The id of the account that a workspace works in that is made.
        reads: Ids of workspaces whose outputs are read, by the same names.

    """
    shutil.copytree(source, output)
    path = output / "stacks" / workspace / "cdk.tf.json"
    own: dict[str, Any] = {"provider": {"aws": [{"region": "eu-west-1", "allowed_account_ids": [account]}]}}
    content = json.loads(path.read_text()) if path.exists() else own
    states = {name: {"backend": "local", "config": {"path": f"../{name}.tfstate"}} for name in reads}
    holder = {} if in_module else content
    for kind, bodies in resources.items():
        holder.setdefault("resource", {}).setdefault(kind, {}).update(bodies)
    if states:
        holder.setdefault("data", {}).setdefault("terraform_remote_state", {}).update(states)
    if in_module:
        content.setdefault("module", {})["stray"] = {"source": "./modules/stray"}
        (path.parent / "modules" / "stray").mkdir(parents=True)
        (path.parent / "modules" / "stray" / "cdk.tf.json").write_text(json.dumps(holder))
    if path.exists():
        path.write_text(json.dumps(content))
    else:
        write_workspace(output, workspace, content, {"stray": holder} if in_module else {})
    return output
