"""Who reaches the domain controllers, beside what is in their VPC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

_DNS = 53


@dataclass(frozen=True, slots=True)
class PortSpan:
    """Ports of a protocol."""

    protocol: str
    first: int
    last: int


SPANS: Mapping[str, PortSpan] = {
    "tcp-well-known": PortSpan("tcp", _DNS, 636),
    "tcp-dynamic": PortSpan("tcp", 1024, 65_535),
    "udp": PortSpan("udp", _DNS, 464),
    "ping": PortSpan("icmp", -1, -1),
}
"""What members of a domain use, as spans: a rule for each port and range would be more than a security group holds.

AWS Directory Service Administration Guide, What gets created with your AWS Managed Microsoft AD: DNS 53, Kerberos 88
and 464, time 123, RPC 135, NetLogon 138, LDAP 389 and 636, SMB 445, RPC and global catalog from 1024.
"""

NAMES: Mapping[str, PortSpan] = {"dns-tcp": PortSpan("tcp", _DNS, _DNS), "dns-udp": PortSpan("udp", _DNS, _DNS)}
"""What Route 53 Resolver uses."""


class DirectoryReach(Construct):
    """Let networks in by the security group of the domain controllers, which admits their own VPC alone.

    The group is AWS's. What AWS has in it stays as it is.

    Args:
        scope: The stack.
        id_: What the rules are called in addresses.
        security_group_id: The group.
        clients: Ranges whose hosts may be members of the domain, by a name for each.
        resolvers: Ranges that only ask for names, by a name for each.

    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        security_group_id: str,
        clients: Mapping[str, str],
        resolvers: Mapping[str, str],
    ) -> None:
        super().__init__(scope, id_)
        self._group_id = security_group_id
        self._admit("clients", clients, SPANS, description="Members of the domain")
        self._admit("resolvers", resolvers, NAMES, description="Names, asked by Route 53 Resolver")

    def _admit(self, key: str, ranges: Mapping[str, str], spans: Mapping[str, PortSpan], *, description: str) -> None:
        branch = Construct(self, key)
        for name, cidr in ranges.items():
            of_range = Construct(branch, name)
            for span, ports in spans.items():
                VpcSecurityGroupIngressRule(
                    of_range,
                    span,
                    security_group_id=self._group_id,
                    description=description,
                    cidr_ipv4=cidr,
                    ip_protocol=ports.protocol,
                    from_port=ports.first,
                    to_port=ports.last,
                )
