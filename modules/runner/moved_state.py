"""What stands in the place of a state that was moved, or that is to come: Terraform refuses it, and we say why."""

from __future__ import annotations

from modules.runner.terraform.events import Diagnostic

NOTICE_FORMAT = 9999
"""The version of a state's format that no Terraform knows: it neither plans nor applies, and reads no output."""

_UNKNOWN_FORMAT = f"format version {NOTICE_FORMAT}"
_OTHER_BACKEND = "Backend configuration changed"


def moved_in_words(error: Diagnostic) -> str:
    """Say what to do where a state is elsewhere than Terraform looks; empty where the error is another one."""
    if _UNKNOWN_FORMAT in f"{error.summary} {error.detail}":
        return (
            "its state, or one that it reads, is not in this backend: it was moved away, or is still to come. "
            "`python main.py state migrate ENV` goes on with a move that was stopped; after a move, deploy what says "
            "the new backend"
        )
    if error.summary.startswith(_OTHER_BACKEND):
        return (
            "its state is in another backend than deployment.backend says now. "
            "`python main.py state migrate ENV` moves it, or finds that it was moved already"
        )
    return ""
