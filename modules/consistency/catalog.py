"""Checks of Service Catalog: that portfolios and products are known, and that somebody owns and sees them."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.spec import Function
from modules.aws_limits import PRINCIPAL_PATTERNS_OF_A_PORTFOLIO, TAG_OPTION_VALUES
from modules.catalog.library.library import products
from modules.catalog.spec import PortfolioSpec
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import (
    known_portfolios,
    launching_permission_sets,
    may_launch,
    published_portfolios,
)
from modules.landing_zone.permission_sets import permission_set_of
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import listed, unknown
from modules.specification.tag_keys import LibraryTag, key_of

_PORTFOLIOS = ("catalog", "portfolios")

_OWNING = (Function.SHARED_SERVICES, Function.ML_SHARED_SERVICES, Function.DEVOPS, Function.DATA_GOVERNANCE)
"""Functions of accounts that may own a portfolio."""


def portfolios_are_in_the_library(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    known = known_portfolios()
    for name in _written(zone):
        if name not in known:
            why, path = f"the library has {', '.join(known)}", (*_PORTFOLIOS, name)
            yield unknown(
                "the portfolio does not exist", name, known, why=why, otherwise="write one of these", path=path
            )


def products_are_in_the_library(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for name, spec in _written(zone).items():
        known = [product.name for product in products(name)] if name in known_portfolios() else []
        for index, product in enumerate(spec.products or ()):
            if known and product not in known:
                why, path = f"the portfolio has {', '.join(known)}", (*_PORTFOLIOS, name, "products", index)
                yield unknown(
                    "the product does not exist", product, known, why=why, otherwise="write one of these", path=path
                )


def portfolios_have_an_owner(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("accounts") or dropped.below("teams") or dropped.below("stages") or dropped.below("catalog"):
        return
    for portfolio in published_portfolios(zone):
        written = _written(zone).get(portfolio.name, PortfolioSpec()).owner
        if portfolio.owner is None and written:
            keys = [account.key for account in zone.roster]
            why, path = f"the environment has {', '.join(keys)}", (*_PORTFOLIOS, portfolio.name, "owner")
            yield unknown(
                "the account does not exist", written, keys, why=why, otherwise="write one of these", path=path
            )
        elif portfolio.owner is None:
            function = portfolio.description.owned_by
            yield LandingZoneError(
                "the account that owns a portfolio is missing",
                got=f"{portfolio.name}: no account with the function {function}",
                why="a portfolio, its templates and its products are in one account",
                fix=f"add one, say it with `also: {function}` of another foundational one, or write its `owner`",
                path=_place(zone, portfolio.name),
            )


def portfolios_are_owned_by_member_accounts(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("catalog"):
        return
    for portfolio in published_portfolios(zone):
        if portfolio.owner is not None and not {*portfolio.owner.functions} <= {*_OWNING}:
            yield LandingZoneError(
                "a portfolio must be owned by an account of the platform",
                got=f"{portfolio.owner.key} with the functions {' and '.join(portfolio.owner.functions)}",
                why="whoever works in it decides what is launched in every account that sees the portfolio, production "
                f"included; those with no other function than {listed(_OWNING)} are of the platform",
                fix=f"write another account, such as that with the function {portfolio.description.owned_by}",
                path=(*_place(zone, portfolio.name), "owner"),
            )


def portfolios_are_shared_with_units(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("organization") or dropped.below("catalog"):
        return
    for portfolio in published_portfolios(zone):
        spec = _written(zone).get(portfolio.name, PortfolioSpec())
        if spec.shared_with is None and not portfolio.units and portfolio.description.shared_with:
            names = ", ".join(portfolio.description.shared_with)
            yield LandingZoneError(
                "the unit that a portfolio is shared with is missing",
                got=f"{portfolio.name}: no unit that is {names}",
                why="without one, no account but its owner's sees it",
                fix="write `shared_with` with units of yours, or [] to keep it in its owner's account",
                path=_place(zone, portfolio.name),
            )


def who_launches_exists(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    """Look at those that a portfolio itself names; an environment's are looked at with all others of its own."""
    if dropped.below("catalog"):
        return
    known = zone.permission_sets.folders
    for portfolio in published_portfolios(zone):
        for name in portfolio.launched_by:
            if name not in known and _written(zone).get(portfolio.name, PortfolioSpec()).launched_by is None:
                yield unknown(
                    "the permission set that launches from a portfolio does not exist",
                    f"{name}, in {portfolio.name}/portfolio.yaml",
                    known,
                    why="who has it would see the products, and nobody has it",
                    otherwise="write another one as `launched_by`, or add a folder to policies/own_permission_sets",
                    path=_place(zone, portfolio.name),
                )


