"""Who reaches whom: the connections of every pair of places, at every range and zone that could matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv4Network

from modules.reachability.firewall import Traffic
from modules.reachability.following.addresses import distinguished_ranges, outside
from modules.reachability.following.connections import Connection, Connections, Fault, Side
from modules.reachability.following.idle import Idle
from modules.reachability.following.places import (
    ELSEWHERE,
    INTERNET,
    ON_PREMISES,
    UNUSED,
    Facts,
    Place,
    places,
    representative_vpcs,
)
from modules.reachability.following.possible_blocks import possible_blocks
from modules.reachability.following.tracing import Tracer
from modules.reachability.following.twins import with_twins
from modules.reachability.following.ways import Used
from modules.reachability.network import Network


class Portion(StrEnum):
    """How many of the connections between two places something holds for."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@dataclass(slots=True)
class Cell:
    """All connections from one place to another."""

    everything: int = 0
    """Kinds of traffic that get through on each of them, one bit for each."""
    something: int = 0
    """Kinds that get through on any."""
    reached: int = 0
    inspected: int = 0
    count: int = 0
    faults: set[Fault] = field(default_factory=set)
    example: Connection | None = None
    """The connection to show: the first that differs from those before it, or the first."""

    def add(self, connection: Connection) -> None:
        """Count a connection."""
        unlike = self.count and (connection.passes, connection.reached) != (self.everything, bool(self.reached))
        if self.example is None or (unlike and not self.example.faults) or (connection.faults and not self.faults):
            self.example = connection
        self.everything = connection.passes if self.count == 0 else self.everything & connection.passes
        self.something |= connection.passes
        self.reached += connection.reached
        self.inspected += connection.inspected
        self.faults |= connection.faults
        self.count += 1

    def merge(self, other: Cell) -> None:
        """Take in the connections of another cell."""
        if self.example is None or (other.faults and not self.faults):
            self.example = other.example
        self.everything = other.everything if self.count == 0 else self.everything & other.everything
        self.something |= other.something
        self.reached += other.reached
        self.inspected += other.inspected
        self.faults |= other.faults
        self.count += other.count

    @property
    def routed(self) -> Portion:
        """Whether routes lead there and back."""
        return _share(self.reached, self.count)

    @property
    def is_inspected(self) -> Portion:
        """Whether what is reached passes through a firewall."""
        return _share(self.inspected, self.reached)

    def share(self, number: int) -> Portion:
        """Whether a kind of traffic gets through."""
        bit = 1 << number
        return Portion.ALL if self.everything & bit else Portion.SOME if self.something & bit else Portion.NONE


def _share(part: int, whole: int) -> Portion:
    return Portion.NONE if part == 0 else Portion.ALL if part == whole else Portion.SOME


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Every place, and the cell of each pair of places."""

    facts: Facts
    network: Network
    places: tuple[Place, ...]
    traffic: tuple[Traffic, ...]
    cells: Mapping[tuple[int, int], Cell]
    """By the positions of sender and receiver in `places`."""

    def by_name(self) -> dict[tuple[str, str], Cell]:
        """Return the cells with places of one name and hub taken together."""
        found: dict[tuple[str, str], Cell] = {}
        for (sender, receiver), cell in self.cells.items():
            found.setdefault((self.places[sender].shown, self.places[receiver].shown), Cell()).merge(cell)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Everything to try for one network."""

    facts: Facts
    network: Network
    places: tuple[Place, ...]
    traffic: tuple[Traffic, ...]
    worlds: tuple[_World, ...]

    def cells(self, first: Sequence[tuple[str, str]] = ()) -> Iterator[tuple[tuple[int, int], Cell]]:
        """Try the connections of each pair of places, by their positions.

        Args:
            first: Names of senders and receivers to begin with, in this order.

        """
        rank = {names: number for number, names in enumerate(first)}
        for sender, receiver in sorted(_pairs(self.places), key=lambda pair: rank.get(self.names(*pair), len(rank))):
            cell = Cell()
            # Two of one place are two VPCs: one stands for who sends, the other for who is meant.
            number = 1 if _same_vpc(self.places[sender], self.places[receiver]) else 0
            beyond = ON_PREMISES in {self.places[sender].name, self.places[receiver].name}
            for world in self.worlds:
                if beyond or not world.without_links:
                    world.fill(cell, sender, receiver, number)
            yield (sender, receiver), cell

    def names(self, sender: int, receiver: int) -> tuple[str, str]:
        """Return the names of two places, by their positions."""
        return self.places[sender].shown, self.places[receiver].shown

    def idle(self) -> Iterator[tuple[str, str]]:
        """Give the idle parts, after all cells were tried: the name of the table, and what it is."""
        used = {entry for world in self.worlds for entry in world.used}
        spare = {subnets[0].vpc for place in self.places for subnets in place.subnets[1:]}
        blocks, segments = self.worlds[0].blocks, self.facts.segments
        yield from Idle(network=self.network, used=used, blocks=blocks, spare=spare, segments=segments).found()

    def matrix(self) -> Matrix:
        """Try the connections of all pairs of places."""
        return Matrix(
            facts=self.facts,
            network=self.network,
            places=self.places,
            traffic=self.traffic,
            cells=dict(self.cells()),
        )


