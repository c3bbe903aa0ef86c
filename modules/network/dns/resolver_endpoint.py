"""Route 53 Resolver endpoints: names asked from on-premises networks, and names asked there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network

from cdktf_cdktf_provider_aws.route53_resolver_endpoint import Route53ResolverEndpoint, Route53ResolverEndpointIpAddress
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.vpc_security_group_egress_rule import VpcSecurityGroupEgressRule
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

from modules.network.addresses.plan import address_key

DNS_PORT = 53


class Direction(StrEnum):
    """Who asks through the endpoint."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolverSite:
    """Where resolver endpoints stand."""

    name: str
    """The name of their VPC."""
    vpc_id: str
    subnet_ids: tuple[str, ...]
    """One for each zone: AWS wants two at least."""


class ResolverEndpoint(Construct):
    """Define an endpoint with an address in each zone that speaks DNS with these partners and nobody else.

    Args:
        scope: The stack.
        id_: What the endpoint is called in addresses.
        site: Where it stands.
        direction: Who asks through it.
        partners: Networks that ask, or servers that are asked.

    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        site: ResolverSite,
        direction: Direction,
        partners: Sequence[IPv4Network | IPv4Address],
    ) -> None:
        super().__init__(scope, id_)
        name = f"{site.name}-{direction}"
        group = SecurityGroup(self, "security-group", name=name, description=f"DNS, {direction}", vpc_id=site.vpc_id)
        self._admit(direction, group.id, partners)
        self._endpoint = Route53ResolverEndpoint(
            self,
            "Default",
            name=name,
            direction=direction.upper(),
            security_group_ids=[group.id],
            ip_address=[Route53ResolverEndpointIpAddress(subnet_id=subnet_id) for subnet_id in site.subnet_ids],
        )

    def _admit(self, direction: Direction, group_id: str, partners: Sequence[IPv4Network | IPv4Address]) -> None:
        rule = VpcSecurityGroupIngressRule if direction is Direction.INBOUND else VpcSecurityGroupEgressRule
        for protocol in ("tcp", "udp"):
            branch = Construct(self, protocol)
            for partner in partners:
                rule(
                    branch,
                    address_key(partner),
                    security_group_id=group_id,
                    description="On-premises networks",
                    cidr_ipv4=str(IPv4Network(partner)),
                    ip_protocol=protocol,
                    from_port=DNS_PORT,
                    to_port=DNS_PORT,
                )

    @property
    def endpoint_id(self) -> str:
        """Token: the endpoint's id."""
        return self._endpoint.id
