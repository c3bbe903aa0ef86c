"""The checks of the network, which an environment need not have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps

from modules.consistency.dropped import Dropped, KeyPath
from modules.landing_zone import LandingZone
from modules.network.plan import rule_files
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest


def of_network(
    check: Callable[[NetworkSpec, LandingZone, Dropped], Iterator[LandingZoneError]],
) -> Callable[[LandingZone, Dropped], Iterator[LandingZoneError]]:
    """Make a check of an environment out of one of its network; without a network there is nothing to refuse."""

    @wraps(check)
    def checked(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
        if zone.network is not None:
            yield from check(zone.network, zone, dropped)

    return checked


def missing_files(kind: rule_files.Kind, chosen: Iterable[str], *, path: KeyPath) -> Iterator[LandingZoneError]:
    """Find names that are no file of `policies/network`, in a list that is written at `path`."""
    known = rule_files.names(kind)
    for index, name in enumerate(chosen):
        if name not in known:
            guess = nearest(name, known)
            yield LandingZoneError(
                "the list must be a file of this project",
                got=name,
                why=f"what it holds is read from policies/network/{kind}",
                fix=f"write {guess}" if guess else "write one of " + ", ".join(known) + ", or add it there",
                path=(*path, index),
            )
