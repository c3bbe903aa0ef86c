"""`access mutate`: change each statement of the permission sets in turn, and list what no scenario notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from modules.access.mutation_run import mutate
from modules.access.proof import prove
from modules.commands.access_inputs import personas, scenarios
from modules.commands.changes import Change, try_changes
from modules.commands.reviewed_changes import read_reviewed
from modules.landing_zone import LandingZone


def mutate_access(names: Sequence[str], *, only: str | None) -> bool:
    """Try every change in turn; return whether each is noticed in one of the environments, or reviewed."""
    activity = "changing the permission sets of"
    return try_changes(names, access_changes, read_reviewed().access, only=only, activity=activity)


def access_changes(name: str, zone: LandingZone, output: Path) -> Iterator[Change]:
    """Try every change of the inline policies of an environment, as it was synthesized."""
    people = personas(name, zone, output)
    for result in mutate(people, prove(people, scenarios(zone)), list(zone.stages)):
        mutation = result.mutation
        change = f"{result.permission_set}: {mutation.sid} {mutation.change}"
        yield Change(
            change, name, noticed=bool(result.noticed_by), operator=mutation.operator, equivalent=mutation.equivalent
        )
