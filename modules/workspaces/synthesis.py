"""From specifications to the files that Terraform reads."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from os import fsdecode
from pathlib import Path
from typing import Any

from cdktf import App, TerraformDataSource, TerraformResource, TerraformStack

from modules.identity.tenants import shares
from modules.naming import workspace_id
from modules.organization.control_tower.bindings import bindings
from modules.workspaces import account_kinds, tenant_kinds
from modules.workspaces.account import AccountWorkspace
from modules.workspaces.accounts import AccountsWorkspace
from modules.workspaces.blueprints import MODULES_FOLDER, BlueprintModule, blueprints
from modules.workspaces.control_tower import ControlsWorkspace, ControlTowerWorkspace
from modules.workspaces.identity import IdentityWorkspace
from modules.workspaces.identity_tenant import IdentityTenantWorkspace
from modules.workspaces.network import Hubs, define_attachments, define_hubs
from modules.workspaces.normalise import normalise
from modules.workspaces.organization import OrganizationWorkspace
from modules.workspaces.output_folder import Files, replace_output
from modules.workspaces.silent_loss import refuse_silent_loss
from modules.workspaces.template import Template, place
from modules.workspaces.workspace import Environment, Workspace

DOCUMENT = "cdk.tf.json"


@dataclass(frozen=True, slots=True)
class Synthesis:
    """What was written."""

    output: Path
    workspaces: tuple[str, ...]


def synthesize(
    environments: Sequence[Environment], output: Path, *, progress: Callable[[str], None] = lambda _: None
) -> Synthesis:
    """Write every workspace of `environments` below `output`, in place of what was there.

    Nothing is written when anything goes wrong. What Terraform keeps beside a workspace (`.terraform`) stays.

    Raises:
        SilentLossError: CDKTF lost something; see `silent_loss`.

    """
    files: Files = {}
    stacks: dict[str, Any] = {}
    for environment in environments:
        progress(f"synthesizing {environment.name}")
        new_files, new_stacks = _environment(environment)
        files |= new_files
        stacks |= new_stacks
    manifest = {"version": version("cdktf"), "stacks": stacks}
    files["manifest.json"] = json.dumps(manifest, indent=2) + "\n"
    progress(f"writing {len(stacks)} workspaces")
    replace_output(output, files)
    return Synthesis(output, tuple(stacks))


def _environment(environment: Environment) -> tuple[Files, dict[str, Any]]:
    """Synthesize one environment; return its files, and its stacks as the manifest tells them."""
    kinds = account_kinds.by_kind(environment)
    access = shares(environment.zone.directory, environment.zone.identity)
    tenants = tenant_kinds.by_kind(access)
    with tempfile.TemporaryDirectory(prefix="landing-zone-") as folder:
        app = App(outdir=folder, stack_traces=False)
        foundation, accounts, hubs = _foundation(app, environment)
        standing: dict[str, Workspace] = {}
        for number, (kind, of_kind) in enumerate(kinds.items()):
            standing_for = AccountWorkspace(
                app, environment=environment, number=number, kind=kind, accounts=accounts, hubs=hubs
            )
            standing |= {account.key: standing_for for account in of_kind}
        attached = define_attachments(app, environment, hubs, accounts.outputs, standing)
        identity = IdentityWorkspace(app, environment=environment, accounts=accounts, share=access[None])
        for number, tenant_kind in enumerate(tenants):
            IdentityTenantWorkspace(
                app, environment=environment, number=number, kind=tenant_kind, accounts=accounts, identity=identity
            )
        documents = synthesized(app, Path(folder))
        told = json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))["stacks"]

    files: Files = {}
    stacks: dict[str, Any] = {}
    for workspace in (*foundation, identity.node.id):
        files |= _written(f"stacks/{workspace}", documents[workspace])
        stacks[workspace] = told[workspace]
    modules = _blueprints(environment)
    for number, (kind, of_kind) in enumerate(kinds.items()):
        representative = workspace_id(environment.name, f"account-{place(account_kinds.key_of_kind(number))}")
        template, stack = _template(documents[representative]), Template.of_json(told[representative])
        called = {
            f"{MODULES_FOLDER}/{name}/{file}": text
            for name in kind.blueprints.names()
            for file, text in modules[name].items()
        }
        for account in of_kind:
            values = account_kinds.values(number, account, environment.tags(account))
            workspace = workspace_id(environment.name, f"account-{account.key}")
            stacks[workspace] = json.loads(stack.filled_in(values))
            files |= _within(workspace, {**_filled(template, values), **called})
    for one in attached:
        files |= _written(f"stacks/{one.workspace}", one.document(documents[one.workspace]))
        stacks[one.workspace] = one.stack(told[one.workspace])
    for number, of_tenants in enumerate(tenants.values()):
        representative = workspace_id(environment.name, f"identity-{place(tenant_kinds.tenant_of_kind(number))}")
        template, stack = _template(documents[representative]), Template.of_json(told[representative])
        for tenant in of_tenants:
            values = tenant_kinds.values(number, tenant, access[tenant])
            workspace = workspace_id(environment.name, f"identity-{tenant}")
            stacks[workspace] = json.loads(stack.filled_in(values))
            files |= _within(workspace, _filled(template, values))
    return files, stacks


def _template(document: dict[str, Any]) -> dict[str, Template]:
    """Return the files that the workspaces of a kind have in common, with places for what they have not."""
    return {name: Template.of(text) for name, text in _written("", document).items()}


def _filled(template: Mapping[str, Template], values: Mapping[str, str]) -> Files:
    return {name: file.filled_in(values) for name, file in template.items()}


def _within(workspace: str, files: Files) -> Files:
    return {f"stacks/{workspace}/{name}": text for name, text in files.items()}


def _foundation(app: App, environment: Environment) -> tuple[list[str], AccountsWorkspace, Hubs | None]:
    """Construct what comes before the accounts' own workspaces; return its ids in order, and what those refer to."""
    zone = environment.zone
    organization = OrganizationWorkspace(app, environment=environment)
    control_tower = controls = None
    if zone.managed_landing_zone:
        control_tower = ControlTowerWorkspace(
            app,
            environment=environment,
            landing_zone=zone.managed_landing_zone,
            organization=organization.outputs,
        )
    if any(bindings(zone.control_tower)):
        controls = ControlsWorkspace(
            app, environment=environment, organization=organization.outputs, control_tower=control_tower
        )
    between = [workspace for workspace in (control_tower, controls) if workspace]
    accounts = AccountsWorkspace(
        app,
        environment=environment,
        organization=organization.outputs,
        vended_before=control_tower.outputs if control_tower else None,
        after=between,
    )
    hubs = define_hubs(app, environment, organization.outputs, accounts.outputs)
    before = [workspace.node.id for workspace in (organization, *between, accounts)]
    return [*before, *(hubs.workspaces if hubs else ())], accounts, hubs


