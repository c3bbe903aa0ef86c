"""`guardrails list`: which guardrails apply where, and how much of the quotas they use, without cdktf."""

from __future__ import annotations

from rich import box
from rich.table import Table

from modules import environment
from modules.commands.console import out
from modules.organization.guardrails import library
from modules.report.guardrail_usage import usages


def guardrail_list(name: str) -> None:
    """Print every target's guardrails, then those of the library that are bound nowhere."""
    zone = environment.load(name)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("target", "kind", "policies", "characters", "guardrails"):
        table.add_column(heading, overflow="fold")
    bound: set[str] = set()
    for usage in usages(zone):
        bound |= set(usage.guardrails)
        table.add_row(usage.target, usage.kind, usage.policies, usage.characters, ", ".join(usage.guardrails))
    out.print(table)
    unbound = [one for one in library.names() if one not in bound]
    if unbound:
        out.print(f"Bound nowhere: {', '.join(unbound)}")
    out.print(f"What each says: docs/reference/guardrails.md. Prove them: python main.py guardrails test {name}")
