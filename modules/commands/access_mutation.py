"""`access mutate`: take away each statement of the permission sets in turn, and list those that no scenario misses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from modules.access.proof import prove, removals, unnoticed_removals
from modules.commands.access_inputs import personas, scenarios
from modules.commands.changes import Change, try_changes
from modules.commands.reviewed_changes import read_reviewed
from modules.landing_zone import LandingZone


def mutate_access(names: Sequence[str], *, only: str | None) -> bool:
    """Take away every statement in turn; return whether each is noticed in one of the environments, or reviewed."""
    activity = "taking statements out of the permission sets of"
    return try_changes(names, access_changes, read_reviewed().access, only=only, activity=activity)


def access_changes(name: str, zone: LandingZone, output: Path) -> Iterator[Change]:
    """Take every statement out of every inline policy of an environment, as it was synthesized, one at a time."""
    people = personas(name, zone, output)
    proof = prove(people, scenarios(zone))
    missed_by_nobody = set(unnoticed_removals(people, proof))
    for permission_set, sid in removals(people, proof):
        noticed = (permission_set, sid) not in missed_by_nobody
        yield Change(f"{permission_set}: {sid} removed", name, noticed=noticed)
