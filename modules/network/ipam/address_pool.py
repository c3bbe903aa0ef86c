"""One pool of Amazon VPC IPAM, with its ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.vpc_ipam_pool import VpcIpamPool
from cdktf_cdktf_provider_aws.vpc_ipam_pool_cidr import VpcIpamPoolCidr
from constructs import Construct


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationRules:
    """What a pool gives to VPCs, in prefix bits; and whether it takes note of VPCs that chose their own range."""

    largest: int
    smallest: int
    default: int
    imports: bool = False


class AddressPool(Construct):
    """Define a pool and provision ranges to it. It is never destroyed: VPCs would keep ranges that nobody knows of.

    Args:
        scope: The construct that owns the pool.
        id_: What the pool is for.
        name: Its name in AWS.
        ipam_scope_id: The scope of IPAM.
        ranges: Its ranges, by a name for each.
        locale: The region whose VPCs take from it; none for a pool of pools.
        source_pool_id: The pool that its ranges are a part of; none where it is the first.
        rules: What it gives to VPCs; none for a pool of pools.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        ipam_scope_id: str,
        ranges: Mapping[str, IPv4Network],
        locale: str | None,
        source_pool_id: str | None,
        rules: AllocationRules | None,
    ) -> None:
        super().__init__(scope, id_)
        self._pool = VpcIpamPool(
            self,
            "Default",
            description=name,
            address_family="ipv4",
            ipam_scope_id=ipam_scope_id,
            locale=locale,
            source_ipam_pool_id=source_pool_id,
            allocation_min_netmask_length=rules.largest if rules else None,
            allocation_max_netmask_length=rules.smallest if rules else None,
            allocation_default_netmask_length=rules.default if rules else None,
            auto_import=rules.imports if rules else None,
            tags={"Name": name},
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        self._provisioned = {
            key: VpcIpamPoolCidr(self, key, ipam_pool_id=self._pool.id, cidr=str(network)).ipam_pool_id
            for key, network in ranges.items()
        }

    @property
    def pool_arn(self) -> str:
        """Token: the pool's ARN."""
        return self._pool.arn

    @property
    def pool_ids(self) -> dict[str, str]:
        """Tokens: the pool's id, by the name of a range; it is known once that range can be given out."""
        return dict(self._provisioned)
