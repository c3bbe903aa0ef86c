"""Allocations by hand, and all allocations of a pool.

Behaviour from the pages "AllocateIpamPoolCidr", "GetIpamPoolAllocations" and "ReleaseIpamPoolAllocation".
"""

from __future__ import annotations

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.ec2_requests import described, ec2_input
from modules.emulator.services.ec2.ipam import state
from modules.emulator.services.ec2.ipam.allocate import allocate, claimant, find_range


class AllocationOperations(EC2BaseResponse):
    """The operations, as methods of moto's EC2."""

    def allocate_ipam_pool_cidr(self) -> ActionResult:
        """Allocate a range by hand, or only tell which one would be next."""
        asked = ec2_input(self)
        pool = state.seen_pool(self.current_account, self.region, asked["IpamPoolId"])
        if asked.get("PreviewNextCidr"):
            return ActionResult({"IpamPoolAllocation": {"Cidr": str(find_range(pool, asked))}})
        allocation = allocate(pool, asked, claimant("custom", "", self.current_account, self.region))
        return ActionResult({"IpamPoolAllocation": allocation})

    def get_ipam_pool_allocations(self) -> ActionResult:
        """List the allocations of a pool; who does not own the pool sees its own."""
        asked = ec2_input(self)
        pool = state.seen_pool(self.current_account, self.region, asked["IpamPoolId"])
        wanted = asked.get("IpamPoolAllocationId")
        found = [
            allocation
            for allocation in pool["allocations"].values()
            if wanted in (None, allocation["IpamPoolAllocationId"])
            and self.current_account in (pool["OwnerId"], allocation["ResourceOwner"])
        ]
        if wanted and not found:
            raise EC2ClientError("InvalidIpamPoolAllocationId.NotFound", f"The allocation '{wanted}' does not exist")
        return ActionResult({"IpamPoolAllocations": described(found, asked)})

    def release_ipam_pool_allocation(self) -> ActionResult:
        """Give back a range that was allocated by hand; the others are given back with their resources."""
        asked = ec2_input(self)
        pool = state.seen_pool(self.current_account, self.region, asked["IpamPoolId"])
        allocation = pool["allocations"].get(asked["IpamPoolAllocationId"])
        if allocation is None or allocation["Cidr"] != asked["Cidr"]:
            message = f"The allocation '{asked['IpamPoolAllocationId']}' does not exist"
            raise EC2ClientError("InvalidIpamPoolAllocationId.NotFound", message)
        if allocation["ResourceType"] != "custom":
            raise EC2ClientError("InvalidParameterValue", f"{allocation['ResourceId']} still uses the allocation.")
        del pool["allocations"][allocation["IpamPoolAllocationId"]]
        return ActionResult({"Success": True})
