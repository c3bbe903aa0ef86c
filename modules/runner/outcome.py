"""What came of each workspace, and of the whole run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from modules.runner.planned_change import PlannedChange


class Outcome(StrEnum):
    """What came of one workspace."""

    APPLIED = "applied"
    """Changed, to what was synthesized."""
    UNCHANGED = "unchanged"
    """Already as synthesized."""
    RESUMED = "resumed"
    """Applied in the interrupted run that this one resumes; not touched again."""
    FAILED = "failed"
    """Terraform failed; what it did until then is in its state."""
    BLOCKED = "blocked"
    """Depends on a workspace that was not applied."""
    INTERRUPTED = "interrupted"
    """Stopped after the resource at hand, because the user asked for it."""
    NOT_STARTED = "not started"
    """Its turn had not come when the user stopped the run."""
    CHANGES = "changes"
    """A plan with changes."""
    NO_CHANGES = "no changes"
    """A plan without any."""
    WAITS = "waits"
    """Cannot be planned before another workspace is applied."""
    DRIFT = "drift"
    """What exists is not what was applied."""
    NO_DRIFT = "no drift"
    """What exists is what was applied."""
    NEVER_APPLIED = "never applied"
    """Has no state yet."""
    LOCKED = "locked"
    """Differs from its state, and somebody works there: what is not as it was may be what they do."""


GOOD = frozenset({Outcome.APPLIED, Outcome.UNCHANGED, Outcome.RESUMED, Outcome.CHANGES, Outcome.NO_CHANGES})
"""Outcomes after which the workspaces that depend on this one can go on."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many resources were changed, or will be."""

    added: int = 0
    changed: int = 0
    destroyed: int = 0
    imported: int = 0

    def __bool__(self) -> bool:
        return self.total > 0

    @property
    def total(self) -> int:
        """Count every single change; a replaced resource is two."""
        return self.added + self.changed + self.destroyed + self.imported


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceResult:
    """What came of one workspace."""

    workspace: str
    outcome: Outcome
    changes: Changes = field(default_factory=Changes)
    outputs_changed: bool = False
    resources: int = 0
    """How many resources the workspace has now; after a plan, will have."""
    seconds: float = 0.0
    error: str = ""
    """The first error, or why the workspace was not started."""
    recovered: tuple[str, ...] = ()
    """What an interrupted run had created and lost, and this one has imported: `<address> (<id>)`."""
    repetitions: Mapping[str, int] = field(default_factory=dict)
    """How often what was waited for, or run again; see `repetitions.py`."""
    findings: tuple[Any, ...] = ()
    """What was changed outside Terraform, as whoever judged that says it."""
    planned: tuple[PlannedChange, ...] = ()
    """What a plan would do, resource by resource."""
    log: Path | None = None

    @property
    def losses(self) -> tuple[PlannedChange, ...]:
        """What the plan destroys, replaced resources included."""
        return tuple(change for change in self.planned if change.is_loss)

    @property
    def refused(self) -> tuple[PlannedChange, ...]:
        """What a deploy refuses to destroy."""
        return tuple(change for change in self.planned if change.is_refused)

    @property
    def good(self) -> bool:
        """Whether the workspaces that depend on this one can go on."""
        return self.outcome in GOOD


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run, in the order of the dependencies."""

    environment: str
    results: tuple[WorkspaceResult, ...]
    seconds: float

    def with_outcome(self, *outcomes: Outcome) -> tuple[WorkspaceResult, ...]:
        """Choose the results that had one of these outcomes."""
        return tuple(result for result in self.results if result.outcome in outcomes)

    @property
    def changes(self) -> Changes:
        """Add up the changes of all workspaces."""
        by_workspace = [result.changes for result in self.results]
        return Changes(
            sum(changes.added for changes in by_workspace),
            sum(changes.changed for changes in by_workspace),
            sum(changes.destroyed for changes in by_workspace),
            sum(changes.imported for changes in by_workspace),
        )


@dataclass(frozen=True, slots=True)
class DeployReport(Report):
    """What a deploy did."""

    @property
    def ok(self) -> bool:
        """Whether every workspace is now as synthesized."""
        return all(result.good for result in self.results)

    @property
    def exit_code(self) -> int:
        """0 when every workspace is as synthesized, 2 when only those are not that no saved plan is of, else 1."""
        if self.ok:
            return 0
        return 2 if all(result.good or result.outcome is Outcome.WAITS for result in self.results) else 1


@dataclass(frozen=True, slots=True)
class PlanReport(Report):
    """What a deploy would do."""

    @property
    def ok(self) -> bool:
        """Whether no workspace failed to plan; one that waits for another has not failed."""
        return all(result.good or result.outcome is Outcome.WAITS for result in self.results)

    @property
    def no_changes(self) -> bool:
        """Whether every workspace was planned and none would change."""
        return all(result.outcome is Outcome.NO_CHANGES for result in self.results)

    @property
    def exit_code(self) -> int:
        """Terraform's detailed exit code: 0 no changes, 2 changes, 1 failed."""
        if not self.ok:
            return 1
        return 0 if self.no_changes else 2


@dataclass(frozen=True, slots=True)
class DriftReport(Report):
    """What was changed outside Terraform."""

    @property
    def ok(self) -> bool:
        """Whether every workspace that was ever applied could be looked at."""
        looked = {Outcome.DRIFT, Outcome.NO_DRIFT, Outcome.NEVER_APPLIED}
        return all(result.outcome in looked for result in self.results)

    @property
    def exit_code(self) -> int:
        """0 without drift, 2 with drift, 1 where a workspace could not be looked at."""
        if not self.ok:
            return 1
        return 2 if self.with_outcome(Outcome.DRIFT) else 0
