"""Which workspaces a change concerns, as plain data for programs and as a table for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.markup import escape
from rich.table import Table

from modules.changes.affected import AffectedWorkspace, State

_SHOWN = 3
_STYLES = {State.REMOVED: "red", State.NEW: "green", State.CHANGED: "yellow", State.READS: "dim"}


def affected_data(environment: str, found: Iterable[AffectedWorkspace]) -> list[dict[str, Any]]:
    """Return workspaces as plain data: names are those that `plan` and `deploy` take."""
    prefix = f"{environment}-"
    return [
        {
            "name": affected.workspace.removeprefix(prefix),
            "state": affected.state.value,
            "applied_by": "aft" if affected.is_delivered else "deploy",
            "why": list(affected.why),
            "path": [workspace.removeprefix(prefix) for workspace in affected.path],
        }
        for affected in found
    ]


def affected_table(environment: str, revision: str, found: Sequence[AffectedWorkspace]) -> Table:
    """Lay out workspaces, each with how the change concerns it and why."""
    prefix = f"{environment}-"
    table = Table(
        title=f"{environment}: what a change since {escape(revision)} concerns",
        box=box.SIMPLE_HEAD,
        title_justify="left",
    )
    table.add_column("workspace", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("why", overflow="fold")
    for workspace in found:
        applied = " (by AFT)" if workspace.is_delivered else ""
        state = f"[{_STYLES[workspace.state]}]{workspace.state.value}[/]{applied}"
        why = [*workspace.why[:_SHOWN], *([f"and {more} more"] if (more := len(workspace.why) - _SHOWN) > 0 else [])]
        if len(workspace.path) > 1:
            why.append(f"by way of {' → '.join(name.removeprefix(prefix) for name in workspace.path)}")
        table.add_row(workspace.workspace.removeprefix(prefix), state, escape("\n".join(why).replace(prefix, "")))
    return table
