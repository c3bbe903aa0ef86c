"""`security test` and `security mutate`: who can write, delete or change a log, as it is synthesized."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from modules.commands.changes import Change, try_changes
from modules.commands.console import err, out
from modules.commands.folders import Folders
from modules.commands.guardrail_inputs import facts
from modules.commands.synth import synthesize_and
from modules.environment import PROJECT
from modules.landing_zone import LandingZone
from modules.landing_zone.known_ids import known_ids
from modules.log_archive.archive import Archive, archive_of
from modules.log_archive.mutation_run import mutate
from modules.log_archive.proof import prove
from modules.log_archive.scenarios import archive_scenarios
from modules.log_archive.tables import proof_lines
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment, environment_of
from modules.synthesized.environment import read_synthesized


def test(names: Sequence[str]) -> bool:
    """Synthesize environments, all of them where none is named, and prove their log archives; say whether all holds."""
    return synthesize_and(are_proved, names)


def are_proved(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Prove the log archives of environments as they are in the output folder; print what came of it."""
    scenarios = archive_scenarios(PROJECT)
    holds = True
    for name, zone in zones.items():
        with err.status(f"evaluating the log archive of {name}"):
            environment, archive = _archive(name, zone, folders.output)
            proof = prove(environment, archive, scenarios) if archive else None
        out.print(proof_lines(proof) if proof else f"No log archive in {name}")
        holds = holds and (proof is None or proof.ok)
    return holds


def mutate_archives(names: Sequence[str], *, only: str | None) -> bool:
    """Change each statement of each bucket and key in turn; return whether a scenario notices each change."""
    return try_changes(names, _changes, (), only=only, activity="changing the log archive of")


def _changes(name: str, zone: LandingZone, output: Path) -> Iterator[Change]:
    environment, archive = _archive(name, zone, output)
    for result in mutate(environment, archive, archive_scenarios(PROJECT)) if archive else ():
        mutation = result.mutation
        yield Change(
            f"{result.guarded}: {mutation.sid} {mutation.change}",
            name,
            noticed=bool(result.noticed_by),
            operator=mutation.operator,
            equivalent=mutation.equivalent,
        )


def _archive(name: str, zone: LandingZone, output: Path) -> tuple[SynthesizedEnvironment, Archive | None]:
    synthesized = read_synthesized(output, name, known_ids(zone))
    environment = environment_of(synthesized, facts(name, zone))
    return environment, archive_of(synthesized, environment)
