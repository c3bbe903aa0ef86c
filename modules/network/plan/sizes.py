"""How many resources the workspaces of the network account have, and over how many they are spread. No cdktf here.

What grows with the environment is counted as it is constructed; what every hub has is an upper bound.
`tests/workspaces/test_network_sizes.py` holds both against what is synthesized.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from modules.accounts.roster import Account
from modules.network.plan.dns import has_profile, zone_name
from modules.network.plan.endpoint_services import endpoint_services
from modules.network.plan.firewall_rules import firewall_rules
from modules.network.plan.on_premises import beyond_hubs, links, on_premises_ranges
from modules.network.plan.placements import Origin, corporate
from modules.network.plan.routing import (
    EGRESS,
    ENDPOINTS,
    INGRESS,
    INSPECTION,
    endpoint_users,
    hub_vpcs,
    ranges_outside,
    route_tables,
)
from modules.network.plan.shared_vpcs import foreign_owners
from modules.network.plan.static_routes import learning_tables, static_routes
from modules.network.plan.written_ranges import written_ranges
from modules.network.spec.network import NetworkSpec
from modules.organization.spec import ROOT

RESOURCES_IN_A_WORKSPACE = 500
"""How many resources a workspace of the network account has at most."""

WAYS_TO_SPREAD = (1, 2, 4, 8, 16, 32, 64)

_FOUNDATION = 16
"""The transit gateway, the key of logs and the bucket of flow logs."""
_VPC = 36
"""A VPC of the hub with subnets in three zones, its tables and gateways, or its firewall with the logs."""
_LINK = 8
"""A VPN or a Direct Connect gateway."""

Unit = tuple[str, ...]
"""A unit by its path of names. An account in the root is `Root` and its key: no unit is called so."""

T = TypeVar("T")


def part_number(text: str, workspaces: int) -> int:
    """Tell which of some workspaces something is in: by its own name, so that nothing else moves it."""
    return zlib.crc32(text.encode()) % workspaces


def enough(sizes: Mapping[str, int], *, each: int = 0) -> int:
    """Return the smallest number of workspaces, a power of two, with which none has too many resources.

    Args:
        sizes: How many resources each part has, by the name that decides which workspace it is in.
        each: What every workspace has beside parts.

    """
    return next(
        (count for count in WAYS_TO_SPREAD if each + _fullest(sizes, count) <= RESOURCES_IN_A_WORKSPACE),
        WAYS_TO_SPREAD[-1],
    )


def _fullest(sizes: Mapping[str, int], count: int) -> int:
    filled = Counter[int]()
    for name, size in sizes.items():
        filled[part_number(name, count)] += size
    return max(filled.values(), default=0)


def spread(parts: Mapping[str, T], workspaces: int) -> dict[str, dict[str, T]]:
    """Return what each workspace has, by the end of its name; those that have nothing are left out.

    Args:
        parts: What there is, by the name that decides which workspace it is in.
        workspaces: How many there are. The name of a single one has no end; where there is none, nothing is returned.

    """
    found: dict[int, dict[str, T]] = {}
    for name, part in parts.items() if workspaces else ():
        found.setdefault(part_number(name, workspaces), {})[name] = part
    return {f"-{number}" if workspaces > 1 else "": found[number] for number in sorted(found)}


def units_at(network: NetworkSpec, accounts: Sequence[Account], hub: str) -> tuple[Unit, ...]:
    """Return the organizational units whose accounts have a VPC at a hub, and each account of those in the root."""
    members = [account for account, spoke in corporate(network, accounts) if spoke.hub == hub]
    members += [owner for owner, spec in foreign_owners(network, accounts) if spec.hub == hub]
    return _units(members)


def units_of_segment(network: NetworkSpec, accounts: Sequence[Account], segment: str) -> tuple[Unit, ...]:
    """Return the organizational units whose accounts take VPCs' ranges of a segment's pools, and each of the root's."""
    members = [
        account
        for account, spoke in corporate(network, accounts)
        if spoke.segment == segment and spoke.origin is Origin.POOL
    ]
    owners = foreign_owners(network, accounts)
    members += [owner for owner, spec in owners if spec.segment == segment and not spec.range]
    return _units(members)


