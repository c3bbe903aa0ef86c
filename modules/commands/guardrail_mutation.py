"""`guardrails mutate`: change each Deny statement in turn, and list the changes that no scenario notices."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from modules.commands.changes import Change, try_changes
from modules.commands.guardrail_inputs import facts, guardrails
from modules.commands.reviewed_changes import read_reviewed
from modules.landing_zone import LandingZone
from modules.policy_evaluation.mutation.mutation_run import mutate
from modules.policy_evaluation.reading.scenarios import scenarios
from modules.policy_evaluation.requests.synthesized_environment import read_environment


def mutate_guardrails(names: Sequence[str], *, only: str | None) -> bool:
    """Try every change in turn; return whether each is noticed in one of the environments, or reviewed."""
    noticed: set[str] = set()

    def changes_of(name: str, zone: LandingZone, output: Path) -> list[Change]:
        tried = list(guardrail_changes(name, zone, output, noticed=noticed))
        noticed.update(change.name for change in tried if change.noticed)
        return tried

    activity = "changing the guardrails of"
    return try_changes(names, changes_of, read_reviewed().guardrails, only=only, activity=activity)


def guardrail_changes(
    name: str, zone: LandingZone, output: Path, *, noticed: Collection[str] = frozenset()
) -> Iterator[Change]:
    """Try every change of the guardrails that are attached in an environment, as it was synthesized.

    Guardrails without scenarios are unproved as a whole, which `guardrails test` tells. What another environment's
    scenarios have noticed is not tried again.
    """
    library = guardrails(zone)
    asked = scenarios(library)
    proved = [guardrail for guardrail in library if asked[guardrail.name]]
    for result in mutate(read_environment(output, facts(name, zone)), proved, asked, noticed=noticed):
        mutation = result.mutation
        yield Change(
            result.name,
            name,
            noticed=not result.survives,
            operator=mutation.operator,
            equivalent=mutation.equivalent,
        )
