"""A workspace: its settings and variables, who holds its lock, and who may read its state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.support.hcp.callers import Caller, new_id
from tests.support.hcp.refusal import conflict
from tests.support.hcp.states import States, StateVersion


@dataclass(slots=True)
class Variable:
    """A variable; one of the category `env` is in the environment of runs, one of `terraform` a value of an input."""

    key: str
    value: str
    category: str = "env"
    sensitive: bool = False
    id: str = field(default_factory=lambda: new_id("var"))


@dataclass(slots=True)
class Workspace:
    """One workspace. Runs are remote, and their output is structured, as HCP Terraform has it for new ones."""

    name: str
    id: str = field(default_factory=lambda: new_id("ws"))
    project: str = ""
    settings: dict[str, Any] = field(
        default_factory=lambda: {
            "auto-apply": False,
            "execution-mode": "remote",
            "global-remote-state": False,
            "structured-run-output-enabled": True,
            "terraform-version": "",
        }
    )
    variables: list[Variable] = field(default_factory=list)
    consumers: set[str] = field(default_factory=set)
    """Ids of workspaces that may read the state."""
    states: States = field(default_factory=States)
    locked_by: Caller | None = None
    locked_reason: str = ""
    """What whoever locked it says of that."""
    current_run: str = ""
    """The id of the last run that may change something, and was begun."""
    most_runs_at_once: int = 0
    """How many runs have been worked on at one moment, at most."""

    def variables_of(self, category: str) -> dict[str, str]:
        """Return the values of the variables of a category, by key."""
        return {variable.key: variable.value for variable in self.variables if variable.category == category}

    def lock(self, caller: Caller, reason: str = "") -> None:
        """Lock it.

        Raises:
            Refusal: somebody has.

        """
        if self.locked_by:
            raise conflict(f"the workspace is locked by {self.locked_by}")
        self.locked_by, self.locked_reason = caller, reason

    def unlock(self, caller: Caller) -> None:
        """Give the lock back.

        Raises:
            Refusal: it is somebody else's, or a state is on its way.

        """
        if self.locked_by != caller:
            raise conflict(f"the workspace is locked by {self.locked_by}" if self.locked_by else "it is not locked")
        if self.states.is_pending:
            raise conflict("the latest state version is still pending")
        self.locked_by, self.locked_reason = None, ""

    def force_unlock(self, caller: Caller) -> None:
        """Take a lock away. No run's: that ends with the run.

        Raises:
            Refusal: there is none, or it is a run's, or a run asks.

        """
        if self.locked_by is None or self.locked_by.is_run or caller.is_run:
            raise conflict(f"the workspace is locked by {self.locked_by}" if self.locked_by else "it is not locked")
        self.locked_by, self.locked_reason = None, ""

    def may_read_state(self, caller: Caller) -> bool:
        """Whether the state may be read: by users, by its own runs, and by those of workspaces it is shared with."""
        is_shared = bool(self.settings["global-remote-state"]) or caller.workspace in self.consumers
        return not caller.is_run or caller.workspace == self.id or is_shared

    def new_state(self, caller: Caller, version: StateVersion, *, force: bool) -> StateVersion:
        """Add a version of the state.

        Raises:
            Refusal: whoever asks has not locked the workspace, or the version does not fit.

        """
        if self.locked_by != caller:
            raise conflict("the workspace must be locked by whoever creates a state version")
        return self.states.declare(version, force=force)
