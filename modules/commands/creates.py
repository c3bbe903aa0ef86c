"""`guardrails creates`, part of `check`: whether organization policies let the platform create what it creates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from modules.commands.console import err, out
from modules.commands.folders import Folders
from modules.commands.guardrail_inputs import facts
from modules.commands.synth import synthesize_and
from modules.landing_zone import LandingZone
from modules.landing_zone.known_ids import known_ids
from modules.policy_evaluation.creating.creates import creates
from modules.policy_evaluation.creating.proof import CreatesProof, prove
from modules.policy_evaluation.creating.spec import known_creates
from modules.policy_evaluation.creating.tables import creates_lines
from modules.policy_evaluation.requests.synthesized_environment import environment_of
from modules.synthesized.environment import read_synthesized


def test_creates(names: Sequence[str]) -> bool:
    """Synthesize environments, all of them where none is named, and evaluate what they create; say whether it may."""
    return synthesize_and(may_be_created, names)


def may_be_created(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Evaluate what environments create, as they are in the output folder; print what AWS would refuse."""
    holds = True
    for name, zone in zones.items():
        with err.status(f"evaluating what {name} creates"):
            proof = creates_proof(name, zone, folders.output)
        for line in creates_lines(proof):
            out.print(line, soft_wrap=True, highlight=False)
        holds = holds and proof.ok
    return holds


def creates_proof(name: str, zone: LandingZone, output: Path) -> CreatesProof:
    """Evaluate what one synthesized environment creates."""
    synthesized = read_synthesized(output, name, known_ids(zone))
    environment = environment_of(synthesized, facts(name, zone))
    known = known_creates()
    return prove(environment, list(creates(synthesized, environment, known)), known)
