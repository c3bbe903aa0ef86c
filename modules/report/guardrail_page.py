"""The reference page of guardrails: what the library has, and how much of the quotas the environments use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from modules.landing_zone import LandingZone
from modules.landing_zone.guardrails import guardrail_bindings, guardrail_parameters
from modules.organization.guardrails import library
from modules.organization.guardrails.documents import minified
from modules.organization.guardrails.library import Guardrail
from modules.organization.guardrails.placeholders import filled_in
from modules.report.guardrail_usage import usages
from modules.specification.yaml_files import read

_HEAD = """# Guardrails

What the library in `policies/guardrails/` has, what there is in `policies/own_guardrails/`, and what the environments
use of both. This page is written by `python main.py schema`. A guardrail is bound by naming it at the organization (for
the root), at a unit or at an account: [Bind a guardrail](../how-to/bind-a-guardrail.md). What each one denies is proved
by its scenarios: `python main.py guardrails test`.

"""
_USAGE = """## What {environment} uses

Policies that others attach, such as FullAWSAccess, are taken off what a target may have.

| target | kind | policies | characters of each | guardrails |
| --- | --- | --- | --- | --- |
"""
_LIBRARY = """## The library

Characters are those of the guardrail alone, filled in for {environment}.

| guardrail | kind | meant for | bound in {environment} to | statements | characters | scenarios |
| --- | --- | --- | --- | --- | --- | --- |
"""


def guardrail_page(zones: Mapping[str, LandingZone], reference: str) -> str:
    """Write the page, in Markdown.

    Args:
        zones: The environments.
        reference: The environment whose values are counted and whose bindings are named.

    """
    guardrails = list(library.whole_library().values())
    parts = [_HEAD, *(_usage(name, zone) for name, zone in zones.items())]
    rows = [_row(guardrail, zones[reference]) for guardrail in guardrails]
    parts += [_LIBRARY.format(environment=reference), *rows, "\n", "\n".join(map(_section, guardrails))]
    return "".join(parts)


def _usage(environment: str, zone: LandingZone) -> str:
    rows = [
        f"| {usage.target} | {usage.kind} | {usage.policies} | {usage.characters} | {', '.join(usage.guardrails)} |\n"
        for usage in usages(zone)
    ]
    return _USAGE.format(environment=environment) + "".join(rows) + "\n"


def _row(guardrail: Guardrail, zone: LandingZone) -> str:
    bound = [binding.shown for binding in guardrail_bindings(zone) if guardrail.name in binding.guardrails]
    characters = len(minified(filled_in(guardrail.document, guardrail_parameters(zone))))
    cells = (
        f"[{guardrail.name}](#{guardrail.name})",
        guardrail.kind.plural,
        ", ".join(guardrail.description.units) or "where wanted",
        ", ".join(bound) or "nothing",
        str(len(guardrail.statements) or "-"),
        f"{characters:,}",
        str(len(list(_scenarios(guardrail)))),
    )
    return f"| {' | '.join(cells)} |\n"


def _section(guardrail: Guardrail) -> str:
    description = guardrail.description
    title = f"**{description.title}.**" if description.title else ""
    parts = {
        "Without it": description.threat,
        "Exempt": description.exemptions,
        "From": "; ".join(description.sources),
    }
    lines = [f"### {guardrail.name}", "", f"{title} {description.intent}".strip(), ""]
    lines += [f"- {name}: {text}" for name, text in parts.items() if text]
    scenarios = [f"  - {scenario}" for scenario in _scenarios(guardrail)]
    lines += ["- Proved by:", *scenarios, ""] if scenarios else ["- **Unproved**: it comes without scenarios.", ""]
    return "\n".join(lines)


def _scenarios(guardrail: Guardrail) -> Iterator[str]:
    if not guardrail.has_scenarios:
        return
    path = guardrail.folder / library.SCENARIOS
    for scenario in read([(path.name, path)]).data["scenarios"]:
        yield f"{scenario['expect']}: {scenario['name']}"
