"""The way of a packet, hop by hop, as AWS routes it.

In a VPC its own range comes first, then the longest prefix. In a transit gateway it is the longest prefix; where two
are equally long, a static route, then what a VPC announces, then Direct Connect, then VPN (AWS Transit Gateway Guide,
Route evaluation order). A transit gateway keeps a packet in its zone where it can; to an attachment in appliance mode
both directions of a connection go in one zone, which the connection decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from ipaddress import IPv4Address, IPv4Network

from modules.reachability.following.addresses import is_private
from modules.reachability.following.ways import Crossing, End, Hop, Start, Used, Way
from modules.reachability.network import Attachment, GatewayRoute, Link, Network, Route, Subnet
from modules.reachability.reading.firewall_endpoints import ENDPOINT
from modules.specification.errors import LandingZoneError
from modules.synthesized.unknowns import short

_LINKS = tuple(Link)


class Tracer:
    """Traces packets, each way once."""

    def __init__(self, network: Network, blocks: Mapping[str, IPv4Network]) -> None:
        self.network, self.blocks = network, blocks
        self.ranges = {vpc: network.vpcs[vpc].ranges(block) for vpc, block in blocks.items() if vpc in network.vpcs}
        """Every range of every VPC."""
        self.subnets = {subnet.identity: subnet for vpc in network.vpcs.values() for subnet in vpc.subnets}
        self._homes: dict[IPv4Address, frozenset[str]] = {}
        self._joined = {
            (attachment.vpc, attachment.gateway): attachment
            for attachment in network.attachments.values()
            if attachment.vpc
        }
        self._ways: dict[tuple[str, IPv4Address, int], Way] = {}
        self._lookups: dict[tuple[str, IPv4Address], Route | None] = {}
        self._needless: set[tuple[str, IPv4Address]] = set()
        self._gateway_lookups: dict[tuple[str, IPv4Address], tuple[GatewayRoute, bool] | None] = {}

    def way(self, start: Start, destination: IPv4Address, choice: int) -> Way:
        """Trace a packet.

        Args:
            start: The subnet that it is sent in, or the link that it comes by.
            destination: Where it is to go.
            choice: Which zone is taken where the network may take any.

        """
        key = (start.identity, destination, choice)
        found = self._ways.get(key)
        if found is None:
            walk = _Walk(self, destination, choice)
            found = self._ways[key] = (
                walk.from_link(start) if isinstance(start, Attachment) else walk.from_subnet(start)
            )
        return found

    def is_home(self, vpc: str, destination: IPv4Address) -> bool:
        """Whether an address lies in one of a VPC's ranges."""
        if destination not in self._homes:
            holding = (key for key, ranges in self.ranges.items() if any(destination in range_ for range_ in ranges))
            self._homes[destination] = frozenset(holding)
        return vpc in self._homes[destination]

    def route(self, table: str, destination: IPv4Address) -> Route | None:
        """Return the route of a subnet's table for an address."""
        key = (table, destination)
        if key not in self._lookups:
            fitting = [route for route in self.network.tables.get(table, ()) if destination in route.destination]
            fitting.sort(key=lambda route: route.destination.prefixlen, reverse=True)
            self._lookups[key] = fitting[0] if fitting else None
            if len({route.target for route in fitting[:2]}) < len(fitting[:2]):
                self._needless.add(key)
        return self._lookups[key]

    def is_needed(self, table: str, destination: IPv4Address) -> bool:
        """Whether packets to an address would go another way without the route that was found for them."""
        return (table, destination) not in self._needless

    def gateway_route(self, table: str, destination: IPv4Address) -> tuple[GatewayRoute, bool] | None:
        """Return the route of a transit gateway's table for an address, and whether it was announced."""
        key = (table, destination)
        if key not in self._gateway_lookups:
            self._gateway_lookups[key] = self._best(table, destination)
        return self._gateway_lookups[key]

    def _best(self, table: str, destination: IPv4Address) -> tuple[GatewayRoute, bool] | None:
        gateway_table = self.network.gateway_tables.get(table)
        if gateway_table is None:
            return None
        fitting = [
            (route.destination.prefixlen, len(_LINKS), route)
            for route in gateway_table.routes
            if destination in route.destination
        ]
        for learned in gateway_table.learns_from:
            attachment = self.network.attachments.get(learned)
            for announced in self._announced(attachment) if attachment else ():
                if attachment and destination in announced:
                    rank = len(_LINKS) - 1 - _LINKS.index(attachment.link)
                    fitting.append((announced.prefixlen, rank, GatewayRoute(announced, learned)))
        if not fitting:
            return None
        fitting.sort(key=lambda ranked: ranked[:2], reverse=True)
        others = [route.attachment for _, _, route in fitting[1:2]] or [None]
        _, rank, best = fitting[0]
        if best.attachment == others[0]:
            self._needless.add((table, destination))
        return best, rank < len(_LINKS)

    def _announced(self, attachment: Attachment) -> tuple[IPv4Network, ...]:
        if attachment.vpc is None:
            return attachment.behind if attachment.announces else ()
        return self.ranges.get(attachment.vpc, ())

    def attachment(self, vpc: str, gateway: str) -> Attachment | None:
        """Return the attachment of a VPC to a transit gateway."""
        return self._joined.get((vpc, gateway))


