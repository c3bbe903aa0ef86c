"""What central endpoints and NAT gateways cost, and what a set in every VPC would cost. No cdktf here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from modules.accounts.roster import Account
from modules.network.plan.endpoint_services import endpoint_services
from modules.network.plan.placements import corporate
from modules.network.plan.routing import EGRESS, ENDPOINTS, hub_vpcs
from modules.network.spec.network import NetworkSpec
from modules.prices import HOURS_IN_A_MONTH, Amount, Prices


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One kind of thing that is paid for by the hour."""

    what: str
    central: int
    """How many the hub has."""
    in_each_vpc: int
    """How many there would be, had every corporate VPC its own."""
    hour: Amount
    """The price of one for an hour."""

    @property
    def central_month(self) -> Decimal:
        """What those of the hub cost in a month."""
        return self.central * self.hour.value * HOURS_IN_A_MONTH

    @property
    def in_each_vpc_month(self) -> Decimal:
        """What a set of them in every VPC would cost in a month."""
        return self.in_each_vpc * self.hour.value * HOURS_IN_A_MONTH


@dataclass(frozen=True, slots=True, kw_only=True)
class HubCost:
    """What centralization is worth in one hub."""

    hub: str
    vpcs: int
    """Corporate VPCs that are attached to the hub."""
    lines: tuple[CostLine, ...]
    gigabyte: Decimal
    """What a gigabyte more through the transit gateway costs."""

    @property
    def priced_as(self) -> tuple[str, ...]:
        """The regions whose prices these are."""
        return tuple(dict.fromkeys(line.hour.region for line in self.lines))

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
    region = network.region(hub)
    own = hub_vpcs(network, hub)
    endpoints = len(endpoint_services(network, hub)) * zones
    nats = zones if EGRESS in own else 0
    return HubCost(
        hub=hub,
        vpcs=vpcs,
        gigabyte=prices.amount("transit-gateway-traffic", region).value,
        lines=(
            CostLine(
                what="interface endpoints, by zone",
                central=endpoints,
                in_each_vpc=endpoints * vpcs,
                hour=prices.amount("interface-endpoint", region),
            ),
            CostLine(
                what="NAT gateways",
                central=nats,
                in_each_vpc=nats * vpcs,
                hour=prices.amount("nat-gateway", region),
            ),
            CostLine(
                what="attachments of the hub's VPCs",
                central=sum(name in own for name in (EGRESS, ENDPOINTS)),
                in_each_vpc=0,
                hour=prices.amount("transit-gateway-attachment", region),
            ),
        ),
    )
