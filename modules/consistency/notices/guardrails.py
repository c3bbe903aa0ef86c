"""Notices of guardrails that are left out, and of those that nothing proves."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.notices.notice import Notice
from modules.landing_zone import LandingZone
from modules.landing_zone.guardrails import bound_guardrails, unproved_guardrails


def no_guardrail_is_bound(zone: LandingZone) -> Iterator[Notice]:
    """Tell of an environment in which no guardrail is bound anywhere."""
    if not bound_guardrails(zone):
        yield Notice(
            "no guardrail is bound",
            lost="any account's administrator may leave the organization, stop its records and work in every region",
            fix="write `starter_guardrails: true` under organization for a small set, or list some under "
            "organization.guardrails (docs/reference/guardrails.md)",
        )


def guardrails_are_unproved(zone: LandingZone) -> Iterator[Notice]:
    """Tell of guardrails that are bound and come without scenarios."""
    if names := unproved_guardrails(zone):
        yield Notice(
            f"guardrails are bound without scenarios ({', '.join(names)})",
            lost="nothing shows what they deny, nor that they deny nothing else, and a slip in them goes unnoticed",
            fix="write a scenarios.yaml for each (docs/how-to/write-a-guardrail.md)",
        )
