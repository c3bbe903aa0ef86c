"""`guardrails list`: which guardrails apply where, and how much of the quotas they use, without cdktf."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.tree import Tree

from modules import environment
from modules.commands.console import out
from modules.landing_zone import LandingZone
from modules.landing_zone.guardrails import bound_guardrails, unproved_guardrails
from modules.organization.guardrails import library
from modules.organization.spec import ROOT
from modules.report.guardrail_usage import Usage, usages


def guardrail_list(name: str) -> None:
    """Print the organization's tree with its guardrails, then those of the library that are bound nowhere."""
    zone = environment.load(name)
    out.print(_tree(zone))
    bound = bound_guardrails(zone)
    unbound = [guardrail for guardrail in library.names() if guardrail not in bound]
    out.print(f"\nBound nowhere: {', '.join(unbound) or 'none'}")
    if unproved := unproved_guardrails(zone):
        out.print(f"Unproved, since they come without scenarios: {', '.join(unproved)}")
    out.print(f"What each says: docs/reference/guardrails.md. Prove them: python main.py guardrails test {name}")


def _tree(zone: LandingZone) -> Tree:
    tree = Tree(f"[bold]{ROOT}[/]", guide_style="dim")
    nodes: dict[tuple[str, ...], Tree] = {(): tree}
    by_binding = groupby(usages(zone), lambda usage: usage.packing.binding)
    used = {(binding.target, binding.account): list(group) for binding, group in by_binding}
    _add(tree, used.get(((), None), ()))
    for path in zone.organization.unit_paths():
        nodes[path] = nodes[path[:-1]].add(f"[bold]{path[-1]}[/]")
        _add(nodes[path], used.get((path, None), ()))
    for (path, account), of_account in used.items():
        if account is not None:
            _add(nodes[path].add(f"account [bold]{account}[/]"), of_account)
    return tree


def _add(node: Tree, usages_of_target: Iterable[Usage]) -> None:
    """Show each policy of a target with the guardrails in it."""
    for usage in usages_of_target:
        policies = node.add(f"{usage.kind}: {usage.policies}, {usage.characters} characters", style="not bold")
        for packed in usage.packing.packed:
            policies.add(", ".join(packed.guardrails), style="cyan")
