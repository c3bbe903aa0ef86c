"""A small network by hand: resources as they are after references are followed, without synthesis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network
from typing import Any

from modules.reachability.following.places import Facts
from modules.reachability.following.tracing import Tracer
from modules.reachability.following.ways import Way
from modules.reachability.network import Network, Subnet
from modules.reachability.reading.networks import read_network
from modules.synthesized.resources import Resource

ZONES = ("z1", "z2")
ON_PREMISES = "172.20.0.0/14"


def ip(text: str) -> IPv4Address:
    return IPv4Address(text)


def net(text: str) -> IPv4Network:
    return IPv4Network(text)


def resource(kind: str, name: str, /, *, account: str | None = None, **values: Any) -> Resource:
    """Give a resource of the hub's workspace, or of an account's."""
    address = f"{account or 'hub'}:{kind}.{name}"
    return Resource(identity=address, address=address, kind=kind, values=values, account=account)


def facts(**said: Any) -> Facts:
    """Tell of an environment with the hub `eu` in `eu-west-1`."""
    usual: dict[str, Any] = {
        "environment": "demo",
        "groups": {},
        "units": {},
        "vpcs": {},
        "segments": frozenset(),
        "features": {"eu": frozenset()},
        "regions": {"eu": "eu-west-1"},
        "announced": (),
    }
    return Facts(**{**usual, **said})


@dataclass(frozen=True, slots=True)
class BuiltVpc:
    """A VPC that was added: what its parts are called."""

    identity: str
    name: str
    account: str | None

    def subnet(self, tier: str = "workloads", zone: str = "z1") -> str:
        return f"{self.account or 'hub'}:aws_subnet.{self.name}-{tier}-{zone}"

    def table(self, tier: str = "workloads", zone: str = "z1") -> str:
        return f"{self.account or 'hub'}:aws_route_table.{self.name}-{tier}-{zone}"


@dataclass
class SmallNetwork:
    """Resources that are added one by one; every method returns what the resource is known by."""

    resources: list[Resource] = field(default_factory=list)
    announced: tuple[IPv4Network, ...] = ()

    def add(self, kind: str, name: str, /, *, account: str | None = None, **values: Any) -> str:
        added = resource(kind, name, account=account, **values)
        self.resources.append(added)
        return added.identity

    def gateway(self, name: str = "eu", *, defaults: str = "disable") -> str:
        return self.add(
            "aws_ec2_transit_gateway",
            name,
            tags={"Name": name},
            default_route_table_association=defaults,
            default_route_table_propagation=defaults,
        )

    def vpc(
        self,
        name: str,
        block: str | None,
        *,
        account: str | None = None,
        pool: str | None = None,
        tiers: Sequence[str] = ("workloads",),
    ) -> BuiltVpc:
        """Add a VPC: with a range of its own, or a /24 of a pool."""
        place = {"cidr_block": block} if block else {"ipv4_ipam_pool_id": pool, "ipv4_netmask_length": 24}
        identity = self.add("aws_vpc", name, account=account, tags={"Name": name}, **place)
        built = BuiltVpc(identity, name, account)
        for tier in tiers:
            self.tier(built, tier)
        return built

    def tier(self, vpc: BuiltVpc, tier: str, zones: Sequence[str] = ZONES) -> None:
        """Add a subnet in each zone, each with a route table."""
        for zone in zones:
            name, account = f"{vpc.name}-{tier}-{zone}", vpc.account
            tags = {"Name": name}
            self.add("aws_subnet", name, account=account, vpc_id=vpc.identity, availability_zone_id=zone, tags=tags)
            self.add("aws_route_table", name, account=account, vpc_id=vpc.identity, tags=tags)
            self.add(
                "aws_route_table_association",
                name,
                account=account,
                subnet_id=vpc.subnet(tier, zone),
                route_table_id=vpc.table(tier, zone),
            )

    def pool(self, name: str, *blocks: str) -> str:
        identity = self.add("aws_vpc_ipam_pool", name)
        for number, block in enumerate(blocks):
            self.add("aws_vpc_ipam_pool_cidr", f"{name}-{number}", ipam_pool_id=identity, cidr=block)
        return identity

    def share(self, *shared: str, name: str = "everything", external: bool = False, units: Sequence[str] = ()) -> str:
        """Share something with units, each by its identity."""
        share = self.add("aws_ram_resource_share", name, allow_external_principals=external)
        for kind, key, ends in (("resource", "resource_arn", shared), ("principal", "principal", units)):
            for end in ends:
                values = {"resource_share_arn": share, key: end}
                self.add(f"aws_ram_{kind}_association", f"{name}-{len(self.resources)}", **values)
        return share

    def unit(self, name: str, parent: str = "root") -> str:
        return self.add(
            "aws_organizations_organizational_unit", name, account="management", name=name, parent_id=parent
        )

    def route(self, table: str, destination: str, **target: str) -> None:
        """Add a route to a subnet's table: `transit_gateway_id=...` and the like."""
        name = f"route-{len(self.resources)}"
        self.add("aws_route", name, route_table_id=table, destination_cidr_block=destination, **target)

    def routes(self, vpc: BuiltVpc, tier: str, destination: str, zones: Sequence[str] = ZONES, **target: str) -> None:
        for zone in zones:
            self.route(vpc.table(tier, zone), destination, **target)

    def attach(
        self, vpc: BuiltVpc, gateway: str, *, zones: Sequence[str] = ZONES, appliance: bool = False, **values: Any
    ) -> str:
        """Add subnets for an attachment, and the attachment."""
        self.tier(vpc, "attachment", zones)
        return self.add(
            "aws_ec2_transit_gateway_vpc_attachment",
            vpc.name,
            account=vpc.account,
            transit_gateway_id=gateway,
            vpc_id=vpc.identity,
            subnet_ids=[vpc.subnet("attachment", zone) for zone in zones],
            appliance_mode_support="enable" if appliance else "disable",
            **values,
        )

    def vpn(self, gateway: str, name: str = "office") -> str:
        identity = self.add("aws_vpn_connection", name, transit_gateway_id=gateway)
        return f"{identity}#transit_gateway_attachment_id"

    def direct_connect(self, gateway: str, *allowed: str) -> str:
        """Attach a Direct Connect gateway that tells on-premises routers of some ranges."""
        ends = {"dx_gateway_id": "dx"}
        self.add("aws_dx_gateway_association", "dx", associated_gateway_id=gateway, allowed_prefixes=[*allowed], **ends)
        return self.add("aws_ec2_transit_gateway_dx_gateway_attachment", "dx", transit_gateway_id=gateway, **ends)

    def table(self, gateway: str, name: str, *, of: Sequence[str] = (), learns: Sequence[str] = ()) -> str:
        """Add a transit gateway's table, associate attachments with it, and let others announce themselves to it."""
        table = self.add("aws_ec2_transit_gateway_route_table", name, transit_gateway_id=gateway, tags={"Name": name})
        for kind, attachments in (("association", of), ("propagation", learns)):
            for attachment in attachments:
                self.add(
                    f"aws_ec2_transit_gateway_route_table_{kind}",
                    f"{name}-{len(self.resources)}",
                    transit_gateway_attachment_id=attachment,
                    transit_gateway_route_table_id=table,
                )
        return table

    def static(self, table: str, destination: str, attachment: str | None) -> None:
        """Add a static route to a transit gateway's table; a black hole where it leads to no attachment."""
        leads = {"transit_gateway_attachment_id": attachment} if attachment else {"blackhole": True}
        self.add(
            "aws_ec2_transit_gateway_route",
            f"static-{len(self.resources)}",
            transit_gateway_route_table_id=table,
            destination_cidr_block=destination,
            **leads,
        )

    def firewall(self, vpc: BuiltVpc, *rules: str, forwards: bool = True) -> str:
        """Add a firewall that goes by rules in strict order and drops all else. Its endpoints are `endpoint_of`'s."""
        group = self.add(
            "aws_networkfirewall_rule_group",
            vpc.name,
            account=vpc.account,
            rule_group={"rules_source": {"rules_string": "\n".join(rules)}},
        )
        policy = self.add(
            "aws_networkfirewall_firewall_policy",
            vpc.name,
            account=vpc.account,
            firewall_policy={
                "stateful_engine_options": {"rule_order": "STRICT_ORDER"},
                "stateful_default_actions": ["aws:drop_strict"],
                "stateless_default_actions": ["aws:forward_to_sfe" if forwards else "aws:pass"],
                "stateful_rule_group_reference": [{"resource_arn": group, "priority": 1}],
            },
        )
        return self.add(
            "aws_networkfirewall_firewall",
            vpc.name,
            account=vpc.account,
            name=f"{vpc.name}-firewall",
            vpc_id=vpc.identity,
            firewall_policy_arn=policy,
        )

    @property
    def network(self) -> Network:
        return read_network(self.resources, self.announced)

    def tracer(self) -> Tracer:
        network = self.network
        return Tracer(network, {key: one.block for key, one in network.vpcs.items() if one.block})

    def way(self, start: str, destination: str, choice: int = 0) -> Way:
        """Trace a packet from a subnet, or from a link."""
        tracer = self.tracer()
        here: Subnet | Any = tracer.subnets.get(start) or tracer.network.attachments[start]
        return tracer.way(here, ip(destination), choice)


def endpoint(firewall: str, vpc: BuiltVpc, zone: str, tier: str = "firewall") -> str:
    """Give the identity of a firewall's endpoint in a zone, as a route's target."""
    return f"{firewall}@{vpc.subnet(tier, zone)}"


def endpoint_expression(firewall: str, subnet: str) -> str:
    """Write what CDKTF writes for the endpoint of a firewall in a subnet."""
    return (
        "${[for state in tolist(aws_networkfirewall_firewall."
        f"{firewall}.firewall_status)[0].sync_states : state.attachment[0].endpoint_id "
        f"if state.attachment[0].subnet_id == aws_subnet.{subnet}.id][0]}}"
    )
