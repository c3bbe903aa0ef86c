"""Which creations a Terraform had begun, and may have lost, when it was killed or stopped.

Terraform says `apply_start` before it asks AWS, into a log that outlives both it and us. What it had begun counts until
the workspace is applied: with a remote state even a creation that ended well may not have been written yet. It is
recorded beside the journal, because logs are removed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from modules.runner.terraform.events import ChangeSummary, Diagnostic, Event, ResourceStarted
from modules.runner.terraform.passing_errors import passes
from modules.runner.terraform.remote_output import RemoteOutput
from modules.whole_files import write_whole

_REFUSED = re.compile(r"(?i)status ?code: ?4\d\d\b|\bapi error \w+|\bdial tcp\b")
"""AWS answered that it does not, in the words of the provider and of its two SDKs, or nobody was reached."""
_CUT_OFF = ("context canceled", "Plugin did not respond", "Request cancelled", "request canceled", "canceled, context")
"""Errors that leave open whether AWS did what it was asked: the provider was stopped, or died."""


def begun_creations(log: Path) -> list[str]:
    """List the addresses of which a log does not say that AWS refused to create them, in order.

    Any other error leaves open whether there is something: to look for what is not there costs a request, to create
    what is there costs a second one that nobody knows of.
    """
    begun: dict[str, None] = {}
    refused: set[str] = set()
    for message in _messages(log):
        hook, diagnostic = message.get("hook") or {}, message.get("diagnostic") or {}
        match message.get("type"):
            case "change_summary" if message["changes"]["operation"] == "apply":
                begun.clear()  # the apply ended well: all of it is in the state
            case "apply_start" if hook.get("action") == "create":
                begun[hook["resource"]["addr"]] = None
            case "diagnostic" if _is_refused(f"{diagnostic}"):
                refused.add(diagnostic.get("address", ""))
    return [address for address in begun if address not in refused]


def _is_refused(error: str) -> bool:
    return bool(_REFUSED.search(error)) and not is_cut_off(error) and not passes(error)


def is_cut_off(error: str) -> bool:
    """Whether an error only says that whoever worked on it was stopped."""
    return any(words in error for words in _CUT_OFF)


def begun_record(state: Path, workspace: str) -> Path:
    """Where it is recorded of a workspace, in the folder of its environment's local states and journal."""
    return state / f"{workspace}.begun"


def remember(record: Path, log: Path) -> None:
    """Add what a log tells to a record, before the log is replaced or removed."""
    earlier = remembered(record)
    addresses = [address for address in begun_creations(log) if address not in earlier]
    if addresses:
        record.parent.mkdir(parents=True, exist_ok=True)
        write_whole(record, "".join(f"{address}\n" for address in [*earlier, *addresses]))


def remembered(record: Path) -> list[str]:
    """Read a record: what was begun since the workspace was applied the last time."""
    return record.read_text().splitlines() if record.exists() else []


def forget(record: Path) -> None:
    """After the workspace was applied: all that was begun is in its state."""
    record.unlink(missing_ok=True)


def _messages(log: Path) -> Iterator[dict[str, Any]]:
    if not log.exists():
        return
    remote_output = RemoteOutput()
    for line in log.read_text(errors="replace").splitlines():
        try:
            message = json.loads(line)
        except ValueError:  # our own heading, a line that was cut off, or what HCP Terraform tells of a run
            yield from _as_messages(remote_output.read(line))
            continue
        if isinstance(message, dict):
            yield message


def _as_messages(event: Event | None) -> Iterator[dict[str, Any]]:
    """Say what HCP Terraform tells as Terraform would itself; of a resource that failed it tells the error only."""
    match event:
        case ResourceStarted(address, action):
            yield {"type": "apply_start", "hook": {"action": action, "resource": {"addr": address}}}
        case ChangeSummary(operation):
            yield {"type": "change_summary", "changes": {"operation": operation}}
        case Diagnostic(severity="error", address=address) as error:
            yield {"type": "apply_errored", "hook": {"resource": {"addr": address}}}
            yield {"type": "diagnostic", "diagnostic": asdict(error)}
