"""The network, built from its Terraform resources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from ipaddress import IPv4Network
from typing import Any

from modules.reachability.network import Admission, Endpoints, Network, Route, Subnet, Vpc
from modules.reachability.reading.firewall_endpoints import target_of
from modules.reachability.reading.firewalls import firewalls
from modules.reachability.reading.gateways import OnPremises, associations, attachments, gateway_tables
from modules.reachability.reading.resources import ByKind, hub_accounts
from modules.reachability.reading.written_ranges import written_range
from modules.specification.errors import LandingZoneError
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import short

_TARGETS = (
    "transit_gateway_id",
    "gateway_id",
    "nat_gateway_id",
    "vpc_endpoint_id",
    "vpc_peering_connection_id",
    "network_interface_id",
    "egress_only_gateway_id",
    "carrier_gateway_id",
    "local_gateway_id",
)
_INLINE = {"cidr_block": "destination_cidr_block"}
_LAST_PORT = 65535
_NUMBERS = {"all": "-1", "1": "icmp", "6": "tcp", "17": "udp"}
_MAIN = ("#default_route_table_id", "#main_route_table_id")


def read_network(
    resources: Iterable[Resource],
    announced: Sequence[IPv4Network],
    behind: Mapping[str, tuple[IPv4Network, ...]] | None = None,
    shared: Container[str] = (),
) -> Network:
    """Build a network from its Terraform resources.

    Args:
        resources: All of them.
        announced: Every range on premises, which no Terraform tells.
        behind: What is behind a link, by its name; everything where it is not among them.
        shared: Names of VPCs that several accounts share: none of them is a hub's own, wherever it is.

    """
    kinds: defaultdict[str, list[Resource]] = defaultdict(list)
    for resource in resources:
        kinds[resource.kind].append(resource)
    vpcs = _vpcs(kinds, shared)
    joined = attachments(kinds, vpcs, OnPremises(tuple(announced), behind or {}))
    return Network(
        gateways={gateway.identity: gateway.name for gateway in kinds["aws_ec2_transit_gateway"]},
        vpcs=vpcs,
        tables=_tables(kinds),
        nat_gateways={gateway.identity: gateway.text("subnet_id") or "" for gateway in kinds["aws_nat_gateway"]},
        attachments=joined,
        gateway_tables=gateway_tables(kinds, joined),
        associations=associations(kinds, joined),
        firewalls=firewalls(
            kinds, {key: vpc.ranges(vpc.block) if vpc.block else vpc.pools for key, vpc in vpcs.items()}
        ),
        endpoints={endpoints.vpc: endpoints for endpoints in _endpoints(kinds, vpcs)},
        announced=tuple(announced),
        pools=tuple(
            written_range(cidr, pool_cidr.identity)
            for pool_cidr in kinds["aws_vpc_ipam_pool_cidr"]
            if (cidr := pool_cidr.text("cidr"))
        ),
    )


def _vpcs(kinds: ByKind, shared: Container[str]) -> dict[str, Vpc]:
    same = _main_tables(kinds)
    associated = (
        (_associated(association), association.text("route_table_id") or "")
        for association in kinds["aws_route_table_association"]
    )
    tables = {subnet: same.get(table, table) for subnet, table in associated}
    by_vpc: defaultdict[str, list[Resource]] = defaultdict(list)
    for subnet in kinds["aws_subnet"]:
        by_vpc[subnet.text("vpc_id") or ""].append(subnet)
    ways_out = {gateway.text("vpc_id"): gateway.identity for gateway in kinds["aws_internet_gateway"]}
    pools: defaultdict[str, list[IPv4Network]] = defaultdict(list)
    for pool_cidr in kinds["aws_vpc_ipam_pool_cidr"]:
        if cidr := pool_cidr.text("cidr"):
            pools[pool_cidr.text("ipam_pool_id") or ""].append(written_range(cidr, pool_cidr.identity))
    hubs, others = hub_accounts(kinds), _others(kinds)
    found = {}
    for vpc in kinds["aws_vpc"]:
        block = written_range(cidr, vpc.identity) if (cidr := vpc.text("cidr_block")) else None
        found[vpc.identity] = Vpc(
            identity=vpc.identity,
            name=vpc.name,
            account=None if vpc.account in hubs and vpc.name not in shared else vpc.account,
            block=block,
            pools=tuple(pools[vpc.text("ipv4_ipam_pool_id") or ""]),
            prefix=block.prefixlen if block else int(vpc.values["ipv4_netmask_length"]),
            subnets=tuple(_subnet(subnet, vpc, tables) for subnet in by_vpc[vpc.identity]),
            internet_gateway=ways_out.get(vpc.identity),
            others=others.pop(vpc.identity, ()),
        )
    if others:
        raise LandingZoneError(
            "a VPC that is not in what was synthesized has a further range",
            got=", ".join(map(short, others)),
            why="whoever is there could reach anything, so nothing would be proved",
            fix="give ranges to VPCs of this environment only",
        )
    return found


def _others(kinds: ByKind) -> dict[str, tuple[IPv4Network, ...]]:
    """Return the ranges that VPCs have beside their first one, by the VPC's identity."""
    found: defaultdict[str, tuple[IPv4Network, ...]] = defaultdict(tuple)
    for association in kinds["aws_vpc_ipv4_cidr_block_association"]:
        cidr = association.text("cidr_block")
        if cidr is None:
            raise LandingZoneError(
                "a further range of a VPC is known only after an apply, which the proof does not follow",
                got=association.identity,
                why="nobody knows whom its packets reach",
                fix="write the range down: `cidr_block` in the place of a pool",
            )
        found[association.text("vpc_id") or ""] += (written_range(cidr, association.identity),)
    return dict(found)


