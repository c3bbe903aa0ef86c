"""Which functions of accounts the parts of an environment need."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.spec import Function
from modules.landing_zone.governance import managed_landing_zone
from modules.landing_zone.specification import LandingZone


def needed_functions(zone: LandingZone) -> Iterator[tuple[Function, str]]:
    """Give every foundational function that a part of the environment needs, and why."""
    if zone.network:
        yield Function.NETWORK, "the hubs of `network` are in it"
    if zone.security:
        yield Function.SECURITY_TOOLING, "the services of `security` are run from it"
        yield Function.LOG_ARCHIVE, "the logs of `security` are kept in it"
    if managed_landing_zone(zone.control_tower):
        yield Function.LOG_ARCHIVE, "Control Tower's landing zone keeps its logs in it"
        yield Function.SECURITY_TOOLING, "Control Tower's landing zone has it as its audit account"
