"""What an environment costs by the month, as it was synthesized."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from modules.estimate.catalogue import TYPES, Catalogue
from modules.estimate.counting import Charged, Counting, fits
from modules.estimate.lines import Line, Rate, total
from modules.estimate.places import Places, read_places
from modules.estimate.spec import ChargeSpec
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unfollowed import unknown_resources


@dataclass(frozen=True, slots=True)
class Estimate:
    """The lines of one environment."""

    environment: str
    currency: str
    lines: tuple[Line, ...]

    @property
    def month(self) -> Decimal:
        """What all of it costs in a month."""
        return total(self.lines)


def estimate(synthesized: Synthesized, catalogue: Catalogue, team_tag: str) -> Estimate:
    """Estimate what an environment costs.

    Args:
        synthesized: The environment.
        catalogue: Prices, assumptions, and what each type is charged for.
        team_tag: The key of the tag that says which team an account is of.

    Raises:
        LandingZoneError: a type of resource is neither charged nor said to be free, or nobody can count something.

    """
    if unknown := unknown_resources(synthesized, catalogue.is_known):
        raise LandingZoneError(
            "a resource has a type whose cost is not known",
            got=unknown,
            why="it would be left out without a word, and the sum would be too low",
            fix=f"price its type in {TYPES}, or write there why it is free",
        )
    resources: dict[str, list[Resource]] = defaultdict(list)
    for resource in synthesized.resources(_followed(catalogue)):
        if not resource.identity.rpartition(":")[2].startswith("data."):
            resources[resource.kind].append(resource)
    lines = _Lines(synthesized, catalogue, read_places(synthesized, team_tag), resources)
    return Estimate(synthesized.environment, catalogue.prices.currency, tuple(lines.all()))


def _followed(catalogue: Catalogue) -> set[str]:
    charges = [charge for found in catalogue.types.charged.values() for charge in found]
    named = {type_ for charge in charges for type_ in (charge.billed_to, charge.only_with, charge.unless) if type_}
    return {*catalogue.types.charged, *named}


class _Lines:
    def __init__(
        self,
        synthesized: Synthesized,
        catalogue: Catalogue,
        places: Places,
        resources: dict[str, list[Resource]],
    ) -> None:
        self._catalogue, self._places, self._resources = catalogue, places, resources
        self._counting = Counting(synthesized, places, resources)
        self._counted: dict[tuple[str, str | None], int] = defaultdict(int)

    def all(self) -> Iterator[Line]:
        for kind, charges in self._catalogue.types.charged.items():
            for resource in self._resources.get(kind, ()):
                fitting = [charge for charge in charges if fits(resource, charge)]
                if not fitting:
                    raise _not_meant(resource, charges)
                for charge in fitting:
                    yield from self._charge(resource, charge)

    def _charge(self, resource: Resource, charge: ChargeSpec) -> Iterator[Line]:
        if charge.price is None:
            return
        for charged in self._counting.charged(resource, charge):
            for price, units in self._tiers(charge.price, charged):
                yield Line(
                    rate=self._rate(price, charge, charged.region),
                    quantity=units,
                    workspace=resource.workspace,
                    account=charged.account,
                    team=self._places.team(charged.account),
                )

    def _tiers(self, price: str, charged: Charged) -> Iterator[tuple[str, int]]:
        """Give the keys of prices, and how many units have each."""
        spec = self._catalogue.prices.prices[price]
        units = charged.units
        if spec.up_to is not None and spec.beyond is not None:
            place = (price, charged.region if spec.regional else None)
            within = min(units, max(0, spec.up_to - self._counted[place]))
            self._counted[place] += units
            if units > within:
                yield spec.beyond, units - within
            units = within
        if units:
            yield price, units

    def _rate(self, price: str, charge: ChargeSpec, region: str | None) -> Rate:
        spec, amount = self._catalogue.prices.prices[price], self._catalogue.prices.amount(price, region)
        assumption = self._catalogue.assumptions[charge.times] if charge.times else None
        return Rate(
            price=price,
            service=spec.service,
            counts=charge.counts,
            assumption=charge.times or "",
            times=assumption.value if assumption else Decimal(1),
            times_unit=assumption.unit if assumption else "",
            amount=amount.value,
            currency=self._catalogue.prices.currency,
            per=spec.per,
            region=amount.region,
        )


def _not_meant(resource: Resource, charges: tuple[ChargeSpec, ...]) -> LandingZoneError:
    arguments = dict.fromkeys(key for charge in charges for key in charge.where)
    written = ", ".join(f"{key} {resource.values.get(key)}" for key in arguments)
    return LandingZoneError(
        "a resource is of a kind whose cost is not known",
        got=f"{resource.identity} with {written}",
        why=f"no charge of {resource.kind} is about it, so the sum would be too low",
        fix=f"add what such a resource costs to {TYPES}, or why it is free",
    )
