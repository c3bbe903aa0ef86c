"""The proof of creates, as a person reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rich.markup import escape

from modules.policy_evaluation.creating.proof import CreatesProof, Refusal

_SHOWN = 3


def creates_lines(proof: CreatesProof) -> Iterator[str]:
    """Say what AWS would refuse to create, and by which statement; then the verdict."""
    alike = defaultdict[tuple[str, str, str], list[Refusal]](list)
    for refusal in proof.refusals:
        alike[refusal.address, refusal.action, refusal.by].append(refusal)
    for (address, action, by), several in alike.items():
        accounts = [refusal.account for refusal in several]
        more = f" and {len(accounts) - _SHOWN} more" if len(accounts) > _SHOWN else ""
        yield f"[red]refused[/] {escape(address)} in {escape(', '.join(accounts[:_SHOWN]))}{more}"
        yield f"  {action} is denied by {escape(by)}"
    counts = f"(resources: {proof.resources}, requests: {proof.requests})"
    if proof.ok:
        yield f"[green]Proved[/]: no organization policy refuses what is created in {proof.environment} {counts}"
    else:
        yield f"[red]Not proved[/]: policies of {proof.environment} refuse what it creates: {len(alike)} {counts}"
