"""Places that packets come from and go to. Accounts whose VPCs are alike in everything are one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from ipaddress import IPv4Address, IPv4Network

from modules.reachability.following.addresses import distinguished_ranges
from modules.reachability.network import Attachment, Network, Subnet, Vpc
from modules.reachability.reading.firewall_endpoints import ENDPOINT
from modules.reachability.reading.shares import Principals
from modules.synthesized.resources import Resource

INTERNET = "internet"
ON_PREMISES = "on-premises"
ELSEWHERE = "on-premises elsewhere"
"""What lies on premises, and no link of a hub leads to: packets to it must be dropped."""
UNUSED = "unused addresses"
"""Addresses of the pools that no VPC has: packets to them must be dropped."""

_ENOUGH = 2
"""How many VPCs represent all that are alike: two, so that one can send to the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What Terraform does not say of an environment: what each account is, and what on-premises routers announce."""

    environment: str
    groups: Mapping[str, str]
    """By the key of an account, the place of its VPCs: its segment, or its kind where the account has its own way to
    the internet."""
    units: Mapping[str, tuple[str, ...]]
    """The path of the organizational unit that an account lives in, by the account's key."""
    vpcs: Mapping[str, int]
    """How many VPCs an account is to have."""
    segments: frozenset[str]
    """The names of all segments, those without accounts included."""
    features: Mapping[str, frozenset[str]]
    """The features that the environment asks for, by hub, as `needs` in the policy names them."""
    regions: Mapping[str, str]
    """The region of each hub."""
    announced: tuple[IPv4Network, ...]
    """Every range on premises."""
    behind: Mapping[str, tuple[IPv4Network, ...]] = field(default_factory=dict)
    """What is behind a link to on-premises networks, by its hub and its name; all of it where it is not among them."""
    shared: Mapping[str, str] = field(default_factory=dict)
    """By the name of a VPC that several accounts share, its segment."""
    shared_with: Mapping[str, Principals] = field(default_factory=dict)
    """By the name of a VPC that several accounts share, whom its subnets are shared with."""
    existing: tuple[Resource, ...] = ()
    """What exists already and no Terraform makes, as resources: believed, for nobody sees it before an apply."""
    believed: tuple[str, ...] = ()
    """What is believed of it, for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere that packets come from or go to."""

    name: str
    """The segment or kind of account, one of the hub's own VPCs, `internet` or `on-premises`."""
    site: str
    """The hub that it is attached to, or whose zones it shares; empty for the internet."""
    subnets: tuple[tuple[Subnet, ...], ...] = ()
    """The subnets of each representative VPC."""
    links: tuple[Attachment, ...] = ()
    """The links to on-premises networks."""
    accounts: tuple[str, ...] = ()
    """Keys of the accounts that are all alike."""
    is_first_tier: bool = True
    """Whether these are the first tier of their VPCs, by which accounts are counted."""
    sends: bool = True
    """Whether anything is there that opens connections."""
    answers: bool = False
    """Whether NAT gateways are there, which forward answers."""

    def links_before(self, address: IPv4Address) -> tuple[Attachment, ...]:
        """Return the links that an address on premises is behind: those with the narrowest range around it."""
        around = [(range_.prefixlen, link) for link in self.links for range_ in link.behind if address in range_]
        narrowest = max((prefix for prefix, _ in around), default=0)
        return tuple(link for prefix, link in around if prefix == narrowest)

    @property
    def shown(self) -> str:
        """Its name with the hub behind it."""
        return f"{self.name}@{self.site}" if self.site else self.name


def places(network: Network, facts: Facts) -> tuple[Place, ...]:
    """Return every place of a network, those of accounts first."""
    alike: defaultdict[Hashable, list[Vpc]] = defaultdict(list)
    describe = _Description(network)
    for vpc in network.vpcs.values():
        alike[_group(network, vpc, facts), describe.vpc(vpc)].append(vpc)
    of_vpcs = [place for vpcs in alike.values() for place in _of_vpcs(network, vpcs, facts)]
    of_vpcs.sort(key=lambda place: (not place.accounts, place.site))
    unused = [Place(name=UNUSED, site="", sends=False)] if network.pools else []
    return (*of_vpcs, *_on_premises(network), Place(name=INTERNET, site=""), *unused)


def representative_vpcs(chosen: Sequence[Place]) -> set[str]:
    """Return the identities of the VPCs that represent all others."""
    return {subnets[0].vpc for place in chosen for subnets in place.subnets}


def _group(network: Network, vpc: Vpc, facts: Facts) -> str:
    if vpc.name in facts.shared:
        return facts.shared[vpc.name]
    if vpc.account is not None:
        return facts.groups.get(vpc.account) or f"account {vpc.account}"
    for name in sorted(network.gateways.values(), key=len, reverse=True):
        if vpc.name.startswith(f"{name}-"):
            return vpc.name.removeprefix(f"{name}-")
    return vpc.name


