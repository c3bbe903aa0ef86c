"""The network, made of its resources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from ipaddress import IPv4Network
from typing import Any

from modules.reachability.network import Admission, Endpoints, Network, Route, Subnet, Vpc
from modules.reachability.reading.firewall_endpoints import target_of
from modules.reachability.reading.firewalls import firewalls
from modules.reachability.reading.gateways import associations, attachments, gateway_tables
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


def read_network(resources: Iterable[Resource], announced: Sequence[IPv4Network]) -> Network:
    """Make a network of its resources.

    Args:
        resources: All of them.
        announced: What on-premises routers announce, which no Terraform tells.

    """
    kinds: defaultdict[str, list[Resource]] = defaultdict(list)
    for one in resources:
        kinds[one.kind].append(one)
    vpcs = _vpcs(kinds)
    joined = attachments(kinds, vpcs)
    return Network(
        gateways={one.identity: one.name for one in kinds["aws_ec2_transit_gateway"]},
        vpcs=vpcs,
        tables=_tables(kinds),
        nat_gateways={one.identity: one.text("subnet_id") or "" for one in kinds["aws_nat_gateway"]},
        attachments=joined,
        gateway_tables=gateway_tables(kinds, joined),
        associations=associations(kinds, joined),
        firewalls=firewalls(kinds, {key: (one.block,) if one.block else one.pools for key, one in vpcs.items()}),
        endpoints={one.vpc: one for one in _endpoints(kinds, vpcs)},
        announced=tuple(announced),
        pools=tuple(
            written_range(cidr, one.identity) for one in kinds["aws_vpc_ipam_pool_cidr"] if (cidr := one.text("cidr"))
        ),
    )


def _vpcs(kinds: ByKind) -> dict[str, Vpc]:
    same = _main_tables(kinds)
    associated = ((_associated(one), one.text("route_table_id") or "") for one in kinds["aws_route_table_association"])
    tables = {subnet: same.get(table, table) for subnet, table in associated}
    by_vpc: defaultdict[str, list[Resource]] = defaultdict(list)
    for one in kinds["aws_subnet"]:
        by_vpc[one.text("vpc_id") or ""].append(one)
    ways_out = {one.text("vpc_id"): one.identity for one in kinds["aws_internet_gateway"]}
    pools: defaultdict[str, list[IPv4Network]] = defaultdict(list)
    for one in kinds["aws_vpc_ipam_pool_cidr"]:
        if cidr := one.text("cidr"):
            pools[one.text("ipam_pool_id") or ""].append(written_range(cidr, one.identity))
    hubs = hub_accounts(kinds)
    found = {}
    for vpc in kinds["aws_vpc"]:
        block = written_range(cidr, vpc.identity) if (cidr := vpc.text("cidr_block")) else None
        found[vpc.identity] = Vpc(
            identity=vpc.identity,
            name=vpc.name,
            account=None if vpc.account in hubs else vpc.account,
            block=block,
            pools=tuple(pools[vpc.text("ipv4_ipam_pool_id") or ""]),
            prefix=block.prefixlen if block else int(vpc.values["ipv4_netmask_length"]),
            subnets=tuple(_subnet(one, vpc, tables) for one in by_vpc[vpc.identity]),
            internet_gateway=ways_out.get(vpc.identity),
        )
    return found


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
    for one in kinds["aws_route"]:
        table = one.text("route_table_id") or ""
        tables[same.get(table, _main_of(table))] += _routes(table, one.values)
    for one in (*kinds["aws_route_table"], *kinds["aws_default_route_table"]):
        for inline in one.values.get("route") or ():
            said = {_INLINE.get(key, key): value for key, value in inline.items()}
            tables[same.get(one.identity, one.identity)] += _routes(one.identity, said)
    return {table: tuple(routes) for table, routes in tables.items()}


def _main_tables(kinds: ByKind) -> dict[str, str]:
    """Return the main tables that are taken over, by the identity of what takes them over."""
    return {
        one.identity: _main_of(one.text("default_route_table_id") or "") for one in kinds["aws_default_route_table"]
    }


def _main_of(table: str) -> str:
    """Return one identity for a VPC's main table, however it is referred to."""
    return table.removesuffix(_MAIN[1]) + _MAIN[0] if table.endswith(_MAIN[1]) else table


def _routes(table: str, said: Mapping[str, Any]) -> Iterator[Route]:
    if said.get("destination_prefix_list_id"):
        raise LandingZoneError(
            "a route names a list of prefixes, which the proof does not read",
            got=f"{short(said['destination_prefix_list_id'])} in {short(table)}",
            why="it could hold any range, so nothing would be proved",
            fix="write a route for each range",
        )
    target = next((said[key] for key in _TARGETS if said.get(key)), None)
    if said.get("destination_cidr_block") and target:
        yield Route(written_range(said["destination_cidr_block"], table), target_of(str(target)))


def _endpoints(kinds: ByKind, vpcs: Mapping[str, Vpc]) -> Iterator[Endpoints]:
    admitted: defaultdict[str, list[Admission]] = defaultdict(list)
    for one in kinds["aws_vpc_security_group_ingress_rule"]:
        said = {**one.values, "protocol": one.values.get("ip_protocol")}
        if not one.text("cidr_ipv6"):
            admitted[one.text("security_group_id") or ""].append(_admission(one, one.text("cidr_ipv4"), said))
    for one in kinds["aws_security_group"]:
        for block in one.values.get("ingress") or ():
            admitted[one.identity] += [_admission(one, cidr, block) for cidr in block.get("cidr_blocks") or ()]
            if any(block.get(key) for key in ("prefix_list_ids", "security_groups", "self")):
                admitted[one.identity].append(_admission(one, None, block))
    groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for vpc, group in _security_groups(kinds, vpcs):
        groups[vpc][group] = None
    for vpc, of_vpc in groups.items():
        yield Endpoints(vpc=vpc, admitted=tuple(one for group in of_vpc for one in admitted[group]))


def _admission(group: Resource, source: str | None, said: Mapping[str, Any]) -> Admission:
    """Return what a rule lets in: from anywhere, where it names others than ranges."""
    protocol = str(said.get("protocol") or "-1").lower()
    return Admission(
        source=written_range(source or "0.0.0.0/0", group.identity),
        protocol=_NUMBERS.get(protocol, protocol),
        first=int(said.get("from_port") or 0),
        last=int(said.get("to_port") or _LAST_PORT),
    )


def _security_groups(kinds: ByKind, vpcs: Mapping[str, Vpc]) -> Iterator[tuple[str, str]]:
    """Every VPC with endpoints, and the security groups of these."""
    for one in kinds["aws_vpc_endpoint"]:
        if one.text("vpc_endpoint_type") == "Interface":
            yield from ((one.text("vpc_id") or "", group) for group in one.values.get("security_group_ids") or ())
    homes = {subnet.identity: vpc.identity for vpc in vpcs.values() for subnet in vpc.subnets}
    for one in kinds["aws_route53_resolver_endpoint"]:
        if one.text("direction") == "INBOUND":
            places = {homes.get(address["subnet_id"], "") for address in one.values.get("ip_address") or ()}
            yield from ((vpc, group) for vpc in places for group in one.values.get("security_group_ids") or ())
