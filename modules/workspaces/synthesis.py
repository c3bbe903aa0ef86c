"""From specifications to the files that Terraform reads."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from cdktf import App, TerraformDataSource, TerraformResource, TerraformStack

from modules.workspaces.account import AccountWorkspace
from modules.workspaces.accounts import AccountsWorkspace
from modules.workspaces.blueprints import BLUEPRINTS, MODULES_FOLDER, BlueprintModule, Blueprints
from modules.workspaces.normalise import normalise
from modules.workspaces.organization import OrganizationWorkspace
from modules.workspaces.output_folder import Files, replace_output
from modules.workspaces.silent_loss import refuse_silent_loss
from modules.workspaces.workspace import Environment

DOCUMENT = "cdk.tf.json"


@dataclass(frozen=True, slots=True)
class Synthesis:
    """What was written."""

    output: Path
    workspaces: tuple[str, ...]


class _Blueprint(NamedTuple):
    environment: str
    name: str


def synthesize(
    environments: Sequence[Environment], output: Path, *, progress: Callable[[str], None] = lambda _: None
) -> Synthesis:
    """Write every workspace of `environments` below `output`, in place of what was there.

    Nothing is written when anything goes wrong. What Terraform keeps beside a workspace (`.terraform`) stays.

    Raises:
        SilentLossError: CDKTF lost something; see `silent_loss`.

    """
    files: Files = {}
    with tempfile.TemporaryDirectory(prefix="landing-zone-") as folder:
        app = App(outdir=folder, stack_traces=False, skip_validation=False)
        called: dict[str, list[_Blueprint]] = {}
        for environment in environments:
            progress(f"constructing {environment.name}")
            called |= _construct(app, environment)
        progress("synthesizing workspaces")
        documents = synthesized(app, Path(folder))
        files["manifest.json"] = (Path(folder) / "manifest.json").read_text()
    blueprints = {key: files for environment in environments for key, files in _blueprints(environment).items()}
    for workspace, document in documents.items():
        files |= _written(f"stacks/{workspace}", document)
        for blueprint in called.get(workspace, ()):
            path = f"stacks/{workspace}/{MODULES_FOLDER}/{blueprint.name}"
            files |= {f"{path}/{file}": text for file, text in blueprints[blueprint].items()}
    progress(f"writing {len(documents)} workspaces")
    replace_output(output, files)
    return Synthesis(output, tuple(documents))


def _construct(app: App, environment: Environment) -> dict[str, list[_Blueprint]]:
    """Construct an environment's workspaces; return which blueprints each of them calls."""
    organization = OrganizationWorkspace(app, environment=environment)
    accounts = AccountsWorkspace(app, environment=environment, organization=organization.outputs)
    called = {}
    for account in environment.zone.roster:
        account_id = accounts.outputs.account_ids[account.key]
        workspace = AccountWorkspace(app, environment=environment, account=account, account_id=account_id)
        names = Blueprints.of(account, environment.zone.baseline).names()
        called[workspace.node.id] = [_Blueprint(environment.name, name) for name in names]
    return called


def _blueprints(environment: Environment) -> dict[_Blueprint, Files]:
    """Synthesize every blueprint of an environment as a module."""
    with tempfile.TemporaryDirectory(prefix="landing-zone-") as folder:
        app = App(outdir=folder, stack_traces=False)
        for name in BLUEPRINTS:
            BlueprintModule(app, name, spec=environment.zone.baseline)
        documents = synthesized(app, Path(folder))
        return {_Blueprint(environment.name, name): _written("", _as_module(one)) for name, one in documents.items()}


def _as_module(document: dict[str, Any]) -> dict[str, Any]:
    """Take out what only a root module has."""
    module = {key: value for key, value in document.items() if key != "provider"}
    module["terraform"] = {key: value for key, value in document["terraform"].items() if key != "backend"}
    return module


def synthesized(app: App, folder: Path) -> dict[str, dict[str, Any]]:
    """Synthesize an app as production does; return each stack's document, checked for silent loss."""
    built = {
        stack.node.id: sum(
            TerraformResource.is_terraform_resource(node) or TerraformDataSource.is_terraform_data_source(node)
            for node in stack.node.find_all()
        )
        for stack in app.node.children
        if TerraformStack.is_stack(stack)
    }
    app.synth()
    return {
        name: refuse_silent_loss(name, (folder / "stacks" / name / DOCUMENT).read_text(), built=count)
        for name, count in built.items()
    }


def _written(path: str, document: dict[str, Any]) -> Files:
    """Return the files of one workspace or module, in the form that every tool reads."""
    document.pop("//", None)  # CDKTF's own notes: stack name, versions; no tool of ours reads them
    normal = normalise(document)
    files = {DOCUMENT: json.dumps(normal.document, indent=2, ensure_ascii=False) + "\n", **normal.side_files}
    return {f"{path}/{name}" if path else name: text for name, text in files.items()}
