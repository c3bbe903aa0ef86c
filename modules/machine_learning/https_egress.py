"""What may be reached by HTTPS from a VPC, whatever the network lets through."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.vpc_security_group_egress_rule import VpcSecurityGroupEgressRule
from constructs import Construct

_HTTPS = 443


def let_out_by_https(scope: Construct, security_group_id: str) -> None:
    """Define the rule of a security group by which AWS's services are reached; the network says what else is."""
    VpcSecurityGroupEgressRule(
        scope,
        "https",
        description="HTTPS: endpoints, and what the hub or the NAT gateway lets through",
        security_group_id=security_group_id,
        cidr_ipv4="0.0.0.0/0",
        ip_protocol="tcp",
        from_port=_HTTPS,
        to_port=_HTTPS,
    )
