"""All pools of Amazon VPC IPAM: the whole, the part of a hub, the part of a segment."""

from __future__ import annotations

from ipaddress import IPv4Network

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.vpc_ipam import VpcIpam, VpcIpamOperatingRegions
from cdktf_cdktf_provider_aws.vpc_ipam_pool_cidr_allocation import VpcIpamPoolCidrAllocation
from constructs import Construct

from modules.network.ipam.address_pool import AddressPool, AllocationRules
from modules.network.spec.network import NetworkSpec

HUB_POOL = "hub"
"""The pool of the hub's own VPCs. Their ranges are written down, so IPAM only takes note of them."""

HUB_RULES = AllocationRules(largest=16, smallest=24, default=22, imports=True)

_RANGE = "range"


class AddressPools(Construct):
    """Define IPAM with a pool for each hub, and below it one for each segment and one for the hub's own VPCs.

    Every range is written down; IPAM only chooses which part of a segment's pool a VPC gets.

    Args:
        scope: The stack.
        id_: What IPAM is called in addresses.
        network: What the user says.
        organization: The organization's name.
        home_region: Where IPAM lives. It works there too, whether or not a hub does: the provider plans no other.

    """

    def __init__(
        self, scope: Construct, id_: str, *, network: NetworkSpec, organization: str, home_region: str
    ) -> None:
        super().__init__(scope, id_)
        self._network = network
        regions = dict.fromkeys((home_region, *(network.region(hub) for hub in network.hubs)))
        self._scope_id = VpcIpam(
            self,
            "Default",
            description=f"Addresses of {organization}",
            operating_regions=[VpcIpamOperatingRegions(region_name=region) for region in regions],
            tags={"Name": organization},
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        ).private_default_scope_id
        whole = AddressPool(
            self,
            "whole",
            name=organization,
            ipam_scope_id=self._scope_id,
            ranges={hub: spec.range for hub, spec in network.hubs.items()},
            locale=None,
            source_pool_id=None,
            rules=None,
        )
        self._of_hubs = {hub: self._hub(hub, whole.pool_ids[hub]) for hub in network.hubs}

    def _hub(self, hub: str, source_pool_id: str) -> dict[str, AddressPool]:
        branch, spec, region = Construct(self, hub), self._network.hubs[hub], self._network.region(hub)
        of_hub = AddressPool(
            branch,
            "whole",
            name=hub,
            ipam_scope_id=self._scope_id,
            ranges={_RANGE: spec.range},
            locale=region,
            source_pool_id=source_pool_id,
            rules=None,
        )
        pools = {
            name: AddressPool(
                branch,
                name,
                name=f"{hub} {name}",
                ipam_scope_id=self._scope_id,
                ranges={_RANGE: part},
                locale=region,
                source_pool_id=of_hub.pool_ids[_RANGE] if part.subnet_of(spec.range) else None,
                rules=HUB_RULES if name == HUB_POOL else self._rules(),
            )
            for name, part in self._parts(hub).items()
        }
        reserved = Construct(branch, "reserved")
        for name, kept_out in self._network.reserved.items():
            for segment, pool in self._network.pools_of(hub).items():
                if kept_out.subnet_of(pool):
                    VpcIpamPoolCidrAllocation(
                        reserved,
                        name,
                        ipam_pool_id=pools[segment].pool_ids[_RANGE],
                        cidr=str(kept_out),
                        description=name,
                    )
        return pools

    def _parts(self, hub: str) -> dict[str, IPv4Network]:
        """Return the range of each pool. Where pools have all of a hub's range, and the hub has no VPC, it has none."""
        own, pools = self._network.hubs[hub].own_part, self._network.pools_of(hub)
        is_free = not any(own.overlaps(pool) for pool in pools.values())
        return {**({HUB_POOL: own} if is_free else {}), **pools}

    def _rules(self) -> AllocationRules:
        """Return what the pool of a segment gives to VPCs."""
        sizes = (connectivity.vpc_prefix for connectivity in self._network.connectivity.values())
        return AllocationRules(largest=16, smallest=max([24, *sizes]), default=22)

    @property
    def pool_ids(self) -> dict[str, dict[str, str]]:
        """Tokens: each pool's id, by hub and segment; the hub's own is called `hub`."""
        return {
            hub: {name: pool.pool_ids[_RANGE] for name, pool in pools.items()} for hub, pools in self._of_hubs.items()
        }

    @property
    def pool_arns(self) -> dict[str, dict[str, str]]:
        """Tokens: each pool's ARN, by hub and segment; the hub's own is called `hub`."""
        return {hub: {name: pool.pool_arn for name, pool in pools.items()} for hub, pools in self._of_hubs.items()}