def who_launches_may_launch(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if any(map(dropped.below, ("identity", "catalog"))):
        return
    for portfolio in published_portfolios(zone):
        for index, name in enumerate(portfolio.launched_by):
            if name in zone.permission_sets.folders and not may_launch(permission_set_of(zone, name)):
                written = _written(zone).get(portfolio.name, PortfolioSpec()).launched_by
                place = _place(zone, portfolio.name)
                yield LandingZoneError(
                    "the permission set cannot launch products",
                    got=f"{name}, which launches products of {portfolio.name}",
                    why="it does not allow servicecatalog:ProvisionProduct, so that whoever has it sees products and "
                    "is refused",
                    fix="name another one, or allow it in its inline.json",
                    path=place if written is None else (*place, "launched_by", index),
                )


def portfolios_have_room_for_who_launches(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if any(map(dropped.below, ("identity", "catalog", "teams", "stages", "accounts"))):
        return
    limit = PRINCIPAL_PATTERNS_OF_A_PORTFOLIO
    for portfolio in published_portfolios(zone):
        names = launching_permission_sets(zone, portfolio)
        if len(names) > limit.value:
            yield LandingZoneError(
                "too many permission sets launch from a portfolio",
                got=f"{portfolio.name}: {len(names)}: {', '.join(names)}",
                why=f"at most {limit}; one that is bound to stages counts for each stage",
                fix="name fewer as `launched_by`",
                path=_place(zone, portfolio.name),
            )


def tag_options_are_others_than_the_library_s_tags(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    own = {key_of(tag, zone.organization.tag_keys).lower() for tag in LibraryTag}
    for key in zone.catalog.tag_options if zone.catalog else ():
        if key.lower() in own:
            yield LandingZoneError(
                "a tag option must not be a tag that products set themselves",
                got=key,
                why="what a product makes has the value that its account or template gives; a second one is refused",
                fix="remove it, or call it otherwise",
                path=("catalog", "tag_options", key),
            )


def tag_options_differ_in_more_than_case(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    keys: dict[str, str] = {}
    for key in zone.catalog.tag_options if zone.catalog else ():
        if keys.setdefault(key.lower(), key) != key:
            yield LandingZoneError(
                "two tag options must not have keys that are the same but for case",
                got=f"{keys[key.lower()]} and {key}",
                why="IAM takes them for one (IAM User Guide, Rules for tagging in IAM and AWS STS)",
                fix="make one of them, with the values of both",
                path=("catalog", "tag_options", key),
            )


def tag_options_have_few_values(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for key, values in zone.catalog.tag_options.items() if zone.catalog else ():
        if len(values) > TAG_OPTION_VALUES.value:
            yield LandingZoneError(
                "a tag option has too many values",
                got=f"{len(values)}",
                why=f"at most {TAG_OPTION_VALUES}",
                fix="offer fewer",
                path=("catalog", "tag_options", key),
            )


def _written(zone: LandingZone) -> dict[str, PortfolioSpec]:
    return (zone.catalog.portfolios or {}) if zone.catalog else {}


def _place(zone: LandingZone, name: str) -> tuple[str, ...]:
    return (*_PORTFOLIOS, name) if name in _written(zone) else ("catalog",)