def _blueprints(environment: Environment) -> dict[str, Files]:
    """Synthesize every blueprint of an environment as a module: files by name, for each."""
    with tempfile.TemporaryDirectory(prefix="landing-zone-") as folder:
        app = App(outdir=folder, stack_traces=False)
        for name, build in blueprints(environment.zone).items():
            BlueprintModule(app, name, build=build)
        documents = synthesized(app, Path(folder))
        return {name: _written("", _as_module(document)) for name, document in documents.items()}


def _as_module(document: dict[str, Any]) -> dict[str, Any]:
    """Take out what only a root module has."""
    module = {key: value for key, value in document.items() if key not in {"provider", "//"}}
    module["terraform"] = {key: value for key, value in document["terraform"].items() if key != "backend"}
    return module


def synthesized(app: App, folder: Path) -> dict[str, dict[str, Any]]:
    """Synthesize an app as production does; return each stack's document, checked for silent loss."""
    # isinstance, not cdktf's own `is_terraform_resource`: that is a call to Node for each node.
    built = {
        stack.node.id: sum(isinstance(node, (TerraformResource, TerraformDataSource)) for node in stack.node.find_all())
        for stack in app.node.children
        if isinstance(stack, TerraformStack)
    }
    app.synth()
    return {
        # Node names folders in UTF-8 whatever Python's own encoding of names is.
        name: refuse_silent_loss(
            name, (folder / "stacks" / fsdecode(name.encode()) / DOCUMENT).read_text(encoding="utf-8"), built=count
        )
        for name, count in built.items()
    }


def _written(path: str, document: dict[str, Any]) -> Files:
    """Return the files of one workspace or module, in the form that every tool reads."""
    normal = normalise(document)
    files = {DOCUMENT: json.dumps(normal.document, indent=2, ensure_ascii=False) + "\n", **normal.side_files}
    return {f"{path}/{name}" if path else name: text for name, text in files.items()}
