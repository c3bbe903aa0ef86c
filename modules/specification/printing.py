"""Text of users and of programs, as a terminal may show it."""

from __future__ import annotations

LONGEST = 600
"""Characters of one line of a message."""


def printable(text: str) -> str:
    """Write in one line, of bearable length, what a terminal shows as it is."""
    start = text[:LONGEST]
    shown = "".join(character if character.isprintable() else repr(character)[1:-1] for character in start)
    return shown if len(text) <= LONGEST else f"{shown}... ({len(text):,} characters)"
