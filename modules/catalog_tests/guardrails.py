"""Whether the organization's policies let a launch role create what a template makes, where it is launched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from modules.catalog_tests.fault import Column, Fault
from modules.catalog_tests.launches import LaunchedResource
from modules.policy_evaluation.creating.proof import prove
from modules.policy_evaluation.creating.spec import CreatesSpec
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment


def guardrail_faults(
    environment: SynthesizedEnvironment, launched: Sequence[LaunchedResource], column: Column = Column.GUARDRAILS
) -> Iterator[Fault]:
    """Evaluate each create as the role that makes it, in one run of the simulator; give what would be refused.

    Args:
        environment: With its organization policies.
        launched: What is created.
        column: Where it shows.

    Raises:
        LandingZoneError: a policy asks of a create what nobody has said, or the simulator cannot run.

    """
    known = CreatesSpec(nothing={}, creates={each.kind: each.spec.creates for each in launched})
    proof = prove(environment, [each.create for each in launched], known)
    for refusal in proof.refusals:
        version, _, resource = refusal.address.rpartition(":")
        denied = f"{refusal.action} is denied in {refusal.account} by {refusal.by}"
        yield Fault(version, column, f"{resource}: {denied}")
