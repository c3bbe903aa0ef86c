"""Patterns in which a user writes places for names, such as `{team}-{group}`."""

from __future__ import annotations

import re
from collections.abc import Callable

from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest

_PLACE = re.compile(r"\{([^{}]*)\}")


def pattern_of(*places: str) -> Callable[[str], str]:
    """Return a validator that refuses text with any brace but those of `{place}`, for the places named."""

    def check(text: str) -> str:
        known = [f"{{{place}}}" for place in places]
        unknown = next((found[0] for found in _PLACE.finditer(text) if found[0] not in known), None)
        if unknown or re.search(r"[{}]", _PLACE.sub("", text)):
            guess = nearest(unknown, known) if unknown else None
            raise LandingZoneError(
                "a pattern has a brace that belongs to no place it may have",
                got=text,
                why=f"a name takes the place of {' and of '.join(known)}, and of nothing else",
                fix=f"write {guess} for {unknown}" if guess else f"remove {unknown or 'the brace'}",
            )
        return text

    return check


def with_names(pattern: str, /, **names: str) -> str:
    """Put names in the places of a pattern. A name is not looked at again.

    Raises:
        KeyError: a place has no name.

    """
    return _PLACE.sub(lambda found: names[found[1]], pattern)
