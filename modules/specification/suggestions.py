"""The word that a user probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


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
