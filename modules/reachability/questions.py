"""Which places a word stands for, and the connections between two places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from modules.reachability.following.matrix import Cell, Matrix
from modules.reachability.following.places import Place
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest


def matching_places(matrix: Matrix, word: str) -> tuple[Place, ...]:
    """Return the places that a word stands for: a place's name, with or without its hub, or an account's key.

    Raises:
        LandingZoneError: there is none.

    """
    account, _, site = word.partition("@")
    found = tuple(
        place
        for place in matrix.places
        if word in {place.shown, place.name} or (account in place.accounts and site in {"", place.site})
    )
    if not found:
        known = dict.fromkeys(word for place in matrix.places for word in (place.name, place.shown, *place.accounts))
        guess = nearest(word, known)
        raise LandingZoneError(
            "there is no such place in the network",
            got=word,
            why=f"places are {', '.join(dict.fromkeys(place.name for place in matrix.places))}, and accounts by key",
            fix=f"write {guess}" if guess else "write one of these, with @ and a hub behind it where there are several",
        )
    return found


def cells(matrix: Matrix, senders: Sequence[Place], receivers: Sequence[Place]) -> Iterator[tuple[Place, Place, Cell]]:
    """Give every pair of these places between which connections were tried."""
    for (sender_index, receiver_index), cell in matrix.cells.items():
        sender, receiver = matrix.places[sender_index], matrix.places[receiver_index]
        if sender in senders and receiver in receivers and cell.count:
            yield sender, receiver, cell
