"""Notices of security services: what is written, and has no effect."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.notices.notice import Notice
from modules.landing_zone import LandingZone
from modules.landing_zone.security import has_trail, keeps_own_records


def calls_on_data_are_not_recorded(zone: LandingZone) -> Iterator[Notice]:
    """Tell of calls on data that are to be recorded by a trail that this environment does not make."""
    if zone.security is None or has_trail(zone):
        return
    trail = zone.security.trail
    if "data_events" in trail.model_fields_set and trail.data_events:
        owner = "there is no trail here" if keeps_own_records(zone) else "the trail is Control Tower's"
        yield Notice(
            f"`security.trail.data_events` has no effect, since {owner}",
            lost="nothing records who read, wrote or deleted which object",
            fix="leave it out, and make a trail for calls on data by hand, in the management account or in security "
            "tooling",
        )
