"""Whether a synthesized resource is the evidence that a check asks for, and if not, what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from modules.coverage.facts import Facts
from modules.coverage.identities import Identities
from modules.coverage.spec import Accounts, EvidenceSpec
from modules.coverage.values import equals, shown, values_at
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One place that a check looks at."""

    account: str
    region: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for one item of a check in one place."""

    resources: tuple[Resource, ...] = ()
    """What satisfies it; nothing where nothing does."""
    differs: str = ""
    """What is missing or different, where nothing does."""


class Matching:
    """Looks for evidence in one environment."""

    def __init__(self, synthesized: Synthesized, facts: Facts, kinds: Collection[str]) -> None:
        """Read the environment.

        Args:
            synthesized: The environment.
            facts: What is known of it.
            kinds: Types of resources that are looked for.

        """
        self._facts, self._identities = facts, Identities(synthesized, facts)
        self._resources: dict[str, list[Resource]] = defaultdict(list)
        for resource in synthesized.resources(kinds):
            self._resources[resource.kind].append(resource)
        self._seen: dict[tuple[int, Cell], Found] = {}

    def alternatives(self, evidence: Mapping[str, EvidenceSpec], cell: Cell) -> Found:
        """Return what satisfies one of several descriptions; else what differs from each of them."""
        differences: list[str] = []
        for spec in evidence.values():
            found = self._found(spec, cell)
            if found.resources:
                return found
            differences += [found.differs] if found.differs else []
        return Found(differs="; and ".join(dict.fromkeys(differences)) or "nothing is looked for in this account")

    def _found(self, spec: EvidenceSpec, cell: Cell) -> Found:
        place = (id(spec), cell)
        if place not in self._seen:
            self._seen[place] = self._search(spec, cell)
        return self._seen[place]

    def _search(self, spec: EvidenceSpec, cell: Cell) -> Found:
        if any(cell.account in self._facts.asked_accounts(accounts) for accounts in spec.not_for):
            return Found()
        placed = [resource for resource in self._resources[spec.type] if self._is_in_place(resource, spec, cell)]
        if not placed:
            return Found(differs=f"no {spec.type} in {self._place(spec)}")
        differing = [(resource, list(self._differences(resource, spec, cell))) for resource in placed]
        matching = tuple(resource for resource, differences in differing if not differences)
        if matching and not (spec.every and len(matching) < len(placed)):
            return Found(resources=matching)
        nearest, differences = min(
            ((resource, differences) for resource, differences in differing if differences),
            key=lambda pair: len(pair[1]),
        )
        return Found(differs=f"{nearest.identity}: {', '.join(differences)}")

    def _is_in_place(self, resource: Resource, spec: EvidenceSpec, cell: Cell) -> bool:
        region = self._region(spec, cell)
        return resource.account == self._account(spec, cell) and region in {None, resource.region}

    def _account(self, spec: EvidenceSpec, cell: Cell) -> str:
        return self._facts.functions.get(spec.account, cell.account)

    def _region(self, spec: EvidenceSpec, cell: Cell) -> str | None:
        return {None: cell.region, "home": self._facts.home, "any": None}.get(spec.region, spec.region)

    def _place(self, spec: EvidenceSpec) -> str:
        """Name the place that a resource must be in, as far as it is not the one that the check looks at."""
        account = spec.account.value if spec.account in self._facts.functions else "the account itself"
        region = {"home": self._facts.home, "any": None}.get(spec.region or "any", spec.region)
        return f"{account}, {region}" if region else account

    def _differences(self, resource: Resource, spec: EvidenceSpec, cell: Cell) -> Iterator[str]:
        for path, expected in spec.equals.items():
            values = values_at(resource.values, path)
            if not any(equals(value, expected) for value in values):
                yield f"{path} is {shown(values)} and must be {shown([expected])}"
        for path, patterns in spec.like.items():
            values = values_at(resource.values, path)
            if not any(self._identities.fits(value, pattern) for value in values for pattern in patterns):
                yield f"{path} is {shown(values)} and must be like {' or '.join(patterns)}"
        for path, block in spec.blocks.items():
            if not any(_has_all(found, block) for found in values_at(resource.values, path)):
                yield f"{path} must have a block with {', '.join(f'{k} {shown([v])}' for k, v in block.items())}"
        yield from self._unnamed(resource, spec, cell)

    def _unnamed(self, resource: Resource, spec: EvidenceSpec, cell: Cell) -> Iterator[str]:
        if spec.names_account:
            is_it = spec.names_account == "id"
            values = [resource.identity] if is_it else values_at(resource.values, spec.names_account)
            if not any(self._identities.is_account(value, cell.account) for value in values):
                yield f"{spec.names_account} does not name the account"
        if spec.names_region and not _contains(values_at(resource.values, spec.names_region), cell.region):
            yield f"{spec.names_region} does not name the region"


def cells(facts: Facts, accounts: Accounts, regions: Sequence[str]) -> list[Cell]:
    """Return every place that a check looks at."""
    return [Cell(account, region) for account in facts.asked_accounts(accounts) for region in regions]


def _has_all(block: object, expected: Mapping[str, str | int | bool]) -> bool:
    return all(any(equals(value, wanted) for value in values_at(block, key)) for key, wanted in expected.items())


def _contains(values: list[object], region: str) -> bool:
    return region in map(str, values)