def _units(members: Iterable[Account]) -> tuple[Unit, ...]:
    return tuple(dict.fromkeys(account.unit or (ROOT, account.key) for account in members))


def endpoint_sizes(network: NetworkSpec, hub: str) -> dict[str, int]:
    """Return how many resources each central endpoint has: itself, and what each of its zones has."""
    return {
        key: 1 + sum(2 + len(records) for records in service.zones().values())
        for key, service in endpoint_services(network, hub).items()
    }


def static_route_sizes(network: NetworkSpec, hub: str) -> dict[str, int]:
    """Return how many resources each range behind a static VPN connection has: a route in every table that knows it."""
    return dict.fromkeys(static_routes(network, hub), len(learning_tables(network, hub)))


def hub_sizes(network: NetworkSpec, accounts: Sequence[Account], hub: str) -> dict[str, int]:
    """Return how many resources each part of a hub has, wherever it is: the sum is what one workspace would have."""
    units = units_at(network, accounts, hub)
    return {
        "shares": 2 + has_profile(network, hub) + len(units) if units else 0,
        "endpoints": sum(endpoint_sizes(network, hub).values()),
        "routes": _routes(network, hub),
        "links": _links(network, hub),
        "static routes": sum(static_route_sizes(network, hub).values()),
        "names": _names(network, hub),
        "VPCs": _vpcs(network, hub),
    }


def ipam_sizes(network: NetworkSpec, accounts: Sequence[Account]) -> dict[str, int]:
    """Return how many resources each part of IPAM has."""
    hubs = network.hubs
    shares = 0
    for segment in network.all_segments():
        if units := units_of_segment(network, accounts, segment):
            shares += 1 + sum(segment in network.pools_of(hub) for hub in hubs) + len(units)
    pools = 2 + len(hubs) + sum(4 + 2 * len(network.pools_of(hub)) for hub in hubs)
    kept = sum(written.pool(network) is not None for written in written_ranges(network, accounts))
    return {"shares": shares, "pools": pools + len(network.reserved), "written ranges": kept}


def shared_vpc_sizes(network: NetworkSpec, vpc: str) -> dict[str, int]:
    """Return how many resources each part of a shared VPC's workspace has: a principal is an account or a unit."""
    spec = network.shared_vpcs[vpc]
    learning = sum(spec.segment in table.learns_from for table in route_tables(network, spec.hub))
    return {
        "VPC": _VPC,
        "attachment": 1 + learning,
        "principals": 1 + len(network.hubs[spec.hub].zone_ids) + len(spec.accounts) + len(spec.units),
    }


def share_workspaces(network: NetworkSpec, sizes: Mapping[str, int], units: Iterable[Unit]) -> int:
    """Return over how many workspaces shares are spread; 0 where they are in the workspace of what is shared.

    Args:
        network: What the user says.
        sizes: How many resources each part of that workspace has.
        units: Those that it is shared with.

    """
    if network.share_workspaces is not None:
        return network.share_workspaces
    if sum(sizes.values()) <= RESOURCES_IN_A_WORKSPACE:
        return 0
    principals = Counter("/".join(unit) for unit in units)
    return enough(principals, each=sizes["shares"] - sum(principals.values()))


def hub_share_workspaces(network: NetworkSpec, accounts: Sequence[Account], hub: str) -> int:
    """Return over how many workspaces the shares of a hub are spread; 0 where they are in the hub's own."""
    return share_workspaces(network, hub_sizes(network, accounts, hub), units_at(network, accounts, hub))


def ipam_share_workspaces(network: NetworkSpec, accounts: Sequence[Account]) -> int:
    """Return over how many workspaces the shares of pools are spread; 0 where they are in that of IPAM."""
    units = [unit for segment in network.all_segments() for unit in units_of_segment(network, accounts, segment)]
    return share_workspaces(network, ipam_sizes(network, accounts), units)


