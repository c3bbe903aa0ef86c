"""What an environment does without: parts that are recommended, legal to leave out, and missed by somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from modules.consistency.notices import guardrails
from modules.consistency.notices.notice import Notice
from modules.landing_zone import LandingZone

NOTICES: tuple[Callable[[LandingZone], Iterator[Notice]], ...] = (
    guardrails.no_guardrail_is_bound,
    guardrails.guardrails_are_unproved,
)


def notices(zone: LandingZone) -> Iterator[Notice]:
    """Give what an environment that is right leaves out, and what is lost with it."""
    for find in NOTICES:
        yield from find(zone)
