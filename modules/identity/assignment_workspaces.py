"""The assignments of the platform, spread over workspaces where one alone would be too large. No cdktf here."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

from modules.identity.directory import Assignment

RESOURCES_IN_A_WORKSPACE = 500
"""Terraform plans a workspace in one go; more than this takes minutes, and Identity Center throttles it."""

_ROOMY = RESOURCES_IN_A_WORKSPACE // 2
"""What is chosen leaves room to grow to the double, before it is another number."""

_WAYS_TO_SPREAD = (2, 4, 8, 16, 32, 64)


def enough_workspaces(assignments: Sequence[Assignment], *, beside: int) -> int:
    """Return how many workspaces the assignments need: one where they fit beside the rest, else a power of two.

    Args:
        assignments: Those of the platform.
        beside: Resources that are in the one workspace anyway.

    """
    if len(assignments) + beside <= RESOURCES_IN_A_WORKSPACE:
        return 1
    roomy = (count for count in _WAYS_TO_SPREAD if max(in_each(assignments, count).values()) <= _ROOMY)
    return next(roomy, _WAYS_TO_SPREAD[-1])


def in_each(assignments: Iterable[Assignment], workspaces: int) -> Counter[int]:
    """Count the assignments in each of the workspaces, by its number."""
    return Counter(workspace_number(assignment, workspaces) for assignment in assignments)


def workspace_number(assignment: Assignment, workspaces: int) -> int:
    """Tell which workspace an assignment is in: by its account's key, so that no other account moves it."""
    return zlib.crc32(assignment.account.key.encode()) % workspaces