def search(network: Network, facts: Facts, traffic: Sequence[Traffic]) -> Search:
    """Prepare to try connections between all places.

    Args:
        network: The network.
        facts: What no Terraform tells of the environment.
        traffic: Kinds of traffic to try.

    """
    alike = places(network, facts)
    small, found = with_twins(network.only(representative_vpcs(alike)), alike)
    ranges, taken = distinguished_ranges(small), (*small.announced, *small.pools)
    worlds = []
    for blocks in possible_blocks(list(small.vpcs.values()), ranges):
        for working in _working(small):
            connections = Connections(Tracer(working, blocks), traffic, outside(ranges, taken))
            worlds.append(_World(connections, found, ranges, without_links=working is not small))
    return Search(facts=facts, network=small, places=found, traffic=tuple(traffic), worlds=tuple(worlds))


def _working(network: Network) -> Iterator[Network]:
    """Give the network as it is; then with each on-premises link alone, where a gateway has several."""
    yield network
    gateways = Counter(link.gateway for link in network.links)
    for link in network.links:
        if gateways[link.gateway] > 1:
            others = {other.identity for other in network.links if other.gateway != link.gateway}
            yield network.with_links({link.identity, *others})


class _World:
    """The network with every VPC at one of the ranges that it may have, and some or all links working."""

    def __init__(
        self, connections: Connections, found: Sequence[Place], ranges: Sequence[IPv4Network], *, without_links: bool
    ) -> None:
        self.without_links = without_links
        self._connections = connections
        self._sides = {
            (index, number): list(connections.sides(place, number, ranges))
            for index, place in enumerate(found)
            for number in range(max(1, len(place.subnets)))
        }

    @property
    def blocks(self) -> Mapping[str, IPv4Network]:
        """Where the VPCs lie."""
        return self._connections.blocks

    @property
    def used(self) -> frozenset[Used | str]:
        """Routes and propagations that led a packet, and were needed for it."""
        return self._connections.used

    def fill(self, cell: Cell, sender: int, receiver: int, number: int) -> None:
        for connection in _connections(self._connections, self._sides[sender, 0], self._sides[receiver, number]):
            cell.add(connection)


def _pairs(found: Sequence[Place]) -> Iterator[tuple[int, int]]:
    for sender_index, sender in enumerate(found):
        for receiver_index, receiver in enumerate(found):
            # NAT gateways open no connections, but have answers for accounts that are gone.
            if not (sender.sends or (receiver.name == UNUSED and sender.answers)):
                continue
            if sender_index == receiver_index and not (len(sender.subnets) > 1):
                continue
            if _same_vpc(sender, receiver) and len(receiver.subnets) == 1:
                continue
            # On-premises networks are one, whichever hub leads there.
            if receiver.name in {ON_PREMISES, ELSEWHERE} and (
                sender.name == ON_PREMISES or receiver.site != (sender.site or receiver.site)
            ):
                continue
            if sender.name == INTERNET and receiver.name in {ON_PREMISES, ELSEWHERE}:
                continue
            yield sender_index, receiver_index


def _same_vpc(sender: Place, receiver: Place) -> bool:
    return bool(sender.subnets and receiver.subnets) and sender.subnets[0][0].vpc == receiver.subnets[0][0].vpc


def _connections(connections: Connections, senders: Sequence[Side], receivers: Sequence[Side]) -> Iterator[Connection]:
    choices = max(
        1, max((len(attachment.subnets) for attachment in connections.network.attachments.values()), default=1)
    )
    for sender in senders:
        if sender.start is None and sender.place.name == ON_PREMISES:
            continue
        for receiver in receivers:
            for choice in range(choices):
                connection = connections.follow(sender, receiver, choice)
                yield connection
                ways = (connection.there, connection.back)
                if not any(way is not None and way.used_choice for way in ways):
                    break
