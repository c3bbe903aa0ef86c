"""`guardrails mutate`: change each Deny statement in turn, and list the changes that no scenario notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from modules.commands.changes import Change, fits, print_unnoticed
from modules.commands.console import err
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import project_folders
from modules.commands.guardrail_inputs import facts, guardrails
from modules.commands.reviewed_changes import read_reviewed
from modules.commands.synth import write
from modules.commands.validate import load_environments
from modules.landing_zone import LandingZone
from modules.policy_evaluation.mutation.mutation_run import mutate
from modules.policy_evaluation.reading.scenarios import scenarios
from modules.policy_evaluation.requests.synthesized_environment import read_environment


def mutate_guardrails(names: Sequence[str], *, only: str | None) -> bool:
    """Synthesize environments, all of them where none is named, and try every change of their guardrails.

    Returns:
        Whether each change is noticed in one of the environments, or reviewed.

    """
    reviewed = read_reviewed().guardrails
    folders = project_folders()
    zones = load_environments(names)
    changes: list[Change] = []
    with exclusive_lock(folders):
        write(zones, folders)
        for name, zone in zones.items():
            with err.status(f"changing the guardrails of {name}"):
                changes += guardrail_changes(name, zone, folders.output)
    wanted = [change for change in changes if fits(change.name, only)]
    return print_unnoticed(wanted, reviewed, only=only, by="scenario")


def guardrail_changes(name: str, zone: LandingZone, output: Path) -> Iterator[Change]:
    """Try every change of the guardrails that are attached in an environment, as it was synthesized."""
    library = guardrails(zone)
    for result in mutate(read_environment(output, facts(name, zone)), library, scenarios(library)):
        change = f"{result.guardrail}: {result.mutation.sid} {result.mutation.change}"
        yield Change(change, name, noticed=not result.survives)
