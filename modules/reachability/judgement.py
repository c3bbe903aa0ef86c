"""What of a network differs from the policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from modules.reachability.matrix import Cell, Matrix, Share
from modules.reachability.policy import Expected, Policy, Probe


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the policy says."""

    sender: str
    receiver: str
    message: str
    where: str
    """File and line of the rule; empty where no rule says anything."""


def differences(matrix: Matrix, policy: Policy) -> list[Difference]:
    """Compare who reaches whom with who should; in the order of the matrix."""
    probes = policy.probes(set(matrix.facts.regions.values()))
    places = {place.shown: place for place in matrix.places}
    found = list(_missing(matrix))
    for (sender, receiver), cell in matrix.by_name().items():
        expected = policy.expected(places[sender], places[receiver], matrix.facts, probes)
        messages = _unwanted(cell, matrix) if expected is None else _unlike(cell, expected, probes)
        where = expected.where if expected else ""
        found += [Difference(sender, receiver, message, where) for message in messages]
    return found


def _missing(matrix: Matrix) -> Iterator[Difference]:
    """Find accounts without the VPCs that they are to have."""
    there: Counter[str] = Counter()
    for place in matrix.places:
        there.update(place.accounts if place.is_first_tier else ())
    for account, wanted in matrix.facts.vpcs.items():
        if there[account] != wanted:
            group = matrix.facts.groups[account]
            yield Difference(account, group, f"has {there[account]} VPCs where {wanted} are wanted", "")
    for account in there.keys() - matrix.facts.vpcs.keys():
        yield Difference(account, "", "has a VPC where none is wanted", "")


def _unwanted(cell: Cell, matrix: Matrix) -> Iterator[str]:
    if cell.routed is not Share.NONE:
        passing = [one.name for number, one in enumerate(matrix.traffic) if cell.share(number) is not Share.NONE]
        through = f"; {_listed(passing)} gets through" if passing else "; the firewall drops all of it"
        yield f"is reached, though no rule says so{through}"
    yield from sorted(cell.faults)


def _unlike(cell: Cell, expected: Expected, probes: tuple[Probe, ...]) -> Iterator[str]:
    yield from sorted(cell.faults)
    if cell.routed is not Share.ALL:
        how_many = "some of it" if cell.routed is Share.SOME else "it"
        yield f"is to be reached, and {how_many} is not: {_why(cell)}"
        return
    if cell.is_inspected is not (Share.ALL if expected.inspected else Share.NONE):
        passing = {Share.ALL: "passes", Share.SOME: "sometimes passes", Share.NONE: "does not pass"}[cell.is_inspected]
        yield f"{passing} through a firewall, and {'should' if expected.inspected else 'should not'}"
    wrong: dict[str, list[str]] = {}
    for number, probe in enumerate(probes):
        name, share = probe.traffic.name, cell.share(number)
        wanted = Share.ALL if name in expected.passes else Share.SOME if name in expected.to_some else Share.NONE
        if share is not wanted:
            wrong.setdefault(f"gets through to {share} of it where {wanted} is wanted", []).append(name)
    yield from (f"{_listed(names)} {message}" for message, names in wrong.items())


def _why(cell: Cell) -> str:
    way = cell.example.there if cell.example else None
    back = cell.example.back if cell.example else None
    for one in (way, back):
        if one is not None and one.end == "dropped":
            return one.at
    return "it does not arrive"


def _listed(names: list[str]) -> str:
    most = 4
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
