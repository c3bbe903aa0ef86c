"""`network capacity` and `network cost`: how much room there is, and what is paid for it, without cdktf."""

from __future__ import annotations

from rich import box
from rich.table import Table

from modules import environment
from modules.commands.console import out
from modules.landing_zone import LandingZone
from modules.network.plan.capacity import capacities
from modules.network.plan.costs import HubCost, hub_costs
from modules.network.spec.network import NetworkSpec
from modules.prices import PRICES, Prices, read_prices
from modules.specification.errors import LandingZoneError


def capacity(name: str) -> None:
    """Print how many accounts each pool has, and how many more it takes for certain."""
    zone = environment.load(name)
    network = network_of(zone, name)
    table = _table(f"Room in the pools of {name}", "hub", "segment", "pool")
    for heading in ("VPC", "accounts", "further"):
        table.add_column(heading, justify="right")
    for room in capacities(network, zone.roster):
        counts = f"{room.accounts:,}", f"{room.further:,}"
        table.add_row(room.hub, room.segment, str(room.pool), f"/{room.vpc_prefix}", *counts)
    out.print(table)
    out.print(f"validate wants room for {network.growth:,} more accounts in every pool in use (network.growth).")


def cost(name: str) -> None:
    """Print what central endpoints and NAT gateways cost by the month, and what one set in every VPC would."""
    zone = environment.load(name)
    prices = read_prices(environment.PROJECT)
    hubs = hub_costs(network_of(zone, name), zone.roster, prices)
    for hub in hubs:
        out.print(_cost_table(hub, prices))
        out.print(_verdict(hub, prices))
    out.print(f"\nList prices, with their sources and days, are in {PRICES}: write your own, or your region's, there.")


def _cost_table(hub: HubCost, prices: Prices) -> Table:
    shown_as = f"prices of {' and '.join(hub.priced_as)}, {prices.currency} a month"
    table = _table(f"{hub.hub}, with {hub.vpcs:,} corporate VPCs ({shown_as})", "what")
    for heading in ("central", "price", "in each VPC", "price"):
        table.add_column(heading, justify="right")
    for line in hub.lines:
        central, each = f"{line.central_month:,.2f}", f"{line.in_each_vpc_month:,.2f}"
        table.add_row(line.what, f"{line.central:,}", central, f"{line.in_each_vpc:,}", each)
    return table


def _verdict(hub: HubCost, prices: Prices) -> str:
    if hub.saved_month <= 0:
        return (
            f"Central ones cost {-hub.saved_month:,.2f} {prices.currency} a month more: the hub serves few VPCs yet.\n"
        )
    return (
        f"Central ones save {hub.saved_month:,.2f} {prices.currency} a month, up to {hub.break_even_gigabytes:,} GB a "
        f"month through the transit gateway ({hub.gigabyte} {prices.currency} a GB).\n"
    )


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def network_of(zone: LandingZone, name: str) -> NetworkSpec:
    """Return what an environment says of its network.

    Raises:
        LandingZoneError: it says nothing.

    """
    if zone.network is None:
        raise LandingZoneError(
            "the environment has no network",
            got=name,
            why="without a `network` section no hub and no VPC is made",
            fix="add `network` (docs/how-to/plan-addresses.md)",
        )
    return zone.network