class _Walk:
    def __init__(self, tracer: Tracer, destination: IPv4Address, choice: int) -> None:
        self._tracer, self._network = tracer, tracer.network
        self._destination, self._choice = destination, choice
        self._hops: list[Hop] = []
        self._crossings: list[Crossing] = []
        self._nat_gateway: str | None = None
        self._used_gateway = self._used_choice = False
        self._seen: set[tuple[str, str]] = set()
        self._led_by: list[Used] = []

    def from_link(self, link: Attachment) -> Way:
        if link.allowed is not None and not any(self._destination in range_ for range_ in link.allowed):
            return self._end(End.DROPPED, "on-premises routers are not told of it")
        self._hop("link", link.identity, link.link)
        return self._gateway(link, "")

    def from_subnet(self, subnet: Subnet) -> Way:
        position: Subnet | Way = subnet
        while isinstance(position, Subnet):
            position = self._leave(position)
        return position

    def _leave(self, subnet: Subnet) -> Subnet | Way:
        if self._tracer.is_home(subnet.vpc, self._destination):
            return self._end(End.ARRIVED, subnet.vpc)
        if ("subnet", subnet.identity) in self._seen:
            return self._end(End.CIRCLES, "it goes round in circles")
        self._seen.add(("subnet", subnet.identity))
        route = self._tracer.route(subnet.table, self._destination)
        name = f"{self._network.vpcs[subnet.vpc].name}-{subnet.tier}-{subnet.zone}"
        if route is None:
            self._hop("subnet", name, "no route")
            return self._end(End.DROPPED, f"no route leads out of {name}")
        self._hop("subnet", name, _route_text(route))
        self._note(subnet.table, route)
        return self._follow(subnet, route.target)

    def _follow(self, subnet: Subnet, target: str) -> Subnet | Way:
        if target in self._network.gateways:
            attachment = self._tracer.attachment(subnet.vpc, target)
            if attachment is None:
                return self._end(End.DROPPED, "the VPC is not attached to the transit gateway")
            if subnet.zone not in attachment.subnets:
                return self._end(End.DROPPED, f"the attachment is not in the zone {subnet.zone}")
            return self._gateway_step(attachment, subnet.zone)
        if target in self._network.nat_gateways:
            self._nat_gateway = target
            self._hop("nat-gateway", short(target), "takes its own address as the source")
            return self._tracer.subnets[self._network.nat_gateways[target]]
        if ENDPOINT in target:
            return self._firewall(target)
        if target == self._network.vpcs[subnet.vpc].internet_gateway:
            self._hop("internet-gateway", short(target), "")
            return self._leave_to_internet()
        raise LandingZoneError(
            "a route leads somewhere that the proof does not follow",
            got=f"{short(target)} in {short(subnet.table)}",
            why="what is behind it could reach anything, so nothing would be proved",
            fix="lead it to a transit gateway, a NAT gateway, a firewall or an internet gateway; or teach "
            "modules/reachability/following/tracing.py what is behind it",
        )

    def _firewall(self, target: str) -> Subnet | Way:
        identity, _, subnet = target.partition(ENDPOINT)
        firewall, behind = self._network.firewalls.get(identity), self._tracer.subnets.get(subnet)
        if firewall is None or behind is None:
            return self._end(End.DROPPED, "there is no such firewall endpoint")
        self._hop("firewall", firewall.name, f"endpoint in {behind.zone}")
        if firewall.inspects:
            self._crossings.append(Crossing(identity, behind.zone, self._nat_gateway))
        return behind

    def _leave_to_internet(self) -> Way:
        private = is_private(self._destination)
        if not private and not self._network.is_used(self._destination):
            return self._end(End.INTERNET, "")
        why = "the internet carries no private addresses" if private else "it is an address of the corporate network"
        return self._end(End.LEAKED if self._used_gateway else End.DROPPED, why)

    def _gateway(self, attachment: Attachment, zone: str) -> Way:
        step = self._gateway_step(attachment, zone)
        return step if isinstance(step, Way) else self.from_subnet(step)

    def _gateway_step(self, attachment: Attachment, zone: str) -> Subnet | Way:
        self._used_gateway = True
        table = self._network.associations.get(attachment.identity)
        gateway = self._network.gateways.get(attachment.gateway, short(attachment.gateway))
        if table is None:
            return self._end(End.DROPPED, "the attachment is associated with no route table")
        if (table, f"{attachment.identity} {zone}") in self._seen:
            return self._end(End.CIRCLES, "it goes round in circles")
        self._seen.add((table, f"{attachment.identity} {zone}"))
        found = self._tracer.gateway_route(table, self._destination)
        name = self._network.gateway_tables[table].name if table in self._network.gateway_tables else short(table)
        if found is None:
            self._hop("transit-gateway", gateway, f"table {name}: no route")
            return self._end(End.DROPPED, f"no route in {name}")
        route, announced = found
        self._hop(
            "transit-gateway", gateway, f"table {name}: {_route_text(route)} ({'announced' if announced else 'static'})"
        )
        self._note(table, (route.attachment or "") if announced else route)
        if route.attachment is None:
            return self._end(End.DROPPED, f"blackhole {route.destination} in {name}")
        return self._arrive_by(self._network.attachments.get(route.attachment), zone)

    def _arrive_by(self, attachment: Attachment | None, zone: str) -> Subnet | Way:
        if attachment is None:
            return self._end(End.DROPPED, "there is no such attachment")
        if attachment.vpc is None:
            known = any(self._destination in range_ for range_ in attachment.behind)
            self._hop("link", short(attachment.identity), attachment.link)
            if self._network.is_pooled(self._destination):
                return self._end(End.LEAKED, "it is no address of on-premises networks")
            return self._end(End.ON_PREMISES if known else End.DROPPED, "" if known else "nobody knows it there")
        zones = sorted(attachment.subnets)
        if not zones:
            return self._end(End.DROPPED, "the attachment has no subnets")
        if attachment.keeps_flows_together or zone not in attachment.subnets:
            self._used_choice = True
            zone = zones[self._choice % len(zones)]
        return self._tracer.subnets[attachment.subnets[zone]]

    def _hop(self, kind: str, name: str, detail: str) -> None:
        self._hops.append(Hop(kind, name, detail))

    def _note(self, table: str, route: Route | GatewayRoute | str) -> None:
        if self._tracer.is_needed(table, self._destination):
            self._led_by.append((table, route))

    def _end(self, end: End, at: str) -> Way:
        return Way(
            end=end,
            at=at,
            hops=tuple(self._hops),
            crossings=tuple(self._crossings),
            nat_gateway=self._nat_gateway,
            used_gateway=self._used_gateway,
            used_choice=self._used_choice,
            led_by=tuple(self._led_by),
        )


@cache
def _route_text(route: Route | GatewayRoute) -> str:
    target = route.target if isinstance(route, Route) else route.attachment
    return f"{route.destination} -> {short(target) if target else 'blackhole'}"
