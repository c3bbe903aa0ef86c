"""What Terraform would plan of a change, as far as the files say it, without running it.

Each address that differs between two synthesized folders is planned as the provider would: `FORCES_NEW` has the
arguments of these changes for which the provider's documentation says "Forces new resource". What a plan's JSON would
tell of it is made of both documents. So no environment has to be applied for a plan of each kind of change; the real
Terraform plans in tests/runner/test_saved_plans.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from modules.changes.addresses import Action, AddressChange, address_changes
from modules.changes.affected import State, affected
from modules.changes.revisions import Revision
from modules.runner.outcome import Changes, Outcome, PlanReport, WorkspaceResult
from modules.runner.plan_details import planned_changes
from modules.runner.terraform.events import ResourcePlanned
from modules.runner.terraform.run import TerraformRun
from modules.synthesized.documents import Document

FORCES_NEW: Mapping[str, frozenset[str]] = {
    "aws_organizations_account": frozenset({"email"}),
    "aws_route": frozenset({"destination_cidr_block"}),
    "aws_subnet": frozenset({"availability_zone_id", "cidr_block"}),
    "aws_vpc": frozenset({"cidr_block", "ipv4_ipam_pool_id", "ipv4_netmask_length"}),
}
_ACTIONS = {
    Action.DESTROYED: "delete",
    Action.ELSEWHERE: "create",
    Action.LEFT: "remove",
    Action.RENAMED: "move",
    Action.CREATED: "create",
    Action.CHANGED: "update",
}


def planned(before: Revision, now: Revision, output: Path, environment: str, owners: Mapping[str, str]) -> PlanReport:
    """Return what a plan of every workspace that a change concerns would tell."""
    concerned = [found.workspace for found in affected(before, now) if found.state is not State.REMOVED]
    results = (_planned(before, now, output / "stacks" / id_, owners) for id_ in concerned)
    return PlanReport(environment, tuple(results), 0.0)


def _planned(before: Revision, now: Revision, folder: Path, owners: Mapping[str, str]) -> WorkspaceResult:
    changes = address_changes(before, now, folder.name)
    bodies = dict(_bodies(before.synthesized.workspaces.get(folder.name)))
    events = [ResourcePlanned(each.address, _action(each), _type(each)) for each in changes]
    shown = {"resource_changes": [_shown(each, bodies.get(each.address, {})) for each in changes]}
    run = cast("TerraformRun", SimpleNamespace(folder=folder, shown=lambda _plan: shown))
    details = planned_changes(run, events, allowed=(), owners=owners)
    actions = [each.action for each in events]
    added, lost = (sum(action in {kind, "replace"} for action in actions) for kind in ("create", "delete"))
    counts = Changes(added, actions.count("update"), lost)
    outcome = Outcome.CHANGES if events else Outcome.NO_CHANGES
    return WorkspaceResult(workspace=folder.name, outcome=outcome, changes=counts, planned=details)


def _type(change: AddressChange) -> str:
    return change.address.split(".")[-2]


def _forcing(change: AddressChange) -> list[str]:
    return [argument for argument in change.arguments if argument in FORCES_NEW.get(_type(change), ())]


def _action(change: AddressChange) -> str:
    return "replace" if _forcing(change) else _ACTIONS[change.action]


def _shown(change: AddressChange, was: Mapping[str, Any]) -> dict[str, Any]:
    literal = {key: value for key, value in was.items() if "${" not in str(value)}
    paths = [[argument] for argument in _forcing(change)]
    return {"address": change.address, "change": {"before": literal, "replace_paths": paths}}


def _bodies(document: Document | None, prefix: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    if document is None:
        return
    for type_, named in document.blocks("resource").items():
        yield from ((f"{prefix}{type_}.{name}", body) for name, body in named.items())
    for call, module in document.modules.items():
        yield from _bodies(module, f"{prefix}module.{call}.")
