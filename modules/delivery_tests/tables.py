"""The proof of delivery, and which role a workspace is delivered by, as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from modules.delivery.classes import Phase
from modules.delivery_tests.proof import DeliveryProof
from modules.policy_evaluation.scenario_tables import failure_lines, not_applicable_table


def proof_lines(proof: DeliveryProof) -> RenderableType:
    """Lay out a proof: what failed, what does not apply, and the verdict."""
    parts: list[RenderableType] = [*failure_lines(proof.scenarios, proof.failures)]
    parts += [f"  {escape(each)} trusts tokens, and no scenario asks about it" for each in proof.unexpected]
    if proof.not_applicable:
        parts.append(not_applicable_table(proof.not_applicable))
    return Group(*parts, _verdict(proof))


def roles_table(roles: Mapping[str, Mapping[str, str]]) -> Table:
    """Lay out which roles plan and apply each workspace.

    Args:
        roles: ARNs by phase, by workspace.

    """
    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("workspace", *Phase):
        table.add_column(heading, overflow="fold")
    for workspace, arns in roles.items():
        table.add_row(workspace, *(arns[phase].rpartition("/")[2] for phase in Phase))
    return table


def _verdict(proof: DeliveryProof) -> str:
    counts = f"(scenarios: {len(proof.scenarios)}, requests: {len(proof.asked)})"
    if proof.ok:
        return f"[green]Proved[/]: only what is delivered from plans and applies {proof.environment} {counts}"
    failed = len(proof.failures) + len(proof.unexpected)
    return f"[red]Not proved[/]: who plans and applies {proof.environment}, failures: {failed} {counts}"
