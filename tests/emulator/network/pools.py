"""IPAM's pools in the emulator, made without Terraform."""

from __future__ import annotations

from typing import Any


def ipam(ec2: Any) -> dict[str, Any]:
    """Find the account's one IPAM, or create it."""
    regions = [{"RegionName": name} for name in ("eu-west-1", "us-east-1")]
    found = ec2.describe_ipams()["Ipams"]
    existing: dict[str, Any] = found[0] if found else ec2.create_ipam(OperatingRegions=regions)["Ipam"]
    return existing


def regional_pool(ec2: Any, size: int = 12, **settings: Any) -> str:
    """Create a pool for eu-west-1 out of one of 10.0.0.0/8, in a scope of its own."""
    new_scope = ec2.create_ipam_scope(IpamId=ipam(ec2)["IpamId"])["IpamScope"]["IpamScopeId"]
    scope = {"IpamScopeId": new_scope, "AddressFamily": "ipv4"}
    top = ec2.create_ipam_pool(**scope)["IpamPool"]["IpamPoolId"]
    ec2.provision_ipam_pool_cidr(IpamPoolId=top, Cidr="10.0.0.0/8")
    pool = ec2.create_ipam_pool(**scope, SourceIpamPoolId=top, Locale="eu-west-1", **settings)["IpamPool"]["IpamPoolId"]
    ec2.provision_ipam_pool_cidr(IpamPoolId=pool, NetmaskLength=size)
    return str(pool)
