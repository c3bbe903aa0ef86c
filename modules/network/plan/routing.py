"""The route tables of a transit gateway, worked out of segments and inspection. No cdktf here.

Every table but those behind the firewall leads a packet either to the firewall or to its destination, and the way back
is the mirror image: `tests/network/test_routing.py` walks both ways for every pair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv4Network

from modules.network.addresses.plan import ANYWHERE, hub_vpc
from modules.network.plan.endpoint_services import endpoint_services
from modules.network.plan.needed_routes import needed
from modules.network.plan.on_premises import beyond_hubs, led_to, on_premises_ranges
from modules.network.plan.segments import peers, reaches_on_premises
from modules.network.spec.inspection import InspectionMode
from modules.network.spec.network import ON_PREMISES, NetworkSpec

INSPECTION, EGRESS, INGRESS, ENDPOINTS = "inspection", "egress", "ingress", "endpoints"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteTable:
    """One route table of a transit gateway."""

    name: str
    """The segment whose attachments are associated with it; or `inspection`, `egress`, `ingress`, `endpoints` or
    `on-premises`, whose own attachments are."""
    routes: tuple[tuple[IPv4Network, str | None], ...]
    """Static routes: a range, and the VPC of the hub that it leads to; None drops what goes there."""
    learns_from: tuple[str, ...]
    """Segments, or `on-premises`, whose attachments announce their ranges to it."""


def hub_vpcs(network: NetworkSpec, hub: str) -> tuple[str, ...]:
    """Return the VPCs that a hub has of its own."""
    # A private zone has a VPC of its own hub, too.
    names = network.dns.inbound or network.dns.forward or network.dns.zone
    mode = network.inspection.mode
    from_outside = mode is InspectionMode.EGRESS and (network.egress or network.ingress)
    wanted = {
        INSPECTION: from_outside or mode is InspectionMode.EAST_WEST,
        EGRESS: network.egress,
        INGRESS: network.ingress,
        ENDPOINTS: bool(endpoint_services(network, hub) or names),
    }
    return tuple(name for name, is_wanted in wanted.items() if is_wanted)


def ingress_segments(network: NetworkSpec, hub: str) -> tuple[str, ...]:
    """Return the segments of a hub that load balancers of its ingress VPC reach."""
    return tuple(segment for segment in network.segments_of(hub) if network.all_segments()[segment].ingress)


def ranges_outside(network: NetworkSpec, hub: str, vpc: str) -> tuple[IPv4Network, ...]:
    """Return the ranges outside of a hub's own that one of its VPCs with a way to the internet leads back to."""
    others = network.hubs[hub].other_ranges
    served = ingress_segments(network, hub) if vpc == INGRESS else network.segments_of(hub)
    return tuple(range_ for segment in served for range_ in others.get(segment, ()))


def route_tables(network: NetworkSpec, hub: str) -> tuple[RouteTable, ...]:
    """Return every route table of a hub, those of its segments first."""
    return _Hub(network, hub, on_premises_ranges(network), led_to(network, hub)).tables()


