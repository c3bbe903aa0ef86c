"""What accounts lose: AFT destroys what their customizations do not call any more, in whatever folder they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from modules.exports.aft.records import Lock, Manifest
from modules.exports.aft.repositories import OF_ALL
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

    @property
    def folders(self) -> str:
        """Where it was and where it is, in words."""
        return self.before if self.before == self.after else f"{self.before} to {self.after}"


def moves(
    lock: Lock, manifest: Manifest, requests: Iterable[AccountRequest], folders: Mapping[str, tuple[str, ...]]
) -> list[Move]:
    """Return the accounts that move between folders, or whose customizations call less than before.

    Args:
        lock: What the last export noted of accounts.
        manifest: What it wrote.
        requests: What AFT is asked for now.
        folders: The modules that each folder calls now, by its name; those of all accounts without one.

    """
    found = []
    for request in requests:
        known = lock.accounts.get(request.account.key)
        if known and known.customizations and request.customizations:
            before, after = known.customizations, request.customizations
            lost = tuple(
                call
                for name, now in ((OF_ALL, OF_ALL), (before, after))
                for call in manifest.folders.get(name, ())
                if call not in folders[now]
            )
            if before != after or lost:
                found.append(Move(request.account.key, before, after, lost, request.account.suspension is not None))
    return found


def refuse_destructive(found: Iterable[Move]) -> None:
    """Refuse moves by which accounts lose something that nobody asked for.

    Raises:
        LandingZoneError: there are such moves; the message names all of them.

    """
    destructive = [move for move in found if move.lost and not move.is_asked_for]
    if destructive:
        listed = (f"{move.account}: {move.folders}, without {', '.join(move.lost)}" for move in destructive)
        raise LandingZoneError(
            "an account must not lose what its customizations have made",
            got="; ".join(listed),
            why="AFT has one state for an account's customizations, whatever folder they are of, and applies without "
            "asking: what is not called any more is destroyed",
            fix="take the change back; or move what must stay, and export with --accept-moves",
        )
