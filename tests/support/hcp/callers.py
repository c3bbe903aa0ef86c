"""Who calls the API, by the token that they bring."""

from __future__ import annotations

import secrets
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caller:
    """A user, or a run.

    A user of this organization may do everything in it. A run reads and writes the state of its own workspace, and
    reads states that are shared with that one.
    """

    name: str
    workspace: str = ""
    """Of a run: the id of its workspace."""
    run: str = ""
    """Of a run: its id."""

    @property
    def is_run(self) -> bool:
        """Whether it is a run, and no user."""
        return bool(self.run)

    def __str__(self) -> str:
        return f"Run {self.run}" if self.is_run else f"User {self.name}"


def new_id(kind: str) -> str:
    """Make an id as the API's are: a kind, a hyphen, and 16 characters that nobody guesses."""
    return f"{kind}-{secrets.token_hex(8)}"


def new_token() -> str:
    """Make a token."""
    return secrets.token_urlsafe(32)
