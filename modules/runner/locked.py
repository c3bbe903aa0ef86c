"""What is said of a state that is locked: which lock, whose, since when, and how to remove one that was left."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from modules.runner.terraform.events import Diagnostic

_SUMMARY = "Error acquiring the state lock"
_FIELD = re.compile(r"^\W*(ID|Path|Operation|Who|Created):[ \t]*(\S.*?)\s*$", re.MULTILINE)
"""A line of what Terraform tells of a lock, under the heading `Lock Info`."""


def locked_in_words(error: Diagnostic, folder: Path) -> str:
    """Say whose lock it is, and the command that removes it; empty where the error is another one.

    We never remove a lock: whoever has it may be at work on another machine.

    Args:
        error: What Terraform told.
        folder: Of the workspace.

    """
    if error.summary != _SUMMARY:
        return ""
    lock = dict(_FIELD.findall(error.detail.partition("Lock Info:")[2]))
    if not {"ID", "Path", "Who", "Created"} <= lock.keys():
        return ""  # the lock could not be asked for at all: Terraform's own words say why
    operation = lock.get("Operation", "").removeprefix("OperationType").lower() or "work"
    unlock = f"terraform -chdir={shlex.quote(str(folder))} force-unlock {lock['ID']}"
    return (
        f"the state {lock['Path']} is locked: by {lock['Who']}, for {operation}, since {lock['Created']}\n"
        f"Wait until that has ended. If it was killed, and only then: {unlock}. Then run the same command again"
    )
