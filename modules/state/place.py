"""The place of a workspace's state: what a backend of each type can do for a move."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from typing import Protocol

from modules.specification.errors import LandingZoneError


class StatePlace(Protocol):
    """Where a backend keeps the state of one workspace."""

    @property
    def name(self) -> str:
        """The place, as people write it: a path, `s3://bucket/key`, a workspace of HCP Terraform."""

    def read(self) -> bytes:
        """Return what lies there: a state, or a notice; nothing where it is empty."""

    def holder(self, lock: str) -> str:
        """Say who has locked it, other than the move whose lock is called so; empty where nobody has."""

    def hold(self, lock: str) -> AbstractContextManager[None]:
        """Lock it against every Terraform until the block ends; a lock that the same move has left is taken over.

        Raises:
            LandingZoneError: somebody else has locked it.

        """

    def write_state(self, content: bytes) -> None:
        """Put a state there, all of it or nothing. Only while it is held."""

    def write_notice(self, notice: bytes) -> None:
        """Put a notice there, so that no Terraform takes the place for an empty one at any moment. While it is held."""

    def keep_aside(self) -> None:
        """Copy the state that lies there to beside it, where no Terraform looks. While it is held."""


ASIDE = ".moved"
"""The end of what the copy is called."""

OPERATION = "state migrate"
"""What Terraform's lock says that it is for."""


def refuse_locked(place: StatePlace, lock: str) -> None:
    """Refuse a state that somebody else has locked.

    Raises:
        LandingZoneError: it is locked.

    """
    if holder := place.holder(lock):
        raise locked(place.name, holder)


def locked(place: str, holder: str) -> LandingZoneError:
    """Return the error for a state that somebody has locked."""
    return LandingZoneError(
        "a state that is locked must not be moved",
        got=f"{place}, locked {holder}",
        why="whoever has the lock may be changing the state, and what they write would be left behind",
        fix="wait until that has ended; a lock that a killed Terraform has left is removed with `terraform "
        "force-unlock`, in the workspace's folder, while deployment.backend says where the state is",
    )


def holder_in_words(lock_info: bytes) -> str:
    """Say whose lock it is, from what Terraform writes of it."""
    try:
        info = json.loads(lock_info)
        return f"by {info['Who']}, for {info['Operation']}, since {info['Created']} ({info['ID']})"
    except (ValueError, LookupError, TypeError):
        return "by nobody knows whom"


def id_of(lock_info: bytes) -> str:
    """Return the id of a lock, from what Terraform writes of it; empty where it says none."""
    try:
        return str(json.loads(lock_info)["ID"])
    except (ValueError, LookupError, TypeError):
        return ""
