"""From environments to the files that Terraform reads."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from modules.environment import Environment
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.foundation.bootstrap import add_bootstrap
from modules.workspaces.order import define_workspaces
from modules.workspaces.writing.deliveries import without
from modules.workspaces.writing.documents import DOCUMENT, Files, new_app
from modules.workspaces.writing.output_folder import replace_output
from modules.workspaces.writing.state_use import state_use
from modules.workspaces.writing.workspace_files import WrittenDeployment, written_workspaces


@dataclass(frozen=True, slots=True)
class Synthesis:
    """What was written."""

    output: Path
    workspaces: tuple[str, ...]


def synthesize(
    environments: Sequence[Environment],
    output: Path,
    *,
    progress: Callable[[str], None] = lambda _: None,
    define: Callable[[Deployment], None] = define_workspaces,
) -> Synthesis:
    """Write every workspace of `environments` below `output`, in place of what was there.

    Nothing is written when anything goes wrong. What Terraform keeps beside a workspace (`.terraform`) stays.

    Args:
        environments: What to write.
        output: The folder.
        progress: Is told what is done.
        define: Adds the workspaces of an environment to its deployment.

    Raises:
        SilentLossError: CDKTF lost something; see `silent_loss` and `workspace_files`.

    """
    files: Files = {}
    stacks: dict[str, Any] = {}
    delivered: dict[str, Any] = {}
    for environment in environments:
        progress(f"synthesizing {environment.name}")
        deployment = _written(environment, define)
        for workspace in deployment.workspaces:
            (delivered if workspace.is_delivered else stacks)[workspace.id] = workspace.entry
            files |= {f"stacks/{workspace.id}/{path}": text for path, text in workspace.files.items()}
        files |= deployment.delivered
    manifest = {"version": version("cdktf"), "stacks": without(delivered, stacks)}
    if delivered:
        manifest["delivered"] = delivered
    files["manifest.json"] = json.dumps(manifest, indent=2) + "\n"
    progress(f"writing {len(stacks)} workspaces")
    replace_output(output, files)
    return Synthesis(output, tuple(stacks))


def _written(environment: Environment, define: Callable[[Deployment], None]) -> WrittenDeployment:
    """Write all workspaces; where access to states is limited, the one that limits it behind those that read."""
    written = _constructed(environment, define)
    if environment.zone.deployment.state_access is None:
        return written
    applied = ((each.id, each.files[DOCUMENT]) for each in written.workspaces if not each.is_delivered)
    use = state_use(environment, applied)
    limiting = _constructed(environment, lambda deployment: add_bootstrap(deployment, use))
    return WrittenDeployment([*limiting.workspaces, *written.workspaces], written.delivered)


def _constructed(environment: Environment, define: Callable[[Deployment], None]) -> WrittenDeployment:
    with tempfile.TemporaryDirectory(prefix="landing-zone-") as folder:
        deployment = Deployment(environment, new_app(folder))
        define(deployment)
        return written_workspaces(deployment, Path(folder))
