"""What a plan is made of beside what exists: it is right only as long as none of that moves.

Terraform refuses a saved plan when the state has moved ("Saved plan is stale"). Of a changed configuration, variable or
output of another workspace it says nothing, and applies the old one.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modules.runner.terraform.input_digest import input_digest
from modules.runner.terraform.lock_file import LOCK_FILE
from modules.runner.terraform.run import TerraformRun
from modules.synthesized.documents import read_content

_VARIABLES = re.compile(r"TF_VAR_\w+|TF_CLI_ARGS|TF_CLI_ARGS_plan|TF_WORKSPACE")
_PROVIDER = re.compile(r'^provider "([^"]+)" \{\n +version += "([^"]+)"', re.MULTILINE)
_READ = re.compile(r'data\.terraform_remote_state\.([\w-]+)\.outputs(?:\.([\w-]+)|\[\\?"([^"\\]+))')
_REMOTE_STATE = "terraform_remote_state"
_INITIALIZING = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the plan of one workspace is made of; digests, since values may be secret."""

    configuration: str
    """Of every file of the workspace's folder, its variables' files included."""
    variables: str
    """Of what Terraform's environment sets."""
    providers: Mapping[str, str]
    """Version of each provider."""
    state: str
    """Lineage and serial of the workspace's own state; empty where there is none."""
    inputs: Mapping[str, str]
    """Of what is read of other workspaces' outputs, by workspace."""

    def moved(self, now: Circumstances) -> list[str]:
        """Name what is not as it was."""
        names = {
            "the configuration": self.configuration != now.configuration,
            "variables in the environment": self.variables != now.variables,
            "the versions of providers": self.providers != now.providers,
            "the workspace's own state": self.state != now.state,
        }
        read = [f"what {name} puts out" for name, digest in self.inputs.items() if now.inputs.get(name) != digest]
        return [name for name, is_moved in names.items() if is_moved] + read


def circumstances(run: TerraformRun, upstream: Mapping[str, TerraformRun]) -> Circumstances:
    """Look at what a plan of a workspace, which is initialized, is made of now.

    Args:
        run: Terraform in the workspace.
        upstream: The same in those whose outputs it reads, by id.

    Raises:
        OSError: a state cannot be read.

    """
    for other in upstream.values():
        _initialize(other)
    state = run.pulled_state()
    lock = run.folder / LOCK_FILE
    return Circumstances(
        configuration=input_digest(run.folder),
        variables=variables_digest(run.environ),
        providers=dict(_PROVIDER.findall(lock.read_text())) if lock.exists() else {},
        state=f"{state['lineage']} {state['serial']}" if state else "",
        inputs={name: _digest(_outputs(other, _read_of(run.folder, name))) for name, other in upstream.items()},
    )


def _initialize(run: TerraformRun) -> None:
    """Initialize a workspace that others read, for one of them at a time."""
    with _INITIALIZING:
        result = run.init()
    if result.exit_code:
        raise OSError(f"{run.folder.name} could not be read: {next(map(str, result.tally.errors), 'init failed')}")


def variables_digest(environ: Mapping[str, str]) -> str:
    """Digest what the environment sets of Terraform's variables and arguments."""
    return _digest({name: value for name, value in environ.items() if _VARIABLES.fullmatch(name)})


def _read_of(folder: Path, upstream: str) -> set[str]:
    """Name the outputs of another workspace that the document of a workspace refers to."""
    content = read_content(folder)
    blocks: Mapping[str, Any] = content.get("data", {}).get(_REMOTE_STATE, {})
    named = {block for block, body in blocks.items() if _names(json.dumps(body), upstream)}
    return {dotted or quoted for block, dotted, quoted in _READ.findall(json.dumps(content)) if block in named}


def _names(text: str, workspace: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(workspace)}(?![\w-])", text) is not None


def _outputs(run: TerraformRun, names: Iterable[str]) -> Mapping[str, Any]:
    outputs = (run.pulled_state() or {}).get("outputs", {})
    return {name: outputs.get(name, {}).get("value") for name in names}


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
