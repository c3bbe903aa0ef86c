"""Notices of products that nobody can launch, or not in every account that sees them."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.roster import Account
from modules.catalog.library.launch_role import LOOKED_UP, looked_up
from modules.catalog.library.product import Product
from modules.consistency.notices.notice import Notice
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import launched_in, launching_permission_sets, published_portfolios
from modules.network.plan.placements import hub_at_home
from modules.network.plan.shared_vpcs import found_by_parameters


def products_are_launched_by_nobody(zone: LandingZone) -> Iterator[Notice]:
    """Tell of portfolios that no account of a team sees in which somebody may launch."""
    idle = [
        portfolio.name
        for portfolio in published_portfolios(zone)
        if portfolio.launched and not launching_permission_sets(zone, portfolio)
    ]
    if idle:
        yield Notice(
            f"nobody launches products of {', '.join(idle)}",
            lost="they are published, and no account of a team sees them in which somebody has a permission set that "
            "launches",
            fix="share them with units of teams' accounts (shared_with), name permission sets that allow "
            "servicecatalog:ProvisionProduct (launched_by), or leave them out",
        )


def products_want_more_zones(zone: LandingZone) -> Iterator[Notice]:
    """Tell of products that AWS launches over more Availability Zones than accounts have that see them."""
    lacking: dict[str, list[str]] = {}
    for account in zone.roster:
        for portfolio in launched_in(zone, account):
            for product in portfolio.products:
                if not _has_zones(zone, account, product.definition.zones):
                    lacking.setdefault(f"{product.key} ({product.definition.zones})", []).append(account.key)
    for wanted, accounts in lacking.items():
        yield Notice(
            f"accounts have fewer Availability Zones than {wanted} takes",
            lost=f"a launch of it fails in {', '.join(accounts)}",
            fix="append zones to `zone_ids` of the hub, leave the product out (products), or do without it there",
        )


def products_want_a_vpc_of_the_account(zone: LandingZone) -> Iterator[Notice]:
    """Tell of products that make a security group in the account's VPC, where it is another account's that is shared.

    A launch role makes them in a VPC of its own account with the team's tag, and tags of what is shared are not seen.
    """
    lacking: dict[str, list[str]] = {}
    for account in zone.roster:
        if zone.network is not None and found_by_parameters(zone.network, account):
            for portfolio in launched_in(zone, account):
                for product in filter(_takes_the_vpc, portfolio.launched):
                    lacking.setdefault(account.key, []).append(product.key)
    if lacking:
        products = sorted({key for keys in lacking.values() for key in keys})
        yield Notice(
            f"the VPC of {', '.join(lacking)} is another account's, which shares it",
            lost=f"a launch of {', '.join(products)} fails there",
            fix="give the accounts a VPC of their own (connectivity), leave the products out (products), or do without "
            "them there",
        )


def _takes_the_vpc(product: Product) -> bool:
    """Whether a product is launched in the VPC that the account's parameters name."""
    return LOOKED_UP["AWS::EC2::VPC::Id"] in looked_up(product.current.template)


def _has_zones(zone: LandingZone, account: Account, wanted: int) -> bool:
    """Whether the account's network spreads over so many zones; nothing is known of one not made here."""
    hub = hub_at_home(zone.network, account, zone.organization.home_region) if zone.network else None
    return zone.network is None or hub is None or len(zone.network.hubs[hub].zone_ids) >= wanted
