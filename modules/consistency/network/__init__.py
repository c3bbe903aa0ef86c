"""The checks of the network, which an environment need not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError


def of_network(
    check: Callable[[NetworkSpec, LandingZone, Dropped], Iterator[LandingZoneError]],
) -> Callable[[LandingZone, Dropped], Iterator[LandingZoneError]]:
    """Make a check of an environment out of one of its network; without a network there is nothing to refuse."""

    @wraps(check)
    def checked(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
        if zone.network is not None:
            yield from check(zone.network, zone, dropped)

    return checked