def _of_vpcs(network: Network, vpcs: Sequence[Vpc], facts: Facts) -> Iterator[Place]:
    first = vpcs[0]
    joined = [attachment for attachment in network.attachments.values() if attachment.vpc == first.identity]
    entries = {subnet for attachment in joined for subnet in attachment.subnets.values()}
    tiers = dict.fromkeys(subnet.tier for subnet in first.subnets if subnet.identity not in entries)
    accounts = tuple(sorted(vpc.account for vpc in vpcs if vpc.account))
    group = _group(network, first, facts)
    busy = _busy(network)
    for number, tier in enumerate(tiers):
        representatives = [tuple(subnet for subnet in vpc.subnets if subnet.tier == tier) for vpc in vpcs[:_ENOUGH]]
        yield Place(
            name=f"{group}/{tier}" if number else group,
            site=_site(network, first, joined),
            subnets=tuple(representatives),
            accounts=accounts,
            is_first_tier=number == 0,
            sends=not any(subnet.identity in busy for subnet in representatives[0]),
            answers=any(subnet.identity in network.nat_gateways.values() for subnet in representatives[0]),
        )


def _busy(network: Network) -> set[str]:
    """Subnets that are there for NAT gateways or firewalls, and for nothing that opens connections."""
    targets = (route.target for table in network.tables.values() for route in table)
    return {
        *network.nat_gateways.values(),
        *(target.rpartition(ENDPOINT)[2] for target in targets if ENDPOINT in target),
    }


def _site(network: Network, vpc: Vpc, joined: Sequence[Attachment]) -> str:
    if joined:
        return network.gateways.get(joined[0].gateway, joined[0].gateway)
    zones = {subnet.zone for subnet in vpc.subnets}
    for attachment in network.attachments.values():
        if zones & attachment.subnets.keys():
            return network.gateways.get(attachment.gateway, attachment.gateway)
    return min(zones, default="").partition("-")[0]


def _on_premises(network: Network) -> Iterator[Place]:
    for gateway, name in network.gateways.items() if network.announced else ():
        links = tuple(
            attachment
            for attachment in network.attachments.values()
            if attachment.gateway == gateway and attachment.vpc is None
        )
        yield Place(name=ON_PREMISES, site=name, links=links)
        if links and any(not _is_behind(range_, links) for range_ in network.announced):
            yield Place(name=ELSEWHERE, site=name, links=links, sends=False)


def _is_behind(range_: IPv4Network, links: Sequence[Attachment]) -> bool:
    return any(range_.subnet_of(behind) for link in links for behind in link.behind)


class _Description:
    """Describes all of a VPC that makes a difference, without its own name."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._learning: defaultdict[str, set[str]] = defaultdict(set)
        self._static: defaultdict[str, set[tuple[str, IPv4Network]]] = defaultdict(set)
        self._joined: defaultdict[str, list[Attachment]] = defaultdict(list)
        self._tables: dict[str, Hashable] = {}
        self._ranges = distinguished_ranges(network)
        for table in network.gateway_tables.values():
            for learned in table.learns_from:
                self._learning[learned].add(table.identity)
            for route in table.routes:
                if route.attachment:
                    self._static[route.attachment].add((table.identity, route.destination))
        for attachment in network.attachments.values():
            self._joined[attachment.vpc or ""].append(attachment)
        self._nat_gateways = {subnet: nat for nat, subnet in network.nat_gateways.items()}

    def vpc(self, vpc: Vpc) -> Hashable:
        """Return a description that two VPCs share if and only if the network treats them alike."""
        scope = vpc.identity.partition(":")[0]
        own = vpc.account is None and vpc.identity
        subnets = frozenset(
            (subnet.tier, subnet.zone, self._table(subnet.table, scope), self._nat(subnet.identity, scope))
            for subnet in vpc.subnets
        )
        joined = frozenset(self._attachment(attachment) for attachment in self._joined[vpc.identity])
        endpoints = self._network.endpoints.get(vpc.identity)
        open_to = endpoints and frozenset(endpoints.admitted)
        written = vpc.ranges(vpc.block) if vpc.block else vpc.others
        lies = frozenset(map(self._lies, written)) if joined and not own else written
        return (
            own,
            vpc.block is None,
            lies,
            vpc.pools,
            vpc.prefix,
            vpc.internet_gateway is None,
            open_to,
            subnets,
            joined,
        )

    def _lies(self, block: IPv4Network) -> Hashable:
        """Describe where an attached VPC lies: inside or around which of the ranges that routes and rules name."""
        return tuple((block.subnet_of(range_), range_.subnet_of(block)) for range_ in self._ranges)

    def _table(self, table: str, scope: str) -> Hashable:
        routes = self._network.tables.get(table, ())
        return frozenset(
            (route.destination, route.target.replace(f"{scope}:", ""), self._firewall(route.target)) for route in routes
        )

    def _firewall(self, target: str) -> Hashable:
        firewall = self._network.firewalls.get(target.partition(ENDPOINT)[0])
        return firewall and replace(firewall, identity="", name="")

    def _nat(self, subnet: str, scope: str) -> str:
        return self._nat_gateways.get(subnet, "").replace(f"{scope}:", "")

    def _attachment(self, attachment: Attachment) -> Hashable:
        return (
            attachment.gateway,
            frozenset(attachment.subnets),
            attachment.keeps_flows_together,
            self._network.associations.get(attachment.identity),
            frozenset(self._learning[attachment.identity]),
            frozenset(self._static[attachment.identity]),
        )
