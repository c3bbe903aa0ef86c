"""Amazon VPC IP Address Manager (IPAM), which moto lacks: pools of addresses, and allocations that never overlap.

Behaviour from the Amazon EC2 API Reference, the pages named after each operation, and from the Amazon VPC IPAM guide,
"How IPAM works", "Create pools", "Share an IPAM pool using AWS RAM" and "Integrate IPAM with accounts".
"""

from __future__ import annotations

from moto.ec2.responses import EC2Response

from modules.emulator.moto_additions import add_operations
from modules.emulator.services.ec2.ipam.allocations import AllocationOperations
from modules.emulator.services.ec2.ipam.delegation import DelegationOperations
from modules.emulator.services.ec2.ipam.ipams import IpamOperations
from modules.emulator.services.ec2.ipam.pools import PoolOperations
from modules.emulator.services.ec2.ipam.vpcs import REPLACED, VpcOperations


def register() -> None:
    """Add the operations to moto's EC2, and let its VPCs and subnets take their ranges from pools."""
    for operations in (IpamOperations, PoolOperations, AllocationOperations, DelegationOperations):
        add_operations(EC2Response, operations)
    add_operations(EC2Response, VpcOperations, replacing=REPLACED)
