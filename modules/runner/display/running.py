"""Where each running workspace is: its phase, its resources, its time."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from modules.runner.terraform.events import (
    ChangeSummary,
    EarlierRunAwaited,
    Event,
    ResourceFinished,
    ResourceRefreshed,
    ResourceStarted,
    StateLockAwaited,
)


@dataclass(slots=True)
class Running:
    """One workspace at work."""

    phase: str
    started: float = field(default_factory=time.monotonic)
    done: int = 0
    total: int = 0
    """How many changes are planned; 0 before Terraform has planned them."""
    refreshed: int = 0

    def update(self, event: Event) -> None:
        """Count an event of Terraform's."""
        match event:
            case StateLockAwaited():
                self.phase = "waits for the state's lock"
            case EarlierRunAwaited(process):
                self.phase = f"waits for the Terraform of an earlier run (process {process})"
            case ResourceRefreshed():
                self.refreshed += 1
            case ChangeSummary("plan", added, changed, destroyed, imported):
                self.total = added + changed + destroyed + imported
            case ResourceStarted():
                self.phase = "apply"
            case ResourceFinished():
                self.done += 1

    @property
    def seconds(self) -> float:
        """How long it has been at work."""
        return time.monotonic() - self.started

    @property
    def resources(self) -> str:
        """How far it is: `3/14 resources`, or what was read so far."""
        if self.total:
            return f"{self.done}/{self.total} resources"
        return f"{self.refreshed} read" if self.refreshed else ""
