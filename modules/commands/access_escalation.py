"""`access escalate`: try every known way to more for everybody who has a permission set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from modules.access.escalation.corpus import FOLDER, TARGETS, Corpus, read_corpus
from modules.access.escalation.proof import EscalationProof, prove_no_escalation
from modules.access.escalation.tables import escalation_table
from modules.commands.access_inputs import personas_and_roles
from modules.commands.console import err, out
from modules.commands.folders import Folders
from modules.commands.synth import synthesize_and
from modules.environment import PROJECT
from modules.identity.library import DESCRIPTION
from modules.landing_zone import LandingZone
from modules.landing_zone.permission_sets import used_permission_sets
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest


def escalate(names: Sequence[str]) -> bool:
    """Synthesize environments, all of them where none is named, and try every way; say whether all are closed."""
    return synthesize_and(leads_to_no_more, names)


def leads_to_no_more(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Try every way in environments as they are in the output folder; print what came of it."""
    corpus = read_corpus(PROJECT)
    reports = [_proof(name, zone, folders, corpus) for name, zone in zones.items()]
    for report in reports:
        out.print(escalation_table(report))
    return all(report.ok for report in reports)


def admitted_targets(zone: LandingZone, corpus: Corpus) -> dict[str, dict[str, str]]:
    """Return what permission sets say of targets, by the permission set's name.

    Raises:
        LandingZoneError: one names a target that there is not.

    """
    known = used_permission_sets(zone)
    for permission_set in known.values():
        for target in permission_set.description.admitted_targets:
            if target not in corpus.targets:
                guess = nearest(target, corpus.targets)
                raise LandingZoneError(
                    "a permission set admits a target that there is not",
                    got=f"{target} in {permission_set.shown}/{DESCRIPTION}",
                    why=f"targets are in {FOLDER}/{TARGETS}",
                    fix=f"write {guess}" if guess else "write one of them",
                )
    return {name: permission_set.description.admitted_targets for name, permission_set in known.items()}


def _proof(name: str, zone: LandingZone, folders: Folders, corpus: Corpus) -> EscalationProof:
    activity = f"trying {len(corpus.ways)} known ways to more in {name}"
    with err.status(activity) as status:
        return prove_no_escalation(
            personas_and_roles(name, zone, folders.output),
            corpus,
            admitted_targets(zone, corpus),
            lambda done: status.update(f"{activity}: {done}"),
        )
