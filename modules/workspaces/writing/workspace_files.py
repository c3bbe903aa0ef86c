"""From a deployment to the files of all its workspaces, and their entries in the manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from modules.workspaces.base.deployment import Addition, Deployment
from modules.workspaces.base.marked_ids import MarkedId, marked_ids, with_marked_ids
from modules.workspaces.base.repetition import Repetition
from modules.workspaces.base.template import Template
from modules.workspaces.writing.deliveries import Delivery, delivered_files
from modules.workspaces.writing.documents import Files, SynthesizedStack, synthesize_app, written
from modules.workspaces.writing.modules import called_by, module_files
from modules.workspaces.writing.retirement import with_retirement
from modules.workspaces.writing.silent_loss import SilentLossError
from modules.workspaces.writing.state_use import with_state_roles


class WrittenDeployment(NamedTuple):
    """Everything of an environment as it is written."""

    workspaces: list[WrittenWorkspace]
    """In their order."""
    delivered: Files
    """What others apply, by path below the output folder."""


class WrittenWorkspace(NamedTuple):
    """One workspace as it is written."""

    id: str
    files: Files
    """By their paths in the workspace's folder."""
    entry: dict[str, Any]
    """Its entry in the manifest."""
    is_delivered: bool
    """Whether others apply it, and no deploy."""


def written_workspaces(deployment: Deployment, folder: Path) -> WrittenDeployment:
    """Synthesize a deployment whose app's output folder is `folder`, and return every workspace in its order.

    Raises:
        SilentLossError: CDKTF lost something; what was constructed is not what was added; two workspaces have one id; a
            family gives no value for a marker that it leaves.
        ValueError: what is repeated would be written twice under one name.

    """
    stacks = synthesize_app(deployment.app, folder)
    _refuse_what_was_not_added(stacks, deployment.additions)
    modules = module_files(deployment.blueprints)
    workspaces: dict[str, WrittenWorkspace] = {}
    deliveries: list[Delivery] = []
    for addition in deployment.additions:
        id_ = addition.constructed.node.id
        stack = stacks[id_]
        stack = replace(stack, document=with_state_roles(stack.document, id_, deployment.environment.zone))
        if repetitions := deployment.repetitions[id_]:
            stack = _repeated(stack, repetitions, marked_ids(addition.constructed))
        if not addition.label:  # what others deliver, they retire
            document = with_retirement(stack.document, id_, deployment.environment.name)
            stack = replace(stack, document=document)
        members = list(_of_members(stack, addition, modules))
        for workspace in members:
            if workspace.id in workspaces:
                raise SilentLossError(f"two workspaces are called {workspace.id}")
            workspaces[workspace.id] = workspace
        if addition.label:
            deliveries.append(Delivery(stack, addition, tuple(workspace.id for workspace in members)))
    delivered = delivered_files(deployment.environment.name, deliveries, modules)
    return WrittenDeployment(list(workspaces.values()), delivered)


def _refuse_what_was_not_added(constructed: Mapping[str, object], additions: Sequence[Addition]) -> None:
    """Nothing may be constructed and not be written: what was defined would be missing in AWS without a word."""
    added = {addition.constructed.node.id for addition in additions}
    if forgotten := sorted(constructed.keys() - added):
        raise SilentLossError(
            f"constructed but not added to the deployment, so never written: {', '.join(forgotten)}; "
            "add them in modules/workspaces/order.py"
        )


def _repeated(stack: SynthesizedStack, repetitions: Sequence[Repetition], ids: Sequence[MarkedId]) -> SynthesizedStack:
    document, entry = with_marked_ids(stack.document, ids), stack.entry
    for repetition in repetitions:
        complete = _with_ids(repetition, ids)
        document = complete.document(document)
        entry = {**entry, "dependencies": complete.dependencies(entry["dependencies"])}
    return SynthesizedStack(document, entry)


def _with_ids(repetition: Repetition, ids: Sequence[MarkedId]) -> Repetition:
    """Join the logical ids that follow from each member's values, and what they mean for what is repeated."""
    known = [id_ for id_ in ids if repetition.members and id_.names <= repetition.members[0].keys()]
    return replace(
        repetition,
        members=[{**values, **{id_.name: id_.filled_in(values) for id_ in known}} for values in repetition.members],
        by=repetition.by | {id_.name for id_ in known if id_.names & repetition.by},
        without=repetition.without | {id_.name for id_ in known if id_.names & repetition.without},
    )


def _of_members(
    stack: SynthesizedStack, addition: Addition, modules: Mapping[str, Files]
) -> Iterator[WrittenWorkspace]:
    """Fill in a constructed workspace for each member that it represents."""
    _refuse_markers_in_paths(stack)
    own = {path: Template(text) for path, text in written(stack.document).items()}
    shared = dict(called_by(stack.document, modules))
    id_, entry = Template(addition.constructed.node.id), Template.of(stack.entry)
    _refuse_missing_values([id_, entry, *own.values()], addition)
    for values in addition.members:
        workspace = id_.filled_in(values)
        files = {path: template.filled_in(values) for path, template in own.items()}
        yield WrittenWorkspace(
            workspace,
            {**files, **shared},
            json.loads(entry.filled_in(values)),
            is_delivered=addition.label is not None,
        )


def _refuse_missing_values(templates: Sequence[Template], addition: Addition) -> None:
    missing = frozenset().union(*(template.names for template in templates)) - addition.members[0].keys()
    if missing:
        raise SilentLossError(
            f"{addition.constructed.node.id}: its family gives no value for the markers {', '.join(sorted(missing))}"
        )


def _refuse_markers_in_paths(stack: SynthesizedStack) -> None:
    """Refuse values in addresses: which shape a member has may not decide what its resources are called."""
    for kind, named in stack.document.get("resource", {}).items():
        for name, body in named.items():
            below_the_stack = body["//"]["metadata"]["path"].partition("/")[2]
            if Template(name).names or Template(below_the_stack).names:
                raise SilentLossError(f"a member's value is part of an address: {kind}.{name}")
