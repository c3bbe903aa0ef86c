"""The proof of who reaches what, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType

from modules.across_accounts.proof import AcrossProof
from modules.policy_evaluation.scenario_tables import failure_lines, not_applicable_table

_SHOWN = 5


def proof_lines(proof: AcrossProof) -> RenderableType:
    """Lay out a proof: what failed, what does not apply, and the verdict."""
    parts: list[RenderableType] = [*failures(proof)]
    if proof.not_applicable:
        parts.append(not_applicable_table(proof.not_applicable))
    return Group(*parts, verdict(proof))


def failures(proof: AcrossProof) -> Iterator[str]:
    """Say of each scenario that failed which requests came out otherwise."""
    yield from failure_lines(proof.scenarios, proof.failures, at_most=_SHOWN)


def verdict(proof: AcrossProof) -> str:
    """Say in one line what came of it."""
    asked, left_out = len(proof.asked), len(proof.not_applicable)
    counts = f"(scenarios: {len(proof.scenarios)}, requests: {asked}, not applicable: {left_out})"
    if proof.ok:
        return f"[green]Proved[/]: who reaches what across accounts of {proof.environment} {counts}"
    return f"[red]Not proved[/]: who reaches what in {proof.environment}, failures: {len(proof.failures)} {counts}"