def endpoint_workspaces(network: NetworkSpec, accounts: Sequence[Account], hub: str) -> int:
    """Return over how many workspaces the central endpoints of a hub are spread; 0 where they are in the hub's own."""
    if network.endpoint_workspaces is not None:
        return network.endpoint_workspaces
    sizes = hub_sizes(network, accounts, hub)
    if sum(sizes.values()) - sizes["shares"] <= RESOURCES_IN_A_WORKSPACE:
        return 0
    return enough(endpoint_sizes(network, hub))


def route_workspaces(network: NetworkSpec, accounts: Sequence[Account], hub: str) -> int:
    """Return over how many workspaces the static routes of a hub are spread; 0 where they are in the hub's own."""
    if network.route_workspaces is not None:
        return network.route_workspaces
    sizes = hub_sizes(network, accounts, hub)
    if sum(sizes.values()) - sizes["shares"] - sizes["endpoints"] <= RESOURCES_IN_A_WORKSPACE:
        return 0
    return enough(static_route_sizes(network, hub)) if sizes["static routes"] else 0


def fullest_workspaces(network: NetworkSpec, accounts: Sequence[Account]) -> dict[str, dict[str, int]]:
    """Return what the workspaces of the network account have, by workspace and part; of several the fullest."""
    ipam, found = ipam_sizes(network, accounts), dict[str, dict[str, int]]()
    if count := ipam_share_workspaces(network, accounts):
        units = [unit for segment in network.all_segments() for unit in units_of_segment(network, accounts, segment)]
        principals = Counter("/".join(unit) for unit in units)
        found["network-ipam-shares"] = {"shares": ipam.pop("shares") - len(units) + _fullest(principals, count)}
    found["network-ipam"] = ipam
    for hub in network.hubs:
        sizes = hub_sizes(network, accounts, hub)
        if count := hub_share_workspaces(network, accounts, hub):
            principals = Counter("/".join(unit) for unit in units_at(network, accounts, hub))
            found[f"network-{hub}-shares"] = {
                "shares": sizes.pop("shares") - sum(principals.values()) + _fullest(principals, count)
            }
        if count := endpoint_workspaces(network, accounts, hub):
            sizes.pop("endpoints")
            found[f"network-{hub}-endpoints"] = {"endpoints": _fullest(endpoint_sizes(network, hub), count)}
        if count := route_workspaces(network, accounts, hub):
            sizes.pop("static routes")
            found[f"network-{hub}-routes"] = {"static routes": _fullest(static_route_sizes(network, hub), count)}
        found[f"network-{hub}"] = sizes
    return found | {f"network-vpc-{vpc}": shared_vpc_sizes(network, vpc) for vpc in network.shared_vpcs}


def _routes(network: NetworkSpec, hub: str) -> int:
    return sum(2 + len(table.routes) for table in route_tables(network, hub))


def _links(network: NetworkSpec, hub: str) -> int:
    learning = len(learning_tables(network, hub))
    return sum(_LINK + (0 if link.static else learning) for link in links(network, hub))


def _names(network: NetworkSpec, hub: str) -> int:
    if not has_profile(network, hub):
        return 0
    dns, asking = network.dns, beyond_hubs(network, on_premises_ranges(network))
    asked = {server for servers in dns.forward.values() for server in servers}
    return sum(
        (
            1,
            3 if dns.query_logs else 0,
            2 + 2 * len(dns.blocked_domains) if dns.blocked_domains else 0,
            2 if zone_name(network, hub) else 0,
            2 + 2 * len(asking) if dns.inbound else 0,
            2 + 2 * len(asked) + 2 * len(dns.forward) if dns.forward else 0,
        )
    )


def _vpcs(network: NetworkSpec, hub: str) -> int:
    wanted = hub_vpcs(network, hub)
    count = _FOUNDATION + _VPC * len(wanted)
    count += sum(len(ranges_outside(network, hub, vpc)) for vpc in (EGRESS, INGRESS) if vpc in wanted)
    if INSPECTION in wanted:
        rules = firewall_rules(network, hub)
        count += len(rules.suricata) + len(rules.domains)
    if ENDPOINTS in wanted:
        users = len(endpoint_users(network, hub))
        ports = {port for service in endpoint_services(network, hub).values() for port in service.ports}
        count += users * (1 + len(ports))
    return count
