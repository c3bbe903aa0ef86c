"""Which creations a Terraform had begun, and may have lost, when it was killed or stopped.

Terraform says `apply_start` before it asks AWS, into a log that outlives both it and us. What it had begun counts until
the workspace is applied: with a remote state even a creation that ended well may not have been written yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_CUT_OFF = ("context canceled", "Plugin did not respond", "Request cancelled", "request canceled", "canceled, context")
"""Errors that leave open whether AWS did what it was asked: the provider was stopped, or died."""


def begun_creations(log: Path) -> list[str]:
    """List the addresses of which a log does not say that AWS refused to create them, in order."""
    begun: dict[str, None] = {}
    refused: set[str] = set()
    cut_off: set[str] = set()
    for message in _messages(log):
        hook, diagnostic = message.get("hook") or {}, message.get("diagnostic") or {}
        match message.get("type"):
            case "change_summary" if message["changes"]["operation"] == "apply":
                begun.clear()  # the apply ended well: all of it is in the state
            case "apply_start" if hook.get("action") == "create":
                begun[hook["resource"]["addr"]] = None
            case "apply_errored":
                refused.add(hook["resource"]["addr"])
            case "diagnostic" if is_cut_off(f"{diagnostic}"):
                cut_off.add(diagnostic.get("address", ""))
    return [address for address in begun if address not in refused or address in cut_off]


def is_cut_off(error: str) -> bool:
    """Whether an error only says that whoever worked on it was stopped."""
    return any(words in error for words in _CUT_OFF)


def remember(record: Path, log: Path) -> None:
    """Add the creations that a log shows as begun to a record, before the log is replaced."""
    addresses = [address for address in begun_creations(log) if address not in remembered(record)]
    if addresses:
        with record.open("a") as file:
            file.writelines(f"{address}\n" for address in addresses)


def remembered(record: Path) -> list[str]:
    """Read a record: what was begun since the workspace was applied the last time."""
    return record.read_text().splitlines() if record.exists() else []


def forget(record: Path) -> None:
    """After the workspace was applied: all that was begun is in its state."""
    record.unlink(missing_ok=True)


def _messages(log: Path) -> Iterator[dict[str, Any]]:
    if not log.exists():
        return
    for line in log.read_text(errors="replace").splitlines():
        try:
            message = json.loads(line)
        except ValueError:
            continue  # our own heading, or a line that was cut off
        if isinstance(message, dict):
            yield message
