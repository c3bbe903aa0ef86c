"""From a deployment to the files of all its workspaces, and their entries in the manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from modules.workspaces.base.deployment import Addition, Deployment
from modules.workspaces.base.repetition import Repetition
from modules.workspaces.base.template import Template, has_markers
from modules.workspaces.writing.documents import Files, SynthesizedStack, synthesize_app, written
from modules.workspaces.writing.modules import called_by, module_files
from modules.workspaces.writing.silent_loss import SilentLossError


class WrittenWorkspace(NamedTuple):
    """One workspace as it is written."""

    id: str
    files: Files
    """By their paths in the workspace's folder."""
    entry: dict[str, Any]
    """What the manifest tells of it."""


def written_workspaces(deployment: Deployment, folder: Path) -> list[WrittenWorkspace]:
    """Synthesize a deployment whose app's output folder is `folder`, and return every workspace in its order.

    Raises:
        SilentLossError: CDKTF lost something; what was constructed is not what was added; two workspaces have one id; a
            value is missing.

    """
    stacks = synthesize_app(deployment.app, folder)
    _refuse_what_was_not_added(stacks, deployment.additions)
    modules = module_files(deployment.blueprints)
    workspaces: dict[str, WrittenWorkspace] = {}
    for addition in deployment.additions:
        id_ = addition.constructed.node.id
        stack = _repeated(stacks[id_], deployment.repetitions.get(id_, ()))
        for workspace in _of_members(stack, addition, modules):
            if workspace.id in workspaces:
                raise SilentLossError(f"two workspaces are called {workspace.id}")
            workspaces[workspace.id] = workspace
    return list(workspaces.values())


def _refuse_what_was_not_added(constructed: Mapping[str, object], additions: Sequence[Addition]) -> None:
    """Nothing may be constructed and not be written: what was defined would be missing in AWS without a word."""
    added = {addition.constructed.node.id for addition in additions}
    if forgotten := sorted(constructed.keys() - added):
        raise SilentLossError(
            f"constructed but not added to the deployment, so never written: {', '.join(forgotten)}; "
            "add them in modules/workspaces/order.py"
        )


def _repeated(stack: SynthesizedStack, repetitions: Sequence[Repetition]) -> SynthesizedStack:
    document, entry = stack.document, stack.entry
    for repetition in repetitions:
        document = repetition.document(document)
        entry = {**entry, "dependencies": repetition.dependencies(entry["dependencies"])}
    return SynthesizedStack(document, entry)


def _of_members(
    stack: SynthesizedStack, addition: Addition, modules: Mapping[str, Files]
) -> Iterator[WrittenWorkspace]:
    """Fill a constructed workspace in for everybody whom it stands for."""
    _refuse_markers_in_paths(stack)
    own = {path: Template(text) for path, text in written(stack.document).items()}
    shared = dict(called_by(stack.document, modules))
    id_, entry = Template(addition.constructed.node.id), Template(json.dumps(stack.entry, ensure_ascii=False))
    for values in addition.members:
        workspace = id_.filled_in(values)
        files = {path: template.filled_in(values) for path, template in own.items()}
        yield WrittenWorkspace(workspace, {**files, **shared}, json.loads(entry.filled_in(values)))


def _refuse_markers_in_paths(stack: SynthesizedStack) -> None:
    """Refuse values in addresses: which shape a member has may not decide what its resources are called."""
    for kind, named in stack.document.get("resource", {}).items():
        for name, body in named.items():
            below_the_stack = body["//"]["metadata"]["path"].partition("/")[2]
            if has_markers(name) or has_markers(below_the_stack):
                raise SilentLossError(f"a member's value is part of an address: {kind}.{name}")
