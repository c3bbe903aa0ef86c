"""What is bound where: the guardrails that an environment lists for its root, its units and single accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from modules.organization.guardrails.starter import starter_set
from modules.organization.spec import ROOT, OrganizationalUnitSpec, OrganizationSpec


class BoundAccount(Protocol):
    """What is asked of an account that guardrails may be bound to."""

    @property
    def key(self) -> str:
        """Its key, which no other account of the environment has."""

    @property
    def unit(self) -> tuple[str, ...]:
        """The path of its unit; empty in the root."""

    @property
    def guardrails(self) -> tuple[str, ...]:
        """The guardrails that are bound to it alone."""

    @property
    def guardrails_source(self) -> tuple[str, ...]:
        """The path of that list in the YAML."""


@dataclass(frozen=True, slots=True)
class Binding:
    """The guardrails of one target, in the order written."""

    target: tuple[str, ...]
    """The unit's path of names; empty for the root. Of an account, the unit that it is in."""
    guardrails: tuple[str, ...]
    source: tuple[str, ...]
    """The path of the list in the YAML."""
    account: str | None = None
    """The account's key, where the target is a single account."""
    places: tuple[tuple[str | int, ...], ...] = ()
    """The path of each guardrail in the YAML, where that is not its place in the list."""

    @property
    def shown(self) -> str:
        """The target as a reader knows it: `Root`, `Workloads/Production`, `account fraud-prod`."""
        return f"account {self.account}" if self.account else shown(self.target)

    def place(self, index: int) -> tuple[str | int, ...]:
        """Return the path, in the YAML, of one of the guardrails."""
        return self.places[index] if self.places else (*self.source, index)

    def applies_to(self, other: Binding) -> bool:
        """Whether what is bound here reaches another target, which may be this one."""
        if self.account:
            return self.account == other.account
        return other.target[: len(self.target)] == self.target

    def reaches(self, account: BoundAccount) -> bool:
        """Whether what is bound here reaches an account."""
        return self.applies_to(Binding(account.unit, (), (), account.key))


def shown(target: tuple[str, ...]) -> str:
    """Write the root or a unit as a reader knows it: `Root`, `Workloads/Production`."""
    return "/".join(target) or ROOT


def bindings(organization: OrganizationSpec, accounts: Iterable[BoundAccount] = ()) -> Iterator[Binding]:
    """Every target that has guardrails: the root first, parents before children, accounts last."""
    if organization.starter_guardrails or organization.guardrails:
        yield _of_root(organization)
    yield from _below(organization.units, (), ("organization",))
    for account in accounts:
        if account.guardrails:
            yield Binding(account.unit, account.guardrails, account.guardrails_source, account.key)


def _of_root(organization: OrganizationSpec) -> Binding:
    """Take the starter set first: what the list says besides is then added at the end, and moves none of it."""
    source: tuple[str, ...] = ("organization", "guardrails")
    if not organization.starter_guardrails:
        return Binding((), organization.guardrails, source)
    starter = starter_set()
    places: dict[str, tuple[str | int, ...]] = dict.fromkeys(starter, ("organization", "starter_guardrails"))
    for index, name in enumerate(organization.guardrails):
        places.setdefault(name, (*source, index))
    return Binding((), tuple(places), source, places=tuple(places.values()))


def _below(
    units: dict[str, OrganizationalUnitSpec], parent: tuple[str, ...], source: tuple[str, ...]
) -> Iterator[Binding]:
    for name, unit in units.items():
        target, where = (*parent, name), (*source, "units", name)
        if unit.guardrails:
            yield Binding(target, unit.guardrails, (*where, "guardrails"))
        yield from _below(unit.units, target, where)
