"""Checks of data: lakes, LF-Tags, and the products that teams read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from modules.aws_limits import S3_BUCKET_NAME_LENGTH
from modules.consistency.dropped import Dropped
from modules.data.zones import DOMAIN_TAG, ZONE_TAG, Expression, Zone
from modules.landing_zone import LandingZone
from modules.landing_zone.data import account_of_governance, lakes
from modules.naming import lake_bucket
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest


def products_of_teams_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("data"):
        return
    known = zone.data.products if zone.data else {}
    for team, spec in zone.teams.items():
        for name in spec.data_products:
            if name not in known:
                guess = nearest(name, known)
                yield LandingZoneError(
                    "there is no such data product",
                    got=name,
                    why=f"data.products has {', '.join(known) or 'none'}",
                    fix=f"did you mean {guess}?" if guess else "describe it in data.products, or remove it here",
                    path=("teams", team, "data_products"),
                )


def teams_with_products_have_roles(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("machine_learning"):
        return
    for team, spec in zone.teams.items():
        if spec.data_products and zone.machine_learning is None:
            yield LandingZoneError(
                "a team that reads data products must have roles to read them with",
                got=f"{', '.join(spec.data_products)}, without the section machine_learning",
                why="products are granted to the execution roles of the team's accounts, which that section makes",
                fix="add `machine_learning: {}`, or remove data_products",
                path=("teams", team, "data_products"),
            )


def products_are_of_a_lake(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("accounts"):
        return
    known = lakes(zone)
    for name, product in (zone.data.products if zone.data else {}).items():
        if product.domain not in known:
            guess = nearest(product.domain, known)
            yield LandingZoneError(
                "a data product must be of a domain that has a data lake",
                got=product.domain,
                why=f"the domains of data lakes are {', '.join(known) or 'none'}",
                fix=f"did you mean {guess}?" if guess else "name one of these, or add an account with this domain",
                path=("data", "products", name, "domain"),
            )


def products_are_of_tags_that_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("data", "tags"):
        return
    tags = zone.data.tags if zone.data else {}
    described = "; ".join(f"{key}: {', '.join(values)}" for key, values in tags.items())
    for name, product in (zone.data.products if zone.data else {}).items():
        for key, values in product.tags.items():
            unknown = [value for value in values if value not in tags.get(key, ())]
            if key not in tags or unknown:
                yield LandingZoneError(
                    "a data product must be of LF-Tags that are described",
                    got=f"{key}: {', '.join(unknown)}",
                    why=f"data.tags has {described or 'none'}",
                    fix="add it to data.tags, or name what is there; without one, no table would be in the product",
                    path=("data", "products", name, "tags", key),
                )


def products_differ(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for (first, product), (second, other) in combinations((zone.data.products if zone.data else {}).items(), 2):
        if _values(product.expression) == _values(other.expression):
            yield LandingZoneError(
                "two data products must differ in their tags",
                got=f"{first} and {second}",
                why="Lake Formation keeps one grant for both, and whoever loses one would lose the other",
                fix="remove one of them, or give their tables different tags",
                path=("data", "products", second),
            )


def products_are_for_stages_that_exist(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("stages"):
        return
    for name, product in (zone.data.products if zone.data else {}).items():
        if unknown := [stage for stage in product.stages or () if stage not in zone.stages]:
            yield LandingZoneError(
                "a data product must be for stages that exist",
                got=", ".join(unknown),
                why=f"stages has {', '.join(zone.stages) or 'none'}",
                fix="name one of these",
                path=("data", "products", name, "stages"),
            )


def own_tags_are_not_the_library_s(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for key in zone.data.tags if zone.data else ():
        if key in (DOMAIN_TAG, ZONE_TAG):
            yield LandingZoneError(
                "an LF-Tag must not be one that the library sets",
                got=key,
                why=f"{DOMAIN_TAG} and {ZONE_TAG} are on every database, and no job may change them: they keep raw "
                "data out of products",
                fix="give it another key",
                path=("data", "tags", key),
            )


def lake_buckets_have_names_that_fit(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    longest, limit = max(Zone, key=len), S3_BUCKET_NAME_LENGTH
    for domain, account in (lakes(zone) if zone.data else {}).items():
        name = lake_bucket(zone.organization.name, domain, longest, "0" * 12)
        if len(name) > limit.value:
            yield LandingZoneError(
                "the domain of a data lake is too long for the names of its buckets",
                got=f"{name} ({len(name)} characters)",
                why=f"the limit is {limit}",
                fix=f"shorten the domain by {len(name) - limit.value} or more characters",
                path=(*account.source, "domain"),
            )


def _values(expression: Expression) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in expression.items()}


def datazone_has_an_account(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("accounts") or zone.data is None or zone.data.datazone is None:
        return
    if account_of_governance(zone) is None:
        yield LandingZoneError(
            "a domain of Amazon DataZone must have an account that governs data",
            got="data.datazone, and no account with the function data-governance",
            why="the domain is in that account, beside the catalog that links to every lake",
            fix="add an account with the function data-governance, or remove data.datazone",
            path=("data", "datazone"),
        )
