"""The network as packets meet it: VPCs, route tables, attachments, firewalls."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network

from modules.reachability.firewall import Firewall


class Link(StrEnum):
    """What is behind an attachment, in the order in which propagated routes of equal length are preferred."""

    VPC = "vpc"
    DIRECT_CONNECT = "direct-connect"
    VPN = "vpn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subnet:
    """One subnet of a VPC."""

    identity: str
    vpc: str
    tier: str
    """What it is for: its name without the VPC's name and the zone."""
    zone: str
    table: str
    """The route table that it is associated with; its VPC's main one where it is associated with none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vpc:
    """One VPC."""

    identity: str
    name: str
    account: str | None
    """The key of the account that it is in; None for one in the account of a transit gateway, a hub's own."""
    block: IPv4Network | None
    """Its range, where it is written down."""
    pools: tuple[IPv4Network, ...]
    """The ranges of the pool that its range comes from, where it is not written down."""
    prefix: int
    """Its size, in prefix bits."""
    subnets: tuple[Subnet, ...]
    internet_gateway: str | None
    others: tuple[IPv4Network, ...] = ()
    """The ranges that it has beside the first one: its subnets may lie in any."""

    def ranges(self, block: IPv4Network) -> tuple[IPv4Network, ...]:
        """Return all of its ranges, where the first one is a block."""
        return (block, *self.others)


@dataclass(frozen=True, slots=True)
class Route:
    """One route of a subnet's table."""

    destination: IPv4Network
    target: str
    """The identity of what it leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What is attached to a transit gateway."""

    identity: str
    gateway: str
    link: Link
    vpc: str | None
    subnets: Mapping[str, str]
    """The subnet that packets come in by, by zone id."""
    keeps_flows_together: bool
    """Appliance mode: both directions of a connection go to one zone."""
    allowed: tuple[IPv4Network, ...] | None
    """The ranges that are announced to on-premises routers, where they are limited."""
    behind: tuple[IPv4Network, ...] = ()
    """What is behind a link to on-premises networks."""
    announces: bool = True
    """Whether its routers announce that; behind a link whose routes are static they announce nothing."""


@dataclass(frozen=True, slots=True)
class GatewayRoute:
    """One static route of a transit gateway."""

    destination: IPv4Network
    attachment: str | None
    """None is a black hole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayTable:
    """One route table of a transit gateway."""

    identity: str
    gateway: str
    """The transit gateway's identity."""
    name: str
    routes: tuple[GatewayRoute, ...]
    learns_from: tuple[str, ...]
    """Attachments that announce their ranges to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """What a security group lets in: from where, and to which ports."""

    source: IPv4Network
    protocol: str
    """`tcp`, `udp`, `icmp`; `-1` for all."""
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """What the endpoints of a VPC let in."""

    vpc: str
    admitted: tuple[Admission, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Everything that decides where a packet goes."""

    gateways: Mapping[str, str]
    """Names of transit gateways, by identity."""
    vpcs: Mapping[str, Vpc]
    tables: Mapping[str, tuple[Route, ...]]
    """Routes of subnets, by the identity of their table."""
    nat_gateways: Mapping[str, str]
    """The subnet of each NAT gateway."""
    attachments: Mapping[str, Attachment]
    gateway_tables: Mapping[str, GatewayTable]
    associations: Mapping[str, str]
    """The route table that each attachment is associated with."""
    firewalls: Mapping[str, Firewall]
    endpoints: Mapping[str, Endpoints]
    """Interface and inbound Resolver endpoints, by the VPC that they stand in."""
    announced: tuple[IPv4Network, ...]
    """Every range on premises."""
    pools: tuple[IPv4Network, ...]
    """Every range that a VPC may get."""

    def only(self, vpcs: AbstractSet[str]) -> Network:
        """Return a copy without all other VPCs, and without what is announced of them."""
        kept = {
            key: attachment
            for key, attachment in self.attachments.items()
            if attachment.vpc is None or attachment.vpc in vpcs
        }
        chosen = {key: vpc for key, vpc in self.vpcs.items() if key in vpcs}
        return replace(self, vpcs=chosen, attachments=kept, gateway_tables=_learning_from(kept, self.gateway_tables))

    def with_links(self, links: AbstractSet[str]) -> Network:
        """Return a copy in which no link to on-premises networks works but these.

        Nothing is announced by one that does not work; static routes to it stay, and lead nowhere.
        """
        kept = {
            key: attachment
            for key, attachment in self.attachments.items()
            if attachment.vpc is not None or key in links
        }
        return replace(self, attachments=kept, gateway_tables=_learning_from(kept, self.gateway_tables))

    def is_used(self, address: IPv4Address) -> bool:
        """Whether an address is one of the corporate network's: of a pool, or on premises."""
        return self.is_pooled(address) or any(address in range_ for range_ in self.announced)

    def is_pooled(self, address: IPv4Address) -> bool:
        """Whether a VPC has an address, or may get it: then it is nowhere on premises, whatever ranges are."""
        return any(address in pool for pool in self.pools)

    @property
    def links(self) -> tuple[Attachment, ...]:
        """All links to on-premises networks."""
        return tuple(attachment for attachment in self.attachments.values() if attachment.vpc is None)


def _learning_from(kept: Mapping[str, Attachment], tables: Mapping[str, GatewayTable]) -> dict[str, GatewayTable]:
    return {
        key: replace(table, learns_from=tuple(name for name in table.learns_from if name in kept))
        for key, table in tables.items()
    }
