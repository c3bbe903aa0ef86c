"""A run: its kind, its phases, and what may be done with it now.

Source: HCP Terraform documentation, "Runs API", which lists the states. The stand-in has those that are passed without
cost estimation, policies and run tasks.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.hcp.callers import Caller, new_id, new_token
from tests.support.hcp.configuration import ConfigurationVersion
from tests.support.hcp.refusal import conflict

CONFIRMABLE = frozenset({"planned", "planned_and_saved"})
CANCELABLE = frozenset({"pending", "planning", "confirmed", "applying"})
FINAL = frozenset({"applied", "planned_and_finished", "errored", "canceled", "discarded"})


@dataclass(slots=True)
class Phase:
    """The plan or the apply of a run, and its log."""

    id: str
    log: Path
    status: str = "pending"
    has_changes: bool = False

    @property
    def is_over(self) -> bool:
        """Whether nothing will be added to the log."""
        return self.status in {"finished", "errored", "canceled", "unreachable"}


@dataclass(slots=True, kw_only=True)
class Run:
    """One run."""

    id: str
    workspace: str
    configuration: ConfigurationVersion
    folder: Path
    """Of the run alone: what was uploaded, unpacked, and the logs beside it."""
    save_plan: bool
    auto_apply: bool
    options: tuple[str, ...] = ()
    """Of `terraform plan`: `-destroy`, `-refresh-only`."""
    token: str = field(default_factory=new_token)
    status: str = "pending"
    process: subprocess.Popen[bytes] | None = None
    is_stopped: bool = False
    """Whether somebody canceled it."""
    planned: dict[str, Any] = field(default_factory=dict)
    """The plan, as `terraform show -json` tells it."""
    redacted: dict[str, Any] = field(default_factory=dict)
    """The plan, as the CLI prints it."""
    plan: Phase = field(init=False)
    apply: Phase = field(init=False)

    def __post_init__(self) -> None:
        self.plan = Phase(new_id("plan"), self.folder / "plan.log")
        self.apply = Phase(new_id("apply"), self.folder / "apply.log")

    @property
    def caller(self) -> Caller:
        """Who it is when it calls the API."""
        return Caller(f"run {self.id}", self.workspace, self.id)

    @property
    def plan_only(self) -> bool:
        """Whether it can never be applied."""
        return self.configuration.speculative

    @property
    def waits_for_its_turn(self) -> bool:
        """Whether it plans only once the workspace is its own: no plan that is saved or only looked at does."""
        return not (self.plan_only or self.save_plan)

    @property
    def is_final(self) -> bool:
        """Whether nothing more comes of it."""
        return self.status in FINAL

    def require(self, statuses: frozenset[str], action: str) -> None:
        """Refuse an action that does not fit to where the run is.

        Raises:
            Refusal: it does not.

        """
        if self.status not in statuses:
            raise conflict(f"a run that is {self.status} cannot be {action}")
