"""The proof of the log archive, as a person reads it."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.markup import escape

from modules.log_archive.proof import ArchiveProof
from modules.policy_evaluation.scenario_tables import failure_lines, not_applicable_table


def proof_lines(proof: ArchiveProof) -> RenderableType:
    """Lay out a proof: what failed, what does not apply, and the verdict."""
    parts: list[RenderableType] = [*failure_lines(proof.scenarios, proof.failures)]
    if proof.unasked:
        parts.append(f"  no scenario asks about {escape(', '.join(proof.unasked))}")
    if proof.not_applicable:
        parts.append(not_applicable_table(proof.not_applicable))
    return Group(*parts, _verdict(proof))


def _verdict(proof: ArchiveProof) -> str:
    counts = f"(scenarios: {len(proof.scenarios)}, requests: {proof.requests})"
    if proof.ok:
        return f"[green]Proved[/]: nobody alters the logs of {proof.environment} {counts}"
    failed = len(proof.failures) + len(proof.unasked)
    return f"[red]Not proved[/]: the logs of {proof.environment}, failures: {failed} {counts}"
