"""`access mutate`: take away each statement of the permission sets in turn, and list those that no scenario misses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from modules.access.proof import prove, removals, unnoticed_removals
from modules.commands.access_inputs import personas, scenarios
from modules.commands.changes import Change, fits, print_unnoticed
from modules.commands.console import err
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import project_folders
from modules.commands.reviewed_changes import read_reviewed
from modules.commands.synth import write
from modules.commands.validate import load_environments
from modules.landing_zone import LandingZone


def mutate_access(names: Sequence[str], *, only: str | None) -> bool:
    """Synthesize environments, all of them where none is named, and take away every statement in turn.

    Returns:
        Whether each removal is noticed in one of the environments, or reviewed.

    """
    reviewed = read_reviewed().access
    folders = project_folders()
    zones = load_environments(names)
    changes: list[Change] = []
    with exclusive_lock(folders):
        write(zones, folders)
        for name, zone in zones.items():
            with err.status(f"taking statements out of the permission sets of {name}"):
                changes += access_changes(name, zone, folders.output)
    wanted = [change for change in changes if fits(change.name, only)]
    return print_unnoticed(wanted, reviewed, only=only, by="scenario")


def access_changes(name: str, zone: LandingZone, output: Path) -> Iterator[Change]:
    """Take every statement out of every inline policy of an environment, as it was synthesized, one at a time."""
    people = personas(name, zone, output)
    proof = prove(people, scenarios())
    missed_by_nobody = set(unnoticed_removals(people, proof))
    for permission_set, sid in removals(people, proof):
        noticed = (permission_set, sid) not in missed_by_nobody
        yield Change(f"{permission_set}: {sid} removed", name, noticed=noticed)
