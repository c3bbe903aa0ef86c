"""What AWS refused to create because it exists: which may be ours, of a run whose state and record are lost."""

from __future__ import annotations

import re

from modules.runner.recovery.ownership import OURS_BY_CONTENT, OVERWRITTEN, REPEATABLE
from modules.runner.terraform.tally import Tally

_EXISTS = re.compile(
    r"already|has been taken|AccountRegisteredException|ConflictException|"
    r"Duplicate\w*Exception|\.Duplicate\b|DuplicateTransitGatewayAttachment|\w*ExistsException",
    re.IGNORECASE,
)
"""Error codes of AWS for one thing too many, and words of services that have no code for it: a detector "already
exists", an administrator is "already enabled", the name of a service-linked role "has been taken". A match too many
costs a search."""


def refused_as_existing(tally: Tally) -> list[str]:
    """List the addresses whose creation AWS refused because there is one already."""
    errors = [error for error in tally.errors if _EXISTS.search(f"{error.summary} {error.detail}")]
    return list(dict.fromkeys(error.address for error in errors if error.address))


def planned_to_be_created(tally: Tally) -> list[str]:
    """List everything that a plan would create: where one thing exists already, the others may as well."""
    return [planned.address for planned in tally.plan if planned.action == "create"]


def silent_creations(tally: Tally) -> list[str]:
    """List what a plan would create and AWS may create a second time, or overwrite, without a word."""
    silent = REPEATABLE | OVERWRITTEN | OURS_BY_CONTENT
    return [planned.address for planned in tally.plan if planned.action == "create" and planned.type in silent]
