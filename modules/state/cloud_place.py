"""A state in HCP Terraform."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from modules.deployment.spec import CloudBackendSpec
from modules.runner.moved_state import NOTICE_FORMAT
from modules.specification.errors import LandingZoneError
from modules.state.hcp_api import HcpApi
from modules.state.place import OPERATION, locked
from modules.state.snapshot import Notice, State, snapshot

_IS_NOTICE = f'{{"version": {NOTICE_FORMAT}'


class CloudPlace:
    """The state in a workspace of HCP Terraform.

    A notice is the reason for a lock that stays: nothing is run in a locked workspace.

    Args:
        backend: The organization.
        workspace: The workspace's name.
        api: The API of its host.
        terraform_version: The version that a workspace gets that is made for the state; the host's newest where None.

    """

    def __init__(
        self, backend: CloudBackendSpec, workspace: str, api: HcpApi, *, terraform_version: str | None = None
    ) -> None:
        self._backend, self._workspace, self._api = backend, workspace, api
        self._terraform_version = terraform_version

    @property
    def name(self) -> str:
        """Where it is shown."""
        return f"{self._backend.hostname}/app/{self._backend.organization}/workspaces/{self._workspace}"

    def read(self) -> bytes:
        """Return the current state, or the notice by which the workspace is locked."""
        found = self._found()
        if found is None:
            return b""
        reason = _reason(found)
        if reason.startswith(_IS_NOTICE):
            return reason.encode()
        return self._current(found["id"])

    def holder(self, lock: str) -> str:
        """Say why the workspace is locked."""
        found = self._found()
        reason = _reason(found) if found else ""
        is_ours = reason.startswith(_IS_NOTICE) or reason == _lock_reason(lock)
        return "" if is_ours or not found or not found["attributes"]["locked"] else f"because: {reason or 'no reason'}"

    @contextmanager
    def hold(self, lock: str) -> Iterator[None]:
        """Lock the workspace, which is made where there is none."""
        found = self._found() or self._created()
        if holder := self.holder(lock):
            raise locked(self.name, holder)
        if not found["attributes"]["locked"]:
            self._lock(found["id"], _lock_reason(lock))
        try:
            yield
        finally:
            after = self._found()
            if after and _reason(after) == _lock_reason(lock):
                self._unlock(after["id"])

    def write_state(self, content: bytes) -> None:
        """Make the state the current one, and take away the notice that was in its place.

        What is the current one already is not sent again: a second version with the serial of the first is a conflict.
        """
        state = snapshot(content, self.name)
        if not isinstance(state, State):
            raise TypeError(f"no state: {state}")
        id_ = self._id()
        attributes = {
            "serial": state.serial,
            "lineage": state.lineage,
            "md5": hashlib.md5(content, usedforsecurity=False).hexdigest(),
            "state": base64.b64encode(content).decode(),
        }
        body = {"data": {"type": "state-versions", "attributes": attributes}}
        if self._current(id_) != content:
            self._api.ask("POST", f"workspaces/{id_}/state-versions", body)
        self._unlock(id_)

    def write_notice(self, notice: bytes) -> None:
        """Lock the workspace with the notice as the reason."""
        if not isinstance(snapshot(notice, self.name), Notice):
            raise TypeError(f"no notice: {notice!r}")
        id_ = self._id()
        self._unlock(id_)
        self._lock(id_, notice.decode())

    def keep_aside(self) -> None:
        """Do nothing: HCP Terraform keeps every version of a state, and a notice replaces none."""

    def _current(self, id_: str) -> bytes:
        version = self._api.ask("GET", f"workspaces/{id_}/current-state-version")
        return self._api.fetch(version["data"]["attributes"]["hosted-state-download-url"]) if version else b""

    def _found(self) -> Any:
        path = f"organizations/{quote(self._backend.organization)}/workspaces/{quote(self._workspace)}"
        answer = self._api.ask("GET", path)
        return None if answer is None else answer["data"]

    def _created(self) -> Any:
        organization = f"organizations/{quote(self._backend.organization)}"
        attributes = {"name": self._workspace}
        if self._terraform_version:
            attributes["terraform-version"] = self._terraform_version
        workspace: dict[str, Any] = {"type": "workspaces", "attributes": attributes}
        if project := self._backend.project:
            found = self._api.ask("GET", f"{organization}/projects?filter[names]={quote(project)}")
            if not found or not found["data"]:
                raise _no_project(self._backend.organization, project)
            given = {"data": {"type": "projects", "id": found["data"][0]["id"]}}
            workspace["relationships"] = {"project": given}
        return self._api.ask("POST", f"{organization}/workspaces", {"data": workspace})["data"]

    def _id(self) -> str:
        return str(self._found()["id"])

    def _lock(self, id_: str, reason: str) -> None:
        self._api.ask("POST", f"workspaces/{id_}/actions/lock", {"reason": reason})

    def _unlock(self, id_: str) -> None:
        self._api.ask("POST", f"workspaces/{id_}/actions/unlock")


def _no_project(organization: str, project: str) -> LandingZoneError:
    return LandingZoneError(
        "the project must be there before its workspaces are made",
        got=f"no project {project} in the organization {organization} that the token may see",
        why="a workspace that is made for a state goes into the project that deployment.backend names",
        fix="apply what `main.py export hcp` writes, which makes the project and its workspaces, and run the command "
        "again",
    )


def _reason(workspace: Any) -> str:
    return str(workspace["attributes"].get("locked-reason") or "")


def _lock_reason(lock: str) -> str:
    return f"{OPERATION} {lock}"
