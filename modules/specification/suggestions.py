"""The word that a user probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from modules.specification.errors import LandingZoneError


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to `word`, if any is near."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    matches = get_close_matches(word.lower(), by_lower, cutoff=0.6)
    # Two letters in the wrong order are the commonest slip: `us-esat-1` is us-east-1 sooner than us-west-1.
    same_letters = [match for match in matches if sorted(match) == sorted(word.lower())]
    return by_lower[(same_letters or matches)[0]] if matches else None


def listed(words: Iterable[str]) -> str:
    """Write words as a person would: `a, b or c`."""
    *first, last = list(words)
    return f"{', '.join(first)} or {last}" if first else last


def unknown(  # noqa: PLR0913 - the parts of one message
    what: str, name: str, known: Iterable[str], *, why: str, otherwise: str, path: tuple[str | int, ...]
) -> LandingZoneError:
    """Return the message about a name that stands for nothing.

    Args:
        what: What is wrong.
        name: What was written.
        known: Everything that could have been meant.
        why: Where the known ones are from.
        otherwise: What to do where the name is like none of them.
        path: Where it was written.

    """
    guess = nearest(name, known)
    return LandingZoneError(what, got=name, why=why, fix=f"write {guess}" if guess else otherwise, path=path)
