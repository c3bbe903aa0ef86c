"""Idle parts of the network: routes that no packet takes, propagations that none needs.

An idle route is either left over, or there for something that the proof does not try. Both are worth a look. Segments
that have no account yet are waited for: nothing is said about their tables, and about the way to their pools.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Network

from modules.reachability.following.twins import has_its_range
from modules.reachability.following.ways import Used
from modules.reachability.network import GatewayRoute, GatewayTable, Network, Vpc


@dataclass(frozen=True, kw_only=True)
class Idle:
    """Finds the routes, propagations and NAT gateways that are not among the used ones."""

    network: Network
    """The network, with the VPCs that stand for all."""
    used: AbstractSet[Used | str]
    """Routes and propagations that led a packet which would have gone another way without them."""
    blocks: Mapping[str, IPv4Network]
    """Where the VPCs lie, by identity."""
    spare: AbstractSet[str]
    """VPCs that only receive, because another one stands for what they send."""
    segments: AbstractSet[str]
    """The names of all segments."""

    def found(self) -> Iterator[tuple[str, str]]:
        """Give each idle part: the name of its table or VPC, and what it is."""
        attached = {
            attachment.vpc for attachment in self.network.attachments.values() if attachment.gateway in self._busy
        }
        joined = self.network.attachments
        associated = {table for key, table in self.network.associations.items() if key in joined}
        for vpc in self.network.vpcs.values():
            if vpc.identity not in self.spare and (vpc.account or vpc.identity in attached):
                yield from self._of_vpc(vpc)
        for table in self.network.gateway_tables.values():
            if table.gateway not in self._busy:
                continue
            if table.identity in associated:
                yield from self._of_table(table)
            elif not self._is_a_segment_s(table):
                yield table.name, "the whole table, which nothing is associated with,"

    @cached_property
    def _busy(self) -> set[str]:
        """Transit gateways that accounts are attached to. Those of any other are not idle: they wait for accounts."""
        attachments = self.network.attachments.values()
        return {
            attachment.gateway
            for attachment in attachments
            if attachment.vpc and self.network.vpcs[attachment.vpc].account
        }

    @cached_property
    def _waiting(self) -> list[IPv4Network]:
        """Pools that no VPC has a range of."""
        used = [range_ for vpc in self.blocks for range_ in self._ranges(vpc)]
        return [pool for pool in self.network.pools if not any(range_.overlaps(pool) for range_ in used)]

    def _is_a_segment_s(self, table: GatewayTable) -> bool:
        return table.name.removeprefix(f"{self.network.gateways.get(table.gateway)}-") in self.segments

    def _of_vpc(self, vpc: Vpc) -> Iterator[tuple[str, str]]:
        for table in dict.fromkeys(subnet.table for subnet in vpc.subnets):
            for route in self.network.tables.get(table, ()):
                if (table, route) not in self.used and not self._leads_to_waiting(route.destination):
                    yield vpc.name, f"the route to {route.destination}"
        homes = {subnet.identity for subnet in vpc.subnets}
        for nat, home in self.network.nat_gateways.items():
            if home in homes and nat not in self.used and vpc.account is None:
                yield vpc.name, f"the NAT gateway {nat.rpartition(':')[2]}"

    def _of_table(self, table: GatewayTable) -> Iterator[tuple[str, str]]:
        for route in table.routes:
            is_used = (table.identity, route) in self.used or self._is_for_itself(table, route)
            if not is_used and not self._leads_to_waiting(route.destination):
                yield table.name, f"the static route to {route.destination}"
        for learned in table.learns_from:
            attachment = self.network.attachments.get(learned)
            is_used = (table.identity, learned) in self.used or self._is_alone(table, learned)
            if not is_used and not (attachment and attachment.vpc in self.spare):
                yield table.name, f"what {learned.rpartition(':')[2]} announces"

    def _leads_to_waiting(self, destination: IPv4Network) -> bool:
        return any(destination.subnet_of(pool) or pool.subnet_of(destination) for pool in self._waiting)

    def _is_alone(self, table: GatewayTable, attachment: str) -> bool:
        """Whether an account's attachment is the only one of a table that learns it, with a range that is written down.

        What it announces is for others like it, which nobody can imagine: they would lie over it. A hub's own VPC is
        there once.
        """
        key = self.network.attachments[attachment].vpc if attachment in self.network.attachments else None
        vpc = self.network.vpcs[key] if key else None
        of_an_account = vpc is not None and vpc.account is not None and has_its_range(self.network, vpc)
        return of_an_account and self._members(table) == {attachment}

    def _is_for_itself(self, table: GatewayTable, route: GatewayRoute) -> bool:
        """Whether a route leads to nobody but the only attachment of its table, whose range is written down."""
        members = self._members(table)
        inside = {
            key
            for key, attachment in self.network.attachments.items()
            if attachment.vpc and any(range_.overlaps(route.destination) for range_ in self._ranges(attachment.vpc))
        }
        return len(members) == 1 and inside == members and self._is_alone(table, next(iter(members)))

    def _ranges(self, vpc: str) -> tuple[IPv4Network, ...]:
        """Return every range of a VPC; nothing of one that does not stand for others."""
        return self.network.vpcs[vpc].ranges(self.blocks[vpc]) if vpc in self.blocks else ()

    def _members(self, table: GatewayTable) -> set[str]:
        joined = self.network.attachments
        return {key for key, of in self.network.associations.items() if of == table.identity and key in joined}
