"""One connection between two places: the way there, the way back, and what the firewalls on both do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network

from modules.reachability.firewall import Traffic
from modules.reachability.following.addresses import representatives
from modules.reachability.following.places import INTERNET, ON_PREMISES, UNUSED, Place
from modules.reachability.following.tracing import Tracer
from modules.reachability.following.ways import Crossing, End, Start, Used, Way
from modules.reachability.network import Network, Subnet


class Fault(StrEnum):
    """What is wrong with a connection, whoever may reach whom."""

    ONE_WAY = "one way: packets arrive, answers do not"
    ASYMMETRIC = "the way back does not pass through the same firewall"
    LEAKS = "packets to a corporate address leave to the internet"
    CIRCLES = "packets go round in circles"
    STRAYS = "packets that are dropped pass through a firewall first"


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a connection: who sends, who is meant."""

    place: Place
    start: Start | None
    """The subnet or the link; None for the internet."""
    address: IPv4Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """What becomes of connections from one side to another."""

    there: Way | None
    """None where it comes from the internet straight into a subnet."""
    back: Way | None
    passes: int
    """The kinds of traffic that get through, one bit for each."""
    reached: bool
    inspected: bool
    faults: frozenset[Fault]


class Connections:
    """Follows connections in one network, with every VPC at one of its possible ranges."""

    def __init__(self, tracer: Tracer, traffic: Sequence[Traffic], outside: Sequence[IPv4Address]) -> None:
        self._tracer, self._traffic, self._outside = tracer, traffic, outside
        self.everything = (1 << len(traffic)) - 1
        self._passed: dict[tuple[str, IPv4Address, IPv4Address], int] = {}
        self._admitted: dict[tuple[str, IPv4Address], int] = {}
        self._used: set[Used | str] = set()
        self._parts: dict[str, tuple[IPv4Address, ...]] = {}

    @property
    def network(self) -> Network:
        """The network."""
        return self._tracer.network

    @property
    def blocks(self) -> Mapping[str, IPv4Network]:
        """Where the VPCs lie."""
        return self._tracer.blocks

    @property
    def used(self) -> frozenset[Used | str]:
        """Routes that anything that is reached needs, black holes that keep a packet away, and NAT gateways in use."""
        return frozenset(self._used)

    def _use(self, *ways: Way | None, reached: bool) -> None:
        for way in filter(None, ways):
            if reached:
                self._used.update(way.led_by)
                self._used.add(way.nat_gateway or "")
            elif way.is_swallowed:
                self._used.add(way.led_by[-1])

    def sides(self, place: Place, number: int, ranges: Sequence[IPv4Network]) -> Iterator[Side]:
        """Every end that connections of a place have.

        Args:
            place: The place.
            number: Which of the VPCs that stand for all.
            ranges: What addresses are told apart by.

        """
        if place.name == INTERNET:
            yield from (Side(place, None, address) for address in self._outside)
        elif place.name == ON_PREMISES:
            for block in self.network.announced:
                for address in representatives(block, ranges):
                    links = [one for one in place.links if one.identity in self.network.attachments]
                    yield from (Side(place, link, address) for link in links or (None,))
        elif place.name == UNUSED:
            used = self._tracer.blocks.values()
            for pool in self.network.pools:
                for address in representatives(pool, [*ranges, *used]):
                    if not any(address in block for block in used):
                        yield Side(place, None, address)
        else:
            for subnet in place.subnets[number]:
                yield from (Side(place, subnet, address) for address in self._addresses(subnet.vpc, ranges))

    def _addresses(self, vpc: str, ranges: Sequence[IPv4Network]) -> tuple[IPv4Address, ...]:
        if vpc not in self._parts:
            self._parts[vpc] = representatives(self._tracer.blocks[vpc], ranges)
        return self._parts[vpc]

    def follow(self, one: Side, other: Side, choice: int) -> Connection:
        """Follow a connection that one side opens to the other."""
        if one.start is None:
            return self._from_outside(one, other, choice)
        there = self._tracer.way(one.start, other.address, choice)
        if not _arrives(there, other):
            self._use(there, reached=False)
            return _dropped(there, frozenset(self._faults(there, other)))
        back, ways_back = self._back(there, one, other, choice)
        if back is None:
            return _dropped(there, frozenset({Fault.ONE_WAY}), ways_back[-1] if ways_back else None)
        self._use(there, *ways_back, reached=True)
        seen = [(crossing.firewall, crossing.zone) for crossing in there.crossings]
        returning = [(crossing.firewall, crossing.zone) for way in ways_back for crossing in way.crossings]
        mirrored = seen == returning[::-1]
        passes = self._passing(there.crossings, one, other) & self._admitting(one, other) if mirrored else 0
        return Connection(
            there=there,
            back=back,
            passes=passes,
            reached=True,
            inspected=bool(seen),
            faults=frozenset() if mirrored else frozenset({Fault.ASYMMETRIC}),
        )

    def _back(self, there: Way, one: Side, other: Side, choice: int) -> tuple[Way | None, list[Way]]:
        """Trace an answer, through the NAT gateway that has the connection; None where it does not arrive."""
        ways: list[Way] = []
        if there.nat_gateway is None:
            if other.start is None:  # the internet answers to the public address itself
                return there, ways
            ways.append(self._tracer.way(other.start, one.address, choice))
            return (ways[-1] if _arrives(ways[-1], one) else None), ways
        nat = self._tracer.subnets[self.network.nat_gateways[there.nat_gateway]]
        if other.start is not None:
            to_nat = self._tracer.way(other.start, self._tracer.blocks[nat.vpc].network_address, choice)
            ways.append(to_nat)
            if (to_nat.end, to_nat.at) != (End.ARRIVED, nat.vpc):
                return None, ways
        ways.append(self._tracer.way(nat, one.address, choice))
        return (ways[-1] if _arrives(ways[-1], one) else None), ways

    def _from_outside(self, one: Side, other: Side, choice: int) -> Connection:
        """From the internet only what has a public address is reached: a subnet whose own way out is the gateway."""
        if isinstance(other.start, Subnet):
            back = self._tracer.way(other.start, one.address, choice)
            straight = back.end is End.INTERNET and back.nat_gateway is None and not back.used_gateway
            if straight:
                self._use(back, reached=True)
                passes = self._passing(back.crossings, one, other) & self._admitting(one, other)
                return Connection(
                    there=None,
                    back=back,
                    passes=passes,
                    reached=True,
                    inspected=bool(back.crossings),
                    faults=frozenset(),
                )
        return _dropped(None, frozenset())

    def _passing(self, crossings: Sequence[Crossing], one: Side, other: Side) -> int:
        passing = self.everything
        for crossing in crossings:
            source = one.address
            if crossing.nat_gateway is not None:
                nat = self._tracer.subnets[self.network.nat_gateways[crossing.nat_gateway]]
                source = self._tracer.blocks[nat.vpc].network_address
            key = (crossing.firewall, source, other.address)
            if key not in self._passed:
                firewall = self.network.firewalls[crossing.firewall]
                passed = firewall.passes(source, other.address, self._traffic)
                self._passed[key] = sum(one << number for number, one in enumerate(passed))
            passing &= self._passed[key]
        return passing

    def _admitting(self, one: Side, other: Side) -> int:
        """Ask the security groups of endpoints, where the other side is endpoints."""
        vpc = other.start.vpc if isinstance(other.start, Subnet) else None
        endpoints = self.network.endpoints.get(vpc or "")
        if endpoints is None:
            return self.everything
        key = (endpoints.vpc, one.address)
        if key not in self._admitted:
            fitting = [admitted for admitted in endpoints.admitted if one.address in admitted.source]
            self._admitted[key] = sum(
                any(_fits(kind, admitted.protocol, admitted.first, admitted.last) for admitted in fitting) << number
                for number, kind in enumerate(self._traffic)
            )
        return self._admitted[key]

    def _faults(self, there: Way, other: Side) -> Iterator[Fault]:
        """Find what is wrong with a way that does not arrive."""
        if there.end is End.CIRCLES:
            yield Fault.CIRCLES
        elif there.used_gateway and self._is_corporate(other):
            if there.end is End.LEAKED:
                yield Fault.LEAKS
            elif there.crossings and other.place.name != UNUSED:
                yield Fault.STRAYS

    def _is_corporate(self, side: Side) -> bool:
        if side.place.name in {ON_PREMISES, UNUSED}:
            return True
        vpc = side.start.vpc if isinstance(side.start, Subnet) else None
        return any(one.vpc == vpc for one in self.network.attachments.values())


def _fits(traffic: Traffic, protocol: str, first: int, last: int) -> bool:
    # For ICMP these are types and codes: who lets any in is taken to let all in.
    fitting = traffic.protocol == "icmp" or first <= traffic.port <= last
    return protocol == "-1" or (protocol == traffic.protocol and fitting)


def _arrives(way: Way, side: Side) -> bool:
    if side.place.name == INTERNET:
        return way.end is End.INTERNET
    if side.place.name == ON_PREMISES:
        return way.end is End.ON_PREMISES
    return way.end is End.ARRIVED and isinstance(side.start, Subnet) and way.at == side.start.vpc


def _dropped(there: Way | None, faults: frozenset[Fault], back: Way | None = None) -> Connection:
    return Connection(there=there, back=back, passes=0, reached=False, inspected=False, faults=faults)