def _associated(association: Resource) -> str | None:
    """Return the subnet that a table is associated with."""
    if gateway := association.text("gateway_id"):
        raise LandingZoneError(
            "a route table decides about what comes in by a gateway, which the proof does not follow",
            got=f"{short(gateway)} with {short(association.text('route_table_id') or '')}",
            why="what comes from the internet would go other ways than the proof believes",
            fix="associate tables with subnets only, or teach modules/reachability what comes in",
        )
    return association.text("subnet_id")


def _subnet(subnet: Resource, vpc: Resource, tables: Mapping[str | None, str]) -> Subnet:
    zone = subnet.text("availability_zone_id") or subnet.text("availability_zone") or ""
    table = tables.get(subnet.identity) or f"{vpc.identity}{_MAIN[0]}"
    return Subnet(
        identity=subnet.identity,
        vpc=vpc.identity,
        tier=subnet.name.removeprefix(f"{vpc.name}-").removesuffix(f"-{zone}"),
        zone=zone,
        table=_main_of(table),
    )


def _tables(kinds: ByKind) -> dict[str, tuple[Route, ...]]:
    tables: defaultdict[str, list[Route]] = defaultdict(list)
    same = _main_tables(kinds)
    for route in kinds["aws_route"]:
        table = route.text("route_table_id") or ""
        tables[same.get(table, _main_of(table))] += _routes(table, route.values)
    for route_table in (*kinds["aws_route_table"], *kinds["aws_default_route_table"]):
        for inline in route_table.values.get("route") or ():
            arguments = {_INLINE.get(key, key): value for key, value in inline.items()}
            tables[same.get(route_table.identity, route_table.identity)] += _routes(route_table.identity, arguments)
    return {table: tuple(routes) for table, routes in tables.items()}


def _main_tables(kinds: ByKind) -> dict[str, str]:
    """Return the main tables that `aws_default_route_table` manages, by the identity of that resource."""
    return {
        table.identity: _main_of(table.text("default_route_table_id") or "")
        for table in kinds["aws_default_route_table"]
    }


def _main_of(table: str) -> str:
    """Return the same identity for a VPC's main table, whichever attribute refers to it."""
    return table.removesuffix(_MAIN[1]) + _MAIN[0] if table.endswith(_MAIN[1]) else table


def _routes(table: str, arguments: Mapping[str, Any]) -> Iterator[Route]:
    if arguments.get("destination_prefix_list_id"):
        raise LandingZoneError(
            "a route names a list of prefixes, which the proof does not read",
            got=f"{short(arguments['destination_prefix_list_id'])} in {short(table)}",
            why="it could hold any range, so nothing would be proved",
            fix="write a route for each range",
        )
    target = next((arguments[key] for key in _TARGETS if arguments.get(key)), None)
    if arguments.get("destination_cidr_block") and target:
        yield Route(written_range(arguments["destination_cidr_block"], table), target_of(str(target)))


def _endpoints(kinds: ByKind, vpcs: Mapping[str, Vpc]) -> Iterator[Endpoints]:
    admitted: defaultdict[str, list[Admission]] = defaultdict(list)
    for rule in kinds["aws_vpc_security_group_ingress_rule"]:
        arguments = {**rule.values, "protocol": rule.values.get("ip_protocol")}
        if not rule.text("cidr_ipv6"):
            admitted[rule.text("security_group_id") or ""].append(_admission(rule, rule.text("cidr_ipv4"), arguments))
    for security_group in kinds["aws_security_group"]:
        for block in security_group.values.get("ingress") or ():
            admitted[security_group.identity] += [
                _admission(security_group, cidr, block) for cidr in block.get("cidr_blocks") or ()
            ]
            if any(block.get(key) for key in ("prefix_list_ids", "security_groups", "self")):
                admitted[security_group.identity].append(_admission(security_group, None, block))
    groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for vpc, group in _security_groups(kinds, vpcs):
        groups[vpc][group] = None
    for vpc, of_vpc in groups.items():
        yield Endpoints(vpc=vpc, admitted=tuple(admission for group in of_vpc for admission in admitted[group]))


def _admission(group: Resource, source: str | None, arguments: Mapping[str, Any]) -> Admission:
    """Return what a rule lets in; one whose source is no range is taken to let in from anywhere."""
    protocol = str(arguments.get("protocol") or "-1").lower()
    return Admission(
        source=written_range(source or "0.0.0.0/0", group.identity),
        protocol=_NUMBERS.get(protocol, protocol),
        first=int(arguments.get("from_port") or 0),
        last=int(arguments.get("to_port") or _LAST_PORT),
    )


def _security_groups(kinds: ByKind, vpcs: Mapping[str, Vpc]) -> Iterator[tuple[str, str]]:
    """Give every VPC with endpoints, and each security group of its endpoints."""
    for endpoint in kinds["aws_vpc_endpoint"]:
        if endpoint.text("vpc_endpoint_type") == "Interface":
            yield from (
                (endpoint.text("vpc_id") or "", group) for group in endpoint.values.get("security_group_ids") or ()
            )
    homes = {subnet.identity: vpc.identity for vpc in vpcs.values() for subnet in vpc.subnets}
    for endpoint in kinds["aws_route53_resolver_endpoint"]:
        if endpoint.text("direction") == "INBOUND":
            places = {homes.get(address["subnet_id"], "") for address in endpoint.values.get("ip_address") or ()}
            yield from ((vpc, group) for vpc in places for group in endpoint.values.get("security_group_ids") or ())
