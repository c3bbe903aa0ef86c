"""What a plan of HCP Terraform would do, as events: the CLI prints it for people only, and shows it as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from modules.runner.terraform.events import ChangeSummary, Event, OutputsPlanned, ResourceDrifted, ResourcePlanned

_ACTIONS: Mapping[tuple[str, ...], str] = {
    ("create",): "create",
    ("update",): "update",
    ("delete",): "delete",
    ("delete", "create"): "replace",
    ("create", "delete"): "replace",
    ("create", "forget"): "replace",
    ("forget",): "remove",
}
"""The word of `-json` output for each list of actions in a plan (Terraform documentation, "JSON Output Format")."""


def planned_events(plan: Mapping[str, Any]) -> Iterator[Event]:
    """Give the events that `-json` output has at the end of a plan.

    Args:
        plan: As `terraform show -json` tells it.

    """
    for drifted in plan.get("resource_drift", ()):
        if action := _ACTIONS.get(tuple(drifted["change"]["actions"])):
            yield ResourceDrifted(drifted["address"], action)
    managed = [change for change in plan.get("resource_changes", ()) if change["mode"] == "managed"]
    for change in managed:
        actions = tuple(change["change"]["actions"])
        is_imported = "importing" in change["change"]
        if action := _ACTIONS.get(actions, "import" if is_imported else ""):
            yield ResourcePlanned(change["address"], action, change["type"])
    yield _summary([change["change"] for change in managed])
    outputs = plan.get("output_changes", {}).values()
    yield OutputsPlanned(any(change["actions"] != ["no-op"] for change in outputs))


def _summary(changes: Sequence[Mapping[str, Any]]) -> ChangeSummary:
    """Count as Terraform does: a replaced resource is added and destroyed."""
    actions = [action for change in changes for action in change["actions"]]
    imported = sum("importing" in change for change in changes)
    return ChangeSummary("plan", actions.count("create"), actions.count("update"), actions.count("delete"), imported)
