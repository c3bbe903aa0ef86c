"""What is bound where: the guardrails that the organization lists for its root and its units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modules.organization.spec import ROOT, OrganizationalUnitSpec, OrganizationSpec


@dataclass(frozen=True, slots=True)
class Binding:
    """The guardrails of one target, in the order written."""

    target: tuple[str, ...]
    """The unit's path of names; empty for the root."""
    guardrails: tuple[str, ...]
    source: tuple[str, ...]
    """The path of the list in the YAML."""

    @property
    def shown(self) -> str:
        """The target as a reader knows it."""
        return shown(self.target)


def shown(target: tuple[str, ...]) -> str:
    """Write a target as a reader knows it: `Root`, `Workloads/Production`."""
    return "/".join(target) or ROOT


def bindings(organization: OrganizationSpec) -> Iterator[Binding]:
    """Every target that has guardrails, the root first, parents before children."""
    if organization.guardrails:
        yield Binding((), organization.guardrails, ("organization", "guardrails"))
    yield from _below(organization.units, (), ("organization",))


def _below(
    units: dict[str, OrganizationalUnitSpec], parent: tuple[str, ...], source: tuple[str, ...]
) -> Iterator[Binding]:
    for name, unit in units.items():
        target, where = (*parent, name), (*source, "units", name)
        if unit.guardrails:
            yield Binding(target, unit.guardrails, (*where, "guardrails"))
        yield from _below(unit.units, target, where)
