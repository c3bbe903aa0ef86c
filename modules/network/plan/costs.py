"""What central endpoints and NAT gateways cost, and what a set in every VPC would cost. No cdktf here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from modules.accounts.roster import Account
from modules.network.plan.endpoint_services import endpoint_services
from modules.network.plan.placements import corporate
from modules.network.plan.prices import HOURS_IN_A_MONTH, Prices
from modules.network.plan.routing import EGRESS, ENDPOINTS, hub_vpcs
from modules.network.spec.network import NetworkSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One kind of thing that is paid for by the hour."""

    what: str
    central: int
    """How many the hub has."""
    in_each_vpc: int
    """How many there would be, had every corporate VPC its own."""
    hour: Decimal
    """The price of one for an hour."""

    @property
    def central_month(self) -> Decimal:
        """What those of the hub cost in a month."""
        return self.central * self.hour * HOURS_IN_A_MONTH

    @property
    def in_each_vpc_month(self) -> Decimal:
        """What a set of them in every VPC would cost in a month."""
        return self.in_each_vpc * self.hour * HOURS_IN_A_MONTH


@dataclass(frozen=True, slots=True, kw_only=True)
class HubCost:
    """What centralization is worth in one hub."""

    hub: str
    vpcs: int
    """Corporate VPCs that are attached to the hub."""
    priced_as: str
    """The region whose prices these are."""
    lines: tuple[CostLine, ...]
    gigabyte: Decimal
    """What a gigabyte more through the transit gateway costs."""

    @property
    def saved_month(self) -> Decimal:
        """What the central ones save in a month, traffic left out; negative where they cost more."""
        return sum((line.in_each_vpc_month - line.central_month for line in self.lines), Decimal(0))

    @property
    def break_even_gigabytes(self) -> int:
        """Gigabytes in a month at which the transit gateway's price for traffic equals what is saved."""
        return max(0, int(self.saved_month / self.gigabyte)) if self.gigabyte else 0


def hub_costs(network: NetworkSpec, accounts: Sequence[Account], prices: Prices) -> tuple[HubCost, ...]:
    """Return the costs of every hub, in the order of the hubs.

    The attachments of accounts are not counted: corporate VPCs have them either way. Nor are things that have no
    counterpart in a VPC: the firewall, the Route 53 Profile, traffic within AWS.
    """
    return tuple(_hub(network, accounts, hub, prices) for hub in network.hubs)


def _hub(network: NetworkSpec, accounts: Sequence[Account], hub: str, prices: Prices) -> HubCost:
    vpcs = sum(spoke.hub == hub for _, spoke in corporate(network, accounts))
    zones = len(network.hubs[hub].zone_ids)
    region = prices.known_region(network.region(hub))
    price = prices.regions[region]
    own = hub_vpcs(network, hub)
    endpoints = len(endpoint_services(network, hub)) * zones
    nats = zones if EGRESS in own else 0
    return HubCost(
        hub=hub,
        vpcs=vpcs,
        priced_as=region,
        gigabyte=price.transit_gateway_gigabyte,
        lines=(
            CostLine(
                what="interface endpoints, by zone",
                central=endpoints,
                in_each_vpc=endpoints * vpcs,
                hour=price.interface_endpoint_hour,
            ),
            CostLine(what="NAT gateways", central=nats, in_each_vpc=nats * vpcs, hour=price.nat_gateway_hour),
            CostLine(
                what="attachments of the hub's VPCs",
                central=sum(name in own for name in (EGRESS, ENDPOINTS)),
                in_each_vpc=0,
                hour=price.attachment_hour,
            ),
        ),
    )
