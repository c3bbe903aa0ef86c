"""The proof of who reaches what, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.markup import escape

from modules.across_accounts.chain_proof import ChainProof
from modules.across_accounts.proof import AcrossProof
from modules.across_accounts.trusts import FILE as TRUSTED_ROLES
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


def chain_lines(proof: ChainProof) -> RenderableType:
    """Lay out the proof of chains: what is open, what does not apply, and the verdict."""
    parts: list[RenderableType] = [*open_chains(proof)]
    if proof.not_applicable:
        parts.append(not_applicable_table(proof.not_applicable))
    return Group(*parts, chain_verdict(proof))


def open_chains(proof: ChainProof) -> Iterator[str]:
    """Say of each chain that is not as expected what it would gain, and which step came out otherwise."""
    gains = {chain.spec.name: chain for chain in proof.chains}
    for name, lines in proof.failures.items():
        chain = gains[name]
        yield f"  [bold]{escape(chain.where)}[/]  {escape(name)}"
        yield f"    would gain {escape(chain.spec.gains)}"
        yield from (f"    {escape(line)}" for line in lines[:_SHOWN])
        if len(lines) > _SHOWN:
            yield f"    and {len(lines) - _SHOWN} more"
    for trust in proof.trusts:
        yield f"  [bold]{escape(trust.holder)}[/] of {trust.of} may work as {escape(trust.role)} of {trust.account}"
        yield f"    and policies/{TRUSTED_ROLES} does not say so: narrow the role's trust, or say why not"


def chain_verdict(proof: ChainProof) -> str:
    """Say in one line what came of the chains."""
    left_out = len(proof.not_applicable)
    counts = f"(chains: {len(proof.chains)}, requests: {proof.requests}, not applicable: {left_out})"
    if proof.ok:
        return f"[green]Proved[/]: no chain of steps leads anybody in {proof.environment} to more {counts}"
    open_ = f"open: {len(proof.failures)}, trusts that nobody meant: {len(proof.trusts)}"
    return f"[red]Not proved[/]: chains of steps in {proof.environment}, {open_} {counts}"
