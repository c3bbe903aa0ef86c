"""What of the network leads no packet anywhere: routes that nobody takes, announcements that nobody goes by.

An idle route is either left over, or there for something that the proof does not try. Both are worth a look. Segments
that have no account yet are waited for: nothing is said about the way to their pools.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from ipaddress import IPv4Network

from modules.reachability.network import GatewayTable, Network
from modules.reachability.tracing import Used


def idle(
    network: Network, used: AbstractSet[Used | str], blocks: Mapping[str, IPv4Network], spare: AbstractSet[str]
) -> Iterator[tuple[str, str]]:
    """Find what is not among what was used; give its table's name and what it is.

    Args:
        network: The network, with the VPCs that stand for all.
        used: What led a packet.
        blocks: Where the VPCs lie, by identity.
        spare: VPCs that only receive, because another one stands for what they send.

    """
    busy = {one.gateway for one in network.attachments.values() if one.vpc and network.vpcs[one.vpc].account}
    waiting = [pool for pool in network.pools if not any(block.overlaps(pool) for block in blocks.values())]
    attached = {one.vpc for one in network.attachments.values() if one.gateway in busy}
    for vpc in network.vpcs.values():
        if vpc.identity not in spare and (vpc.account or vpc.identity in attached):
            for table in dict.fromkeys(subnet.table for subnet in vpc.subnets):
                for route in network.tables.get(table, ()):
                    if (table, route) not in used and not _within(route.destination, waiting):
                        yield vpc.name, f"the route to {route.destination}"
            homes = {subnet.identity for subnet in vpc.subnets}
            for nat, home in network.nat_gateways.items():
                if home in homes and nat not in used and vpc.account is None:
                    yield vpc.name, f"the NAT gateway {nat.rpartition(':')[2]}"
    joined = {key for key, one in network.attachments.items() if one.gateway in busy}
    associated = {table for key, table in network.associations.items() if key in joined}
    for gateway_table in network.gateway_tables.values():
        if gateway_table.identity in associated:
            yield from _idle_in(gateway_table, network, used, waiting, spare)


def _idle_in(
    table: GatewayTable,
    network: Network,
    used: AbstractSet[Used | str],
    waiting: list[IPv4Network],
    spare: AbstractSet[str],
) -> Iterator[tuple[str, str]]:
    for route in table.routes:
        if (table.identity, route) not in used and not _within(route.destination, waiting):
            yield table.name, f"the static route to {route.destination}"
    for learned in table.learns_from:
        one = network.attachments.get(learned)
        if (table.identity, learned) not in used and not (one and one.vpc in spare):
            yield table.name, f"what {learned.rpartition(':')[2]} announces"


def _within(destination: IPv4Network, waiting: list[IPv4Network]) -> bool:
    return any(destination.subnet_of(pool) or pool.subnet_of(destination) for pool in waiting)
