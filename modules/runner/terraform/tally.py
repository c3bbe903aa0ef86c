"""Terraform's events added up into what came of one command."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from modules.runner.outcome import Changes
from modules.runner.terraform.events import (
    ChangeSummary,
    Diagnostic,
    Event,
    OutputsPlanned,
    ResourceDrifted,
    ResourceFinished,
    ResourcePlanned,
    ResourceRefreshed,
    ResourceStarted,
)

_REMOVALS = frozenset({"delete", "remove"})
"""Planned actions that take a resource out of the state; `remove` leaves the real one alone."""


@dataclass(slots=True)
class Tally:
    """What one command has done so far."""

    planned: Changes = field(default_factory=Changes)
    outputs_changed: bool = False
    errors: list[Diagnostic] = field(default_factory=list)
    drifted: list[ResourceDrifted] = field(default_factory=list)
    _refreshed: set[str] = field(default_factory=set)
    _planned: dict[str, ResourcePlanned] = field(default_factory=dict)
    _started: dict[str, str] = field(default_factory=dict)
    _finished: list[tuple[str, str]] = field(default_factory=list)
    _applied: Changes | None = None

    def count(self, event: Event) -> None:
        """Add one event."""
        match event:
            case ResourceRefreshed(address):
                self._refreshed.add(address)
            case ResourceDrifted():
                self.drifted.append(event)
            case ResourcePlanned(address):
                self._planned[address] = event
            case ResourceStarted(address, action):
                self._started[address] = action
            case ResourceFinished(address, action):
                self._finished.append((address, action))
            case ChangeSummary("plan", added, changed, destroyed, imported):
                self.planned = Changes(added, changed, destroyed, imported)
            case ChangeSummary(_, added, changed, destroyed, imported):
                self._applied = Changes(added, changed, destroyed, imported)
            case OutputsPlanned(changed):
                self.outputs_changed |= changed
            case Diagnostic(severity="error"):
                self.errors.append(event)

    @property
    def done(self) -> Changes:
        """What was changed: as Terraform sums it up, or, where it failed before that, one by one."""
        if self._applied is not None:
            return self._applied
        actions = [action for _, action in self._finished]
        return Changes(actions.count("create"), actions.count("update"), actions.count("delete"))

    @property
    def ended_well(self) -> bool:
        """Whether Terraform has summed up an apply, which it does at the end of one that succeeded."""
        return self._applied is not None

    @property
    def has_resources(self) -> bool:
        """Whether the state has any resource that was read, or was not there any more."""
        return bool(self._refreshed or self.drifted)

    @property
    def under_way(self) -> int:
        """How many changes were begun and have not ended well."""
        return len(set(self._started.items()) - set(self._finished))

    @property
    def resources_planned(self) -> int:
        """How many resources the workspace has once the plan is applied."""
        removed = {address for address, planned in self._planned.items() if planned.action in _REMOVALS}
        return len((self._refreshed | set(self._planned)) - removed)

    @property
    def resources(self) -> int:
        """How many resources the workspace has now, as far as it got."""
        now = set(self._refreshed)
        for address, action in self._finished:
            if action == "create":
                now.add(address)
            elif action == "delete" and self._is_destroyed(address):
                now.discard(address)
        return len(now)

    @property
    def plan(self) -> tuple[ResourcePlanned, ...]:
        """What the plan would do, resource by resource; what is created again because it is gone says so."""
        gone = {drifted.address for drifted in self.drifted if drifted.action == "delete"}
        return tuple(
            replace(planned, is_gone=True) if planned.action == "create" and address in gone else planned
            for address, planned in self._planned.items()
        )

    def _is_destroyed(self, address: str) -> bool:
        """Whether a resource is destroyed for good, and not the old half of a replaced one."""
        planned = self._planned.get(address)
        return planned is not None and planned.action == "delete"
