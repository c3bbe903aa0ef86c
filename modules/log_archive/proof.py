"""The proof of the log archive: every scenario against all policies together, as they were synthesized."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modules.log_archive.archive import Archive
from modules.log_archive.asking import Asked, Asking
from modules.log_archive.judging import Decision, decide, misses
from modules.log_archive.scenarios import ArchiveScenario
from modules.policy_evaluation.requests.asked_scenarios import ask
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.simulating.organization_policies import batch_of
from modules.policy_evaluation.simulating.simulator import Batch, PolicyDocument, simulate

RESOURCE_POLICY = "RESOURCE_POLICY"


@dataclass(frozen=True, slots=True)
class ArchiveProof:
    """The proof of one environment."""

    environment: str
    requests: int
    scenarios: tuple[ArchiveScenario, ...]
    """Those that apply."""
    failures: Mapping[str, tuple[str, ...]]
    """What is not as expected, by scenario."""
    not_applicable: Mapping[str, str]
    """Why a scenario does not apply, by its name."""
    unasked: tuple[str, ...]
    """Buckets and keys that no scenario asks about."""

    @property
    def ok(self) -> bool:
        """Whether all came out as expected, and nothing was left out."""
        return not self.failures and not self.unasked


def prove(environment: SynthesizedEnvironment, archive: Archive, scenarios: Sequence[ArchiveScenario]) -> ArchiveProof:
    """Evaluate every scenario, in one run of the simulator.

    Raises:
        LandingZoneError: the simulator cannot run, or refuses a policy.

    """
    asked = ask(scenarios, Asking(environment, archive).of)
    decisions = decided(archive_batch(environment, archive), asked.requests)
    guarded_and_asked = [each.guarded for each in asked.requests]
    return ArchiveProof(
        environment.facts.name,
        len(asked.requests),
        asked.applying(scenarios),
        asked.failures((each, misses(each, decision)) for each, decision in decisions),
        asked.not_applicable,
        tuple(guarded.name for guarded in archive.guarded if guarded not in guarded_and_asked),
    )


def archive_batch(environment: SynthesizedEnvironment, archive: Archive) -> Batch:
    """Return a batch without requests that has every policy: the organization's, the buckets' and the keys'."""
    batch = batch_of(environment.tree)
    for guarded in archive.guarded:
        batch.policies[guarded.arn] = PolicyDocument(RESOURCE_POLICY, guarded.policy)
    return batch


def decided(batch: Batch, asked: Sequence[Asked]) -> list[tuple[Asked, Decision]]:
    """Put requests to the simulator; return each with what became of it."""
    batch.requests = [request for each in asked for request in (each.request, each.bypass) if request]
    answers = iter(simulate(batch))
    return [(each, decide(each, next(answers), next(answers) if each.bypass else None)) for each in asked]
