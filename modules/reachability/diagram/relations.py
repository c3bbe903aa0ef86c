"""What pictures show: places, and how each reaches others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from modules.reachability.following.matrix import Cell, Matrix, Portion
from modules.reachability.following.places import INTERNET, ON_PREMISES, UNUSED, Place


class Manner(StrEnum):
    """How one place reaches another."""

    DIRECT = "direct"
    INSPECTED = "inspected"


@dataclass(frozen=True, slots=True)
class Relation:
    """One place that reaches another; `mutual` where both reach each other."""

    sender: str
    receiver: str
    manner: Manner
    mutual: bool


def sites(matrix: Matrix) -> tuple[str, ...]:
    """Return the hubs, in order."""
    return tuple(dict.fromkeys(place.site for place in matrix.places if place.site))


def shown_places(matrix: Matrix, site: str) -> dict[str, Place]:
    """Return the places of a hub by name, accounts first; without subnets of accounts that open no connections."""
    site_places = [place for place in matrix.places if place.site in {site, ""} and place.name != UNUSED]
    chosen = [place for place in site_places if place.sends or not place.accounts]
    found: dict[str, Place] = {}
    for place in chosen:
        found.setdefault(place.name, place)
    return found


def members(matrix: Matrix, site: str, name: str) -> tuple[str, ...]:
    """Return the accounts of every place of this name, although their VPCs may differ."""
    alike = (place for place in matrix.places if place.site == site and place.name == name)
    return tuple(sorted({account for place in alike for account in place.accounts}))


def relations(matrix: Matrix, site: str) -> tuple[Relation, ...]:
    """Return who reaches whom at a hub, each pair once."""
    places = shown_places(matrix, site)
    reached: dict[tuple[str, str], Manner] = {}
    cells: dict[tuple[str, str], Cell] = {}
    for (sender_index, receiver_index), cell in matrix.cells.items():
        sender, receiver = matrix.places[sender_index], matrix.places[receiver_index]
        if {sender.site, receiver.site} <= {site, ""} and {sender.name, receiver.name} <= places.keys():
            cells.setdefault((sender.name, receiver.name), Cell()).merge(cell)
    for pair, cell in cells.items():
        if cell.count and cell.something:
            reached[pair] = Manner.DIRECT if cell.is_inspected is Portion.NONE else Manner.INSPECTED
    return tuple(_once(reached))


def _once(reached: dict[tuple[str, str], Manner]) -> Iterator[Relation]:
    for (sender, receiver), manner in reached.items():
        mutual = reached.get((receiver, sender)) is manner
        if not (mutual and (receiver, sender) < (sender, receiver)):
            yield Relation(sender, receiver, manner, mutual and sender != receiver)


__all__ = ["INTERNET", "ON_PREMISES", "Manner", "Relation", "members", "relations", "shown_places", "sites"]
