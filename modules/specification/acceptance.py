"""What is accepted for a time has a reason, an owner, and a last day on which it counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from modules.specification.errors import LandingZoneError
from modules.specification.texts import Line, matching

LONGEST = timedelta(days=366)
"""How far ahead an acceptance may end: a year, and the day that a leap year adds."""

Sentence = Annotated[
    Line,
    AfterValidator(
        matching(
            r".*\w.*",
            what="an acceptance must give a reason and an owner",
            why="who reads it in a year must know why it was accepted and whom to ask",
            fix="write it out",
        )
    ),
]
"""Words that somebody else understands."""


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise LandingZoneError(
            "a day must be written as YYYY-MM-DD",
            got=value,
            why="what is accepted, or lent, ends on one day",
            fix="write it like 2027-06-30",
        ) from None


Day = Annotated[date, BeforeValidator(_day)]
"""`2027-06-30`: a day, which counts itself."""
