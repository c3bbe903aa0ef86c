"""What one organization has, and by whom it is asked."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from tests.support.hcp.callers import Caller
from tests.support.hcp.configuration import ConfigurationVersion
from tests.support.hcp.refusal import Refusal, malformed, not_found
from tests.support.hcp.run import Run
from tests.support.hcp.states import StateVersion
from tests.support.hcp.workspace import Workspace

DEFAULT_PROJECT = "Default Project"
"""What a workspace is in that was made in none."""


@dataclass(slots=True)
class Organization:
    """One organization. Whoever changes anything holds `changed`; whoever waits for something waits with it."""

    name: str
    folder: Path
    """Where runs have their folders."""
    users: dict[str, Caller] = field(default_factory=dict)
    """By token."""
    projects: dict[str, str] = field(default_factory=dict)
    """Names by id."""
    workspaces: dict[str, Workspace] = field(default_factory=dict)
    """By id, as all that follows."""
    configurations: dict[str, ConfigurationVersion] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def caller(self, token: str) -> Caller:
        """Tell who brings a token. A run's is worth something as long as the run is not over.

        Raises:
            Refusal: nobody does.

        """
        if user := self.users.get(token):
            return user
        for run in self.runs.values():
            if run.token == token and not run.is_final:
                return run.caller
        raise Refusal(HTTPStatus.UNAUTHORIZED)

    def require(self, name: str) -> None:
        """Refuse to speak of another organization.

        Raises:
            Refusal: it is another one.

        """
        if name != self.name:
            raise not_found()

    def workspace(self, key: str, caller: Caller) -> Workspace:
        """Find a workspace by its id or its name. A run sees its own, and those that share their state with it.

        Raises:
            Refusal: there is none, or the caller may not see it.

        """
        found = self.workspaces.get(key) or self.named(key)
        if found is None or not found.may_read_state(caller):
            raise not_found()
        return found

    def named(self, name: str) -> Workspace | None:
        """Find a workspace by its name."""
        return next((workspace for workspace in self.workspaces.values() if workspace.name == name), None)

    def create_workspace(self, name: str, project: str = "") -> Workspace:
        """Make a workspace.

        Raises:
            Refusal: there is one of this name.

        """
        if self.named(name):
            raise malformed("Name has already been taken")
        workspace = Workspace(name, project=project)
        self.workspaces[workspace.id] = workspace
        return workspace

    def subject(self, workspace: Workspace) -> str:
        """Return how tokens of a workspace's runs begin."""
        project = self.projects.get(workspace.project, DEFAULT_PROJECT)
        return f"organization:{self.name}:project:{project}:workspace:{workspace.name}"

    def state_version(self, id_: str, caller: Caller) -> tuple[Workspace, StateVersion]:
        """Find a version of a state.

        Raises:
            Refusal: there is none, or the caller may not read it.

        """
        for workspace in self.workspaces.values():
            for version in workspace.states.versions:
                if version.id == id_ and workspace.may_read_state(caller):
                    return workspace, version
        raise not_found()

    def run(self, id_: str) -> Run:
        """Find a run by its id, or by that of its plan or apply.

        Raises:
            Refusal: there is none.

        """
        for run in self.runs.values():
            if id_ in {run.id, run.plan.id, run.apply.id}:
                return run
        raise not_found()
