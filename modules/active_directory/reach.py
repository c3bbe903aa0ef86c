"""Who reaches the domain controllers, beside what is in their VPC."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
from constructs import Construct

from modules.active_directory.ports import NAMES, SPANS, PortSpan


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
