"""How many units one resource is charged for, and whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sized
from dataclasses import dataclass
from typing import Any

from modules.estimate.places import UNKNOWN, Places
from modules.estimate.spec import ChargeSpec, Spread
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Unknown

_REPEATED = ("count", "for_each")
"""Arguments by which Terraform makes several resources of one."""


@dataclass(frozen=True, slots=True)
class Charged:
    """Some units in one account and region."""

    account: str
    region: str | None
    units: int


class Counting:
    """Counts what the resources of one environment are charged for."""

    def __init__(self, synthesized: Synthesized, places: Places, resources: Mapping[str, list[Resource]]) -> None:
        """Take the environment.

        Args:
            synthesized: The environment.
            places: Its accounts and regions.
            resources: Resources by type: all of the types that charges name.

        """
        self._keys, self._places, self._resources = synthesized.account_keys, places, resources

    def charged(self, resource: Resource, charge: ChargeSpec) -> Iterator[Charged]:
        """Return whom a resource is charged to, and how many units.

        Raises:
            LandingZoneError: how many there are cannot be known.

        """
        units = charge.number * self._items(resource, charge.each)
        if charge.only_with and resource.region not in {other.region for other in self._of(charge.only_with)}:
            return
        if charge.spread is None:
            for account in self._accounts(resource, charge):
                yield Charged(account, resource.region, units)
            return
        regions = self._places.regions if charge.spread is Spread.ACCOUNTS_AND_REGIONS else (resource.region,)
        left_out = {other.account for other in self._of(charge.unless)} if charge.unless else set()
        for account in self._places.teams:
            if account not in left_out:
                yield from (Charged(account, region, units) for region in regions)

    def _accounts(self, resource: Resource, charge: ChargeSpec) -> Iterator[str]:
        if charge.billed_to:
            yield from dict.fromkeys(other.account or UNKNOWN for other in self._of(charge.billed_to))
        elif charge.account:
            value = resource.values.get(charge.account)
            yield self._keys.key(value) or str(value)
        else:
            yield resource.account or UNKNOWN

    def _of(self, type_: str) -> list[Resource]:
        return self._resources.get(type_, [])

    @staticmethod
    def _items(resource: Resource, argument: str | None) -> int:
        repeated = next((key for key in _REPEATED if key in resource.values), None)
        if repeated:
            raise _uncountable(resource, repeated)
        if argument is None:
            return 1
        value: Any = resource.values.get(argument)
        if isinstance(value, list | tuple):
            return len(value)
        if isinstance(value, Unknown) and not hasattr(value, "attribute"):
            raise _uncountable(resource, argument)
        return 0 if value is None or (isinstance(value, Sized) and not value) else 1


def fits(resource: Resource, charge: ChargeSpec) -> bool:
    """Whether a charge is about a resource."""
    return all(resource.values.get(key) in values for key, values in charge.where.items())


def _uncountable(resource: Resource, argument: str) -> LandingZoneError:
    return LandingZoneError(
        "how many there are of something is not known before an apply",
        got=f"{argument} of {resource.identity}",
        why="it cannot be counted, so nobody knows what it costs",
        fix="write the items out, as this library does",
    )
