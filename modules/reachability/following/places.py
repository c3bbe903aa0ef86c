"""Places that packets come from and go to. Accounts whose VPCs are alike in everything are one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from ipaddress import IPv4Network

from modules.reachability.network import Attachment, Network, Subnet, Vpc
from modules.reachability.reading.firewall_endpoints import ENDPOINT

INTERNET = "internet"
ON_PREMISES = "on-premises"
UNUSED = "unused addresses"
"""Those of the address plan that no VPC has: packets to them must end somewhere."""

_ENOUGH = 2
"""VPCs that stand for all that are alike: two, so that one can send to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What no Terraform tells of an environment: who is who, and what is beyond the links."""

    environment: str
    groups: Mapping[str, str]
    """What the VPCs of an account are to be, by the account's key: its segment; of accounts with a way of their own to
    the internet, their kind."""
    vpcs: Mapping[str, int]
    """How many VPCs an account is to have."""
    segments: frozenset[str]
    """The names of all segments, those without accounts included."""
    features: Mapping[str, frozenset[str]]
    """What the environment asks for, by hub: words that rules of the policy need."""
    regions: Mapping[str, str]
    """The region of each hub."""
    announced: tuple[IPv4Network, ...]
    """What on-premises routers announce."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere that packets come from or go to."""

    name: str
    """The segment or kind of account, one of the hub's own VPCs, `internet` or `on-premises`."""
    site: str
    """The hub, or that whose zones it shares; empty for the internet, which has none."""
    subnets: tuple[tuple[Subnet, ...], ...] = ()
    """The subnets of the VPCs that stand for all."""
    links: tuple[Attachment, ...] = ()
    """The links to on-premises networks."""
    accounts: tuple[str, ...] = ()
    """Keys of the accounts that are all alike."""
    is_first_tier: bool = True
    """Whether these are the first subnets of their VPCs, those that accounts are counted by."""
    sends: bool = True
    """Whether anything is there that opens connections."""
    answers: bool = False
    """Whether NAT gateways are there, which pass on answers."""

    @property
    def shown(self) -> str:
        """What it is called where there is more than one hub."""
        return f"{self.name}@{self.site}" if self.site else self.name


def places(network: Network, facts: Facts) -> tuple[Place, ...]:
    """Return every place of a network, those of accounts first."""
    alike: defaultdict[Hashable, list[Vpc]] = defaultdict(list)
    describe = _Description(network)
    for vpc in network.vpcs.values():
        alike[_group(network, vpc, facts), describe.vpc(vpc)].append(vpc)
    of_vpcs = [place for vpcs in alike.values() for place in _of_vpcs(network, vpcs, facts)]
    of_vpcs.sort(key=lambda one: (not one.accounts, one.site))
    unused = [Place(name=UNUSED, site="", sends=False)] if network.pools else []
    return (*of_vpcs, *_on_premises(network), Place(name=INTERNET, site=""), *unused)


def representing(chosen: Sequence[Place]) -> set[str]:
    """Return the VPCs that stand for all others."""
    return {subnets[0].vpc for place in chosen for subnets in place.subnets}


def _group(network: Network, vpc: Vpc, facts: Facts) -> str:
    if vpc.account is not None:
        return facts.groups.get(vpc.account) or f"account {vpc.account}"
    for name in sorted(network.gateways.values(), key=len, reverse=True):
        if vpc.name.startswith(f"{name}-"):
            return vpc.name.removeprefix(f"{name}-")
    return vpc.name


def _of_vpcs(network: Network, vpcs: Sequence[Vpc], facts: Facts) -> Iterator[Place]:
    first = vpcs[0]
    joined = [one for one in network.attachments.values() if one.vpc == first.identity]
    entries = {subnet for one in joined for subnet in one.subnets.values()}
    tiers = dict.fromkeys(one.tier for one in first.subnets if one.identity not in entries)
    accounts = tuple(sorted(one.account for one in vpcs if one.account))
    group = _group(network, first, facts)
    busy = _busy(network)
    for number, tier in enumerate(tiers):
        standing = [tuple(one for one in vpc.subnets if one.tier == tier) for vpc in vpcs[:_ENOUGH]]
        yield Place(
            name=f"{group}/{tier}" if number else group,
            site=_site(network, first, joined),
            subnets=tuple(standing),
            accounts=accounts,
            is_first_tier=number == 0,
            sends=not any(one.identity in busy for one in standing[0]),
            answers=any(one.identity in network.nat_gateways.values() for one in standing[0]),
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
    zones = {one.zone for one in vpc.subnets}
    for one in network.attachments.values():
        if zones & one.subnets.keys():
            return network.gateways.get(one.gateway, one.gateway)
    return min(zones, default="").partition("-")[0]


def _on_premises(network: Network) -> Iterator[Place]:
    for gateway, name in network.gateways.items() if network.announced else ():
        links = tuple(one for one in network.attachments.values() if one.gateway == gateway and one.vpc is None)
        yield Place(name=ON_PREMISES, site=name, links=links)


class _Description:
    """Tells of a VPC all that makes a difference, in words in which its own name does not occur."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._learning: defaultdict[str, set[str]] = defaultdict(set)
        self._static: defaultdict[str, set[tuple[str, IPv4Network]]] = defaultdict(set)
        self._joined: defaultdict[str, list[Attachment]] = defaultdict(list)
        self._tables: dict[str, Hashable] = {}
        for table in network.gateway_tables.values():
            for attachment in table.learns_from:
                self._learning[attachment].add(table.identity)
            for route in table.routes:
                if route.attachment:
                    self._static[route.attachment].add((table.identity, route.destination))
        for one in network.attachments.values():
            self._joined[one.vpc or ""].append(one)
        self._nat_gateways = {subnet: nat for nat, subnet in network.nat_gateways.items()}

    def vpc(self, vpc: Vpc) -> Hashable:
        """Return the same for two VPCs if and only if the network treats them alike."""
        scope = vpc.identity.partition(":")[0]
        own = vpc.account is None and vpc.identity
        subnets = frozenset(
            (one.tier, one.zone, self._table(one.table, scope), self._nat(one.identity, scope)) for one in vpc.subnets
        )
        joined = frozenset(self._attachment(one) for one in self._joined[vpc.identity])
        endpoints = self._network.endpoints.get(vpc.identity)
        open_to = endpoints and frozenset(endpoints.admitted)
        return own, vpc.block, vpc.pools, vpc.prefix, vpc.internet_gateway is None, open_to, subnets, joined

    def _table(self, table: str, scope: str) -> Hashable:
        routes = self._network.tables.get(table, ())
        return frozenset(
            (one.destination, one.target.replace(f"{scope}:", ""), self._firewall(one.target)) for one in routes
        )

    def _firewall(self, target: str) -> Hashable:
        firewall = self._network.firewalls.get(target.partition(ENDPOINT)[0])
        return firewall and replace(firewall, identity="", name="")

    def _nat(self, subnet: str, scope: str) -> str:
        return self._nat_gateways.get(subnet, "").replace(f"{scope}:", "")

    def _attachment(self, one: Attachment) -> Hashable:
        return (
            one.gateway,
            frozenset(one.subnets),
            one.keeps_flows_together,
            self._network.associations.get(one.identity),
            frozenset(self._learning[one.identity]),
            frozenset(self._static[one.identity]),
        )