@dataclass(frozen=True, slots=True)
class _Hub:
    network: NetworkSpec
    hub: str
    on_premises: tuple[IPv4Network, ...]
    """Every range on premises."""
    near: tuple[IPv4Network, ...]
    """Those that the hub leads to."""

    def tables(self) -> tuple[RouteTable, ...]:
        segments = [self._segment(segment) for segment in self.network.segments_of(self.hub)]
        own: dict[str, Callable[[str], RouteTable]] = {
            INSPECTION: self._inspection,
            EGRESS: partial(self._back_to_segments, self.network.segments_of(self.hub)),
            INGRESS: partial(self._back_to_segments, ingress_segments(self.network, self.hub)),
            ENDPOINTS: self._endpoints,
        }
        hubs = [own[name](name) for name in hub_vpcs(self.network, self.hub)]
        return (*segments, *hubs, *([self._on_premises()] if self._has_link else []))

    def _segment(self, segment: str) -> RouteTable:
        others = peers(self.network, self.hub, segment)
        on_premises = self._has_link and reaches_on_premises(self.network, segment)
        near = self.near if on_premises else ()
        planned = [range_ for spec in self.network.hubs.values() for range_ in spec.planned_ranges]
        routes = [*self._to_hub_vpcs(segment), *self._dropped([*planned, *self._out_of_reach(segment)], near)]
        # Without a route to all addresses nothing has to be dropped; with one, what is inspected goes that way.
        if self._has(EGRESS):
            reached = set(near)
            routes += [(range_, None) for range_ in self.on_premises if range_ not in reached]
        elif self._inspects_all:
            routes += [(range_, INSPECTION) for range_ in near]
        if self._inspects_all:
            routes += [(range_, INSPECTION) for other in others for range_ in self._ranges.get(other, ())]
            return self._table(segment, routes, ())
        return self._table(segment, routes, (*others, *([ON_PREMISES] if on_premises else [])))

    def _to_hub_vpcs(self, segment: str) -> list[tuple[IPv4Network, str | None]]:
        routes: list[tuple[IPv4Network, str | None]] = []
        if self._has(EGRESS):
            routes.append((ANYWHERE, INSPECTION if self._has(INSPECTION) else EGRESS))
        if self._has(INGRESS) and segment in ingress_segments(self.network, self.hub):
            routes.append((self._range(INGRESS), INSPECTION if self._has(INSPECTION) else INGRESS))
        if self._has(ENDPOINTS):
            routes.append((self._range(ENDPOINTS), INSPECTION if self._inspects_all else ENDPOINTS))
        return routes

    def _dropped(
        self, ranges: Sequence[IPv4Network], near: Sequence[IPv4Network]
    ) -> list[tuple[IPv4Network, str | None]]:
        """Drop what goes to ranges of the foundation that no narrower route leads to.

        It would leave by egress, or go on premises where a range there has the hub's in it.

        Args:
            ranges: Ranges of hubs.
            near: Ranges on premises that the table leads to.

        """
        return [(range_, None) for range_ in ranges if self._has(EGRESS) or any(map(range_.subnet_of, near))]

    def _out_of_reach(self, segment: str) -> list[IPv4Network]:
        """Return the ranges outside of the hubs' own that the segment exchanges nothing with.

        Of those that it does, no range is dropped: a static route goes before one of equal length that is learned.
        """
        near = peers(self.network, self.hub, segment)
        return [
            range_
            for hub, spec in self.network.hubs.items()
            for other, ranges in spec.other_ranges.items()
            if hub != self.hub or other not in near
            for range_ in ranges
        ]

    def _inspection(self, name: str) -> RouteTable:
        """Where packets come out of the firewall: each goes to its destination."""
        routes: list[tuple[IPv4Network, str | None]] = [(ANYWHERE, EGRESS)] if self._has(EGRESS) else []
        routes += [(self._range(INGRESS), INGRESS)] if self._has(INGRESS) else []
        learns_from = self.network.segments_of(self.hub)
        if self._inspects_all:
            routes += [(self._range(ENDPOINTS), ENDPOINTS)] if self._has(ENDPOINTS) else []
            learns_from = (*learns_from, *([ON_PREMISES] if self._has_link else []))
        near = self.near if self._inspects_all else ()
        routes += self._dropped([self.network.hubs[self.hub].range], near)  # what goes to accounts that are gone
        return self._table(name, routes, learns_from)

    def _back_to_segments(self, segments: tuple[str, ...], name: str) -> RouteTable:
        """Where packets from the internet come in: through the firewall, where there is one."""
        if self._has(INSPECTION):
            routes = tuple((range_, INSPECTION) for range_ in self._ranges_of(segments))
            return RouteTable(name=name, routes=routes, learns_from=())
        return RouteTable(name=name, routes=(), learns_from=segments)

    def _endpoints(self, name: str) -> RouteTable:
        near, spec = self.near, self.network.hubs[self.hub]
        of_accounts = [range_ for range_ in spec.planned_ranges if range_ != spec.own_part]
        own = [(range_, None) for range_ in of_accounts if any(map(range_.subnet_of, near))]
        if self._inspects_all:
            ranges = (*self._ranges_of(tuple(self._ranges)), *near)
            return self._table(name, [*((range_, INSPECTION) for range_ in ranges), *own], ())
        return self._table(name, own, (*self.network.segments_of(self.hub), *([ON_PREMISES] if near else [])))

    def _on_premises(self) -> RouteTable:
        segments = peers(self.network, self.hub, ON_PREMISES)
        endpoints = [self._range(ENDPOINTS)] if self._has(ENDPOINTS) else []
        if self._inspects_all:
            ranges = (*self._ranges_of(segments), *endpoints)
            return RouteTable(name=ON_PREMISES, routes=tuple((range_, INSPECTION) for range_ in ranges), learns_from=())
        return RouteTable(
            name=ON_PREMISES, routes=tuple((range_, ENDPOINTS) for range_ in endpoints), learns_from=segments
        )

    @property
    def _has_link(self) -> bool:
        return self.network.has_link(self.hub)

    @property
    def _inspects_all(self) -> bool:
        return self.network.inspection.mode is InspectionMode.EAST_WEST

    @property
    def _ranges(self) -> dict[str, tuple[IPv4Network, ...]]:
        return self.network.ranges_of(self.hub)

    def _ranges_of(self, segments: tuple[str, ...]) -> list[IPv4Network]:
        """Return the ranges of some segments, in the order of all segments' own."""
        return [range_ for segment, ranges in self._ranges.items() if segment in segments for range_ in ranges]

    def _table(
        self, name: str, routes: Sequence[tuple[IPv4Network, str | None]], learns_from: tuple[str, ...]
    ) -> RouteTable:
        """Make a table of these routes, without those that make no difference."""
        learned = self.near if ON_PREMISES in learns_from else ()
        return RouteTable(name=name, routes=needed(routes, learned), learns_from=learns_from)

    def _has(self, name: str) -> bool:
        return name in hub_vpcs(self.network, self.hub)

    def _range(self, name: str) -> IPv4Network:
        return hub_vpc(self.network.hubs[self.hub].own_part, name)


def endpoint_users(network: NetworkSpec, hub: str) -> tuple[IPv4Network, ...]:
    """Return the ranges whose hosts use a hub's endpoints: of its accounts, and on premises."""
    return (*account_ranges(network, hub), *beyond_hubs(network, led_to(network, hub)))


def account_ranges(network: NetworkSpec, hub: str) -> tuple[IPv4Network, ...]:
    """Return the ranges of a hub that accounts have a part of: not that of its own VPCs, where it lies outside."""
    own = network.hubs[hub].own_part
    return tuple(range_ for range_ in network.whole_of(hub) if range_ != own)
