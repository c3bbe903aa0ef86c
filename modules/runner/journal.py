"""The journal of an environment's deploys: what the next one needs to resume an interrupted one.

JSON lines, appended and synced one by one, so that a kill at any moment loses at most the line being written.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import networkx as nx

from modules.runner.outcome import WorkspaceResult
from modules.specification.errors import LandingZoneError

_RUN_STARTED, _RUN_FINISHED = "run started", "run finished"
_STARTED, _FINISHED = "workspace started", "workspace finished"

Record = dict[str, Any]


_GRACE_SECONDS = 1.0
"""The kernel gives the lock back when a deploy is killed; but a child that it had just forked holds a copy of it until
it becomes Terraform."""


class Journal:
    """One environment's journal, open in one process at a time.

    Raises:
        LandingZoneError: another deploy of the environment is running.

    """

    def __init__(self, state: Path, environment: str) -> None:
        self.path = state / environment / "deploy.journal"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._file: IO[str] = self.path.open("a+")
        if not _locked(self._file):
            self._file.close()
            raise LandingZoneError(
                f"another deploy of {environment} is running",
                got=self.path,
                why="two at once would apply the same workspaces in two orders",
                fix="wait for it to end, or stop it with Ctrl-C",
            )
        if (written := self.path.read_bytes()) and not written.endswith(b"\n"):
            self._file.write("\n")  # the last line is torn: keep the next one apart from it

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def records(self) -> list[Record]:
        """Read what was written; a line torn by a kill or a full disk is left out."""
        records = []
        for line in self.path.read_text(errors="replace").splitlines():
            with suppress(ValueError):
                records.append(json.loads(line))
        return [record for record in records if isinstance(record, dict)]

    def run_started(self, *, fresh: bool) -> None:
        """Note that a deploy begins; a fresh one resumes nothing."""
        self._append(_RUN_STARTED, fresh=fresh)

    def run_finished(self, *, ok: bool) -> None:
        """Note that a deploy ended by itself."""
        self._append(_RUN_FINISHED, ok=ok)

    def workspace_started(self, workspace: str) -> None:
        """Note that Terraform begins to change a workspace."""
        self._append(_STARTED, workspace=workspace)

    def workspace_finished(self, result: WorkspaceResult, digest: str, plan: str = "") -> None:
        """Note what came of it, of which files, and of which saved plan."""
        changed = bool(result.changes) or result.outputs_changed
        content = {"changed": changed, "digest": digest, **({"plan": plan} if plan else {})}
        self._append(_FINISHED, workspace=result.workspace, ok=result.good, **content)

    def _append(self, event: str, **content: object) -> None:
        line = json.dumps({"event": event, "at": datetime.now(UTC).isoformat(timespec="seconds"), **content})
        with self._lock:
            self._file.write(f"{line}\n")
            self._file.flush()
            os.fsync(self._file.fileno())


def applied_plans(records: list[Record]) -> frozenset[str]:
    """Find the digests of saved plans that were applied: none is applied twice."""
    return frozenset(record["plan"] for record in records if record.get("ok") is True and record.get("plan"))


def resumable(records: list[Record], graph: nx.DiGraph) -> Mapping[str, str]:
    """Find the workspaces that the unfinished run applied, and the digest of the files they were applied from.

    A workspace is left out when one that it depends on was changed after it, or may have been.
    """
    applied: dict[str, str] = {}
    open_: set[str] = set()
    for record in records:
        match record:
            case {"event": "run started", "fresh": fresh}:
                _forget(applied, open_, graph)
                open_ = set()
                applied = {} if fresh else applied
            case {"event": "run finished", "ok": True}:
                applied, open_ = {}, set()
            case {"event": "workspace started", "workspace": workspace}:
                open_.add(workspace)
                applied.pop(workspace, None)
            case {
                "event": "workspace finished",
                "workspace": workspace,
                "ok": ok,
                "changed": changed,
                "digest": digest,
            }:
                open_.discard(workspace)
                if changed or not ok:
                    _forget(applied, {workspace}, graph)
                if ok:
                    applied[workspace] = digest
    _forget(applied, open_, graph)
    return applied


def _forget(applied: dict[str, str], changed: set[str], graph: nx.DiGraph) -> None:
    for workspace in changed & set(graph):
        for downstream in nx.descendants(graph, workspace):
            applied.pop(downstream, None)


def _locked(file: IO[str]) -> bool:
    """Take the lock, unless somebody holds it longer than a moment."""
    deadline = time.monotonic() + _GRACE_SECONDS
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(0.02)
        else:
            return True
