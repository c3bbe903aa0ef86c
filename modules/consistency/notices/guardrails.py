"""Notices of guardrails that are left out."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.notices.notice import Notice
from modules.landing_zone import LandingZone


def no_guardrail_is_bound(zone: LandingZone) -> Iterator[Notice]:
    if not zone.organization.bound_guardrails():
        yield Notice(
            "no guardrail is bound",
            lost="any account's administrator may leave the organization, stop its records and work in every region",
            fix="list guardrails under organization.guardrails (docs/reference/guardrails.md)",
        )
