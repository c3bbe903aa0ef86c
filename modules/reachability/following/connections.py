"""One connection between two places: the way there, the way back, and what the firewalls on both do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network

from modules.reachability.firewall import Traffic, verdicts
from modules.reachability.following.addresses import representatives
from modules.reachability.following.places import ELSEWHERE, INTERNET, ON_PREMISES, UNUSED, Place
from modules.reachability.following.tracing import Tracer
from modules.reachability.following.ways import Crossing, End, Start, Used, Way
from modules.reachability.network import Network, Subnet


class Fault(StrEnum):
    """What is wrong with a connection, whatever the policy says."""

    ONE_WAY = "one way: packets arrive, answers do not"
    ASYMMETRIC = "the way back does not pass through the same firewall"
    LEAKS = "packets to a corporate address leave the corporate network"
    CIRCLES = "packets go round in circles"
    STRAYS = "packets that are dropped pass through a firewall first"


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a connection: the sender's or the receiver's."""

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
        self._tracer, self._traffic, self._outside = tracer, tuple(traffic), outside
        self.everything = (1 << len(traffic)) - 1
        firewalls = tracer.network.firewalls
        self._verdicts = {key: verdicts(firewall, self._traffic) for key, firewall in firewalls.items()}
        self._attached = {attachment.vpc for attachment in tracer.network.attachments.values()}
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
        """Routes that a connection needs, black holes that stop a packet, and NAT gateways in use."""
        return frozenset(self._used)

    def _use(self, *ways: Way | None, reached: bool) -> None:
        for way in filter(None, ways):
            if reached:
                self._used.update(way.led_by)
                self._used.add(way.nat_gateway or "")
            elif way.is_swallowed:
                self._used.add(way.led_by[-1])

    def sides(self, place: Place, number: int, ranges: Sequence[IPv4Network]) -> Iterator[Side]:
        """Give every end that a connection from or to a place may have.

        Args:
            place: The place.
            number: Which of the VPCs that stand for all.
            ranges: What addresses are told apart by.

        """
        if place.name == INTERNET:
            yield from (Side(place, None, address) for address in self._outside)
        elif place.name in {ON_PREMISES, ELSEWHERE}:
            yield from self._beyond(place, ranges)
        elif place.name == UNUSED:
            used = [range_ for ranges_ in self._tracer.ranges.values() for range_ in ranges_]
            for pool in self.network.pools:
                for address in representatives(pool, [*ranges, *used]):
                    if not any(address in block for block in used):
                        yield Side(place, None, address)
        else:
            for subnet in place.subnets[number]:
                yield from (Side(place, subnet, address) for address in self._addresses(subnet.vpc, ranges))

    def _beyond(self, place: Place, ranges: Sequence[IPv4Network]) -> Iterator[Side]:
        """Give every end on premises, by each of the links that work."""
        parts = [*ranges, *self.network.pools]
        addresses = (address for block in self.network.announced for address in representatives(block, parts))
        for address in addresses:
            if self.network.is_pooled(address):
                continue
            before = place.links_before(address)
            if place.name == ELSEWHERE or not place.links:
                yield from () if before else (Side(place, None, address),)
            else:
                working = (link for link in before if link.identity in self.network.attachments)
                yield from (Side(place, link, address) for link in working)

    def _addresses(self, vpc: str, ranges: Sequence[IPv4Network]) -> tuple[IPv4Address, ...]:
        if vpc not in self._parts:
            parts = [representatives(range_, ranges) for range_ in self._tracer.ranges[vpc]]
            self._parts[vpc] = tuple(address for part in parts for address in part)
        return self._parts[vpc]

    def follow(self, sender: Side, receiver: Side, choice: int) -> Connection:
        """Follow a connection that the sender opens to the receiver."""
        if sender.start is None:
            return self._from_outside(sender, receiver, choice)
        there = self._tracer.way(sender.start, receiver.address, choice)
        if not _arrives(there, receiver):
            self._use(there, reached=False)
            return _dropped(there, frozenset(self._faults(there, receiver)))
        back, ways_back = self._back(there, sender, receiver, choice)
        if back is None:
            return _dropped(there, frozenset({Fault.ONE_WAY}), ways_back[-1] if ways_back else None)
        self._use(there, *ways_back, reached=True)
        seen = [(crossing.firewall, crossing.zone) for crossing in there.crossings]
        returning = [(crossing.firewall, crossing.zone) for way in ways_back for crossing in way.crossings]
        mirrored = seen == returning[::-1]
        passes = self._passing(there.crossings, sender, receiver) & self._admitting(sender, receiver) if mirrored else 0
        return Connection(
            there=there,
            back=back,
            passes=passes,
            reached=True,
            inspected=bool(seen),
            faults=frozenset() if mirrored else frozenset({Fault.ASYMMETRIC}),
        )

    def _back(self, there: Way, sender: Side, receiver: Side, choice: int) -> tuple[Way | None, list[Way]]:
        """Trace the answer, through the NAT gateway of the way there; None where it does not arrive."""
        ways: list[Way] = []
        if there.nat_gateway is None:
            if receiver.start is None:  # the internet answers to the public address itself
                return there, ways
            ways.append(self._tracer.way(receiver.start, sender.address, choice))
            return (ways[-1] if _arrives(ways[-1], sender) else None), ways
        nat = self._tracer.subnets[self.network.nat_gateways[there.nat_gateway]]
        if receiver.start is not None:
            to_nat = self._tracer.way(receiver.start, self._tracer.blocks[nat.vpc].network_address, choice)
            ways.append(to_nat)
            if (to_nat.end, to_nat.at) != (End.ARRIVED, nat.vpc):
                return None, ways
        ways.append(self._tracer.way(nat, sender.address, choice))
        return (ways[-1] if _arrives(ways[-1], sender) else None), ways

    def _from_outside(self, sender: Side, receiver: Side, choice: int) -> Connection:
        """Follow a connection from the internet: it reaches only subnets that an internet gateway routes to."""
        if isinstance(receiver.start, Subnet):
            back = self._tracer.way(receiver.start, sender.address, choice)
            straight = back.end is End.INTERNET and back.nat_gateway is None and not back.used_gateway
            if straight:
                self._use(back, reached=True)
                passes = self._passing(back.crossings, sender, receiver) & self._admitting(sender, receiver)
                return Connection(
                    there=None,
                    back=back,
                    passes=passes,
                    reached=True,
                    inspected=bool(back.crossings),
                    faults=frozenset(),
                )
        return _dropped(None, frozenset())

    def _passing(self, crossings: Sequence[Crossing], sender: Side, receiver: Side) -> int:
        passing = self.everything
        for crossing in crossings:
            source = sender.address
            if crossing.nat_gateway is not None:
                nat = self._tracer.subnets[self.network.nat_gateways[crossing.nat_gateway]]
                source = self._tracer.blocks[nat.vpc].network_address
            passing &= self._verdicts[crossing.firewall].passing(source, receiver.address)
        return passing

    def _admitting(self, sender: Side, receiver: Side) -> int:
        """Return what the security groups of endpoints let in, where the receiver's VPC has endpoints."""
        vpc = receiver.start.vpc if isinstance(receiver.start, Subnet) else None
        endpoints = self.network.endpoints.get(vpc or "")
        if endpoints is None:
            return self.everything
        key = (endpoints.vpc, sender.address)
        if key not in self._admitted:
            fitting = [admitted for admitted in endpoints.admitted if sender.address in admitted.source]
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
        if side.place.name in {ON_PREMISES, ELSEWHERE, UNUSED}:
            return True
        vpc = side.start.vpc if isinstance(side.start, Subnet) else None
        return vpc in self._attached


def _fits(traffic: Traffic, protocol: str, first: int, last: int) -> bool:
    # For ICMP these are types and codes: who lets any in is taken to let all in.
    fitting = traffic.protocol == "icmp" or first <= traffic.port <= last
    return protocol == "-1" or (protocol == traffic.protocol and fitting)


def _arrives(way: Way, side: Side) -> bool:
    if side.place.name == INTERNET:
        return way.end is End.INTERNET
    if side.place.name in {ON_PREMISES, ELSEWHERE}:
        return way.end is End.ON_PREMISES
    return way.end is End.ARRIVED and isinstance(side.start, Subnet) and way.at == side.start.vpc


def _dropped(there: Way | None, faults: frozenset[Fault], back: Way | None = None) -> Connection:
    return Connection(there=there, back=back, passes=0, reached=False, inspected=False, faults=faults)
