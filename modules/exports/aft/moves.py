"""Accounts that get another folder of account customizations: AFT destroys what the new one does not call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from modules.exports.aft.records import Lock, Manifest
from modules.exports.aft.requests import AccountRequest
from modules.specification.errors import LandingZoneError


@dataclass(frozen=True, slots=True)
class Move:
    """One account."""

    account: str
    before: str
    after: str
    lost: tuple[str, ...]
    """The modules that are called no more: what they made is destroyed."""
    is_asked_for: bool
    """Whether the environment says that the account is emptied."""


def moves(
    lock: Lock, manifest: Manifest, requests: Iterable[AccountRequest], folders: Mapping[str, tuple[str, ...]]
) -> list[Move]:
    """Return the accounts that move between folders.

    Args:
        lock: What the last export noted of accounts.
        manifest: What it wrote.
        requests: What AFT is asked for now.
        folders: The modules that each folder calls now, by its name.

    """
    found = []
    for request in requests:
        known = lock.accounts.get(request.account.key)
        if known and known.customizations not in {"", request.customizations} and request.customizations:
            called = manifest.folders.get(known.customizations, ())
            lost = tuple(call for call in called if call not in folders[request.customizations])
            is_emptied = request.account.suspension is not None
            found.append(Move(request.account.key, known.customizations, request.customizations, lost, is_emptied))
    return found


def refuse_destructive(found: Iterable[Move]) -> None:
    """Refuse moves by which accounts lose something that nobody asked for.

    Raises:
        LandingZoneError: there are such moves; the message names all of them.

    """
    destructive = [move for move in found if move.lost and not move.is_asked_for]
    if destructive:
        listed = (
            f"{move.account}: {move.before} to {move.after}, without {', '.join(move.lost)}" for move in destructive
        )
        raise LandingZoneError(
            "an account must not lose what its folder of customizations has made",
            got="; ".join(listed),
            why="AFT has one state for an account's customizations, whatever folder they are of, and applies without "
            "asking: what the new folder does not call is destroyed",
            fix="take the change back; or move what must stay, and export with --accept-moves",
        )
