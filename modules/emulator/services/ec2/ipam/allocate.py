"""Allocating a range of a pool, for whatever asks: a pool below it, a VPC, a subnet, or by hand.

Behaviour from the page "AllocateIpamPoolCidr", and from the Amazon VPC IPAM guide, "Create pools".
"""

from __future__ import annotations

from collections.abc import Iterable

from moto.ec2.exceptions import EC2ClientError

from modules.emulator.ec2_requests import Record
from modules.emulator.services.ec2.ipam import state
from modules.emulator.services.ec2.ipam.address_space import Network, is_free, network, next_free

_VERSION = {"ipv4": 4, "ipv6": 6}


def ranges(pool: Record) -> list[Network]:
    """List the ranges that are provisioned to a pool."""
    return [requested_network(pool, cidr) for cidr in pool["cidrs"]]


def taken(pool: Record) -> list[Network]:
    """List what is allocated of a pool."""
    return [requested_network(pool, a["Cidr"]) for a in pool["allocations"].values()]


def requested_network(pool: Record, cidr: str) -> Network:
    """Read a range of the pool's address family."""
    found = network(cidr)
    if found is None or found.version != _VERSION[pool["AddressFamily"]]:
        raise EC2ClientError("InvalidParameterValue", f"'{cidr}' is not an {pool['AddressFamily']} range.")
    return found


def find_range(pool: Record, asked: Record) -> Network:
    """Find the range that would be allocated: the one that is asked for, or the next of a size."""
    disallowed = [requested_network(pool, cidr) for cidr in asked.get("DisallowedCidrs") or []]
    blocked: Iterable[Network] = [*taken(pool), *disallowed]
    if asked.get("Cidr"):
        wanted: Network | None = requested_network(pool, asked["Cidr"])
        if wanted is not None and not is_free(wanted, ranges(pool), blocked):
            raise EC2ClientError("InvalidParameterValue", f"{wanted} is not available in {pool['IpamPoolId']}.")
    else:
        length = asked.get("NetmaskLength") or pool.get("AllocationDefaultNetmaskLength")
        if length is None:
            raise EC2ClientError("MissingParameter", "Give a CIDR or a netmask length; the pool has no default.")
        wanted = next_free(ranges(pool), blocked, int(length))
    if wanted is None:
        message = f"The pool {pool['IpamPoolId']} has no free range of the requested size."
        raise EC2ClientError("InsufficientCidrBlocks", message)
    return wanted


def allocate(pool: Record, asked: Record, for_: Record) -> Record:
    """Allocate a range; no other caller gets any part of it until it is released.

    Args:
        pool: From which.
        asked: A `Cidr`, or a `NetmaskLength`, or neither where the pool has a default.
        for_: For what: see `claimant`.

    """
    with state.LOCK:
        found = find_range(pool, asked)
        if for_["ResourceType"] != "ipam-pool":
            _check_length(pool, found.prefixlen)
        allocation = {
            "Cidr": str(found),
            "IpamPoolAllocationId": state.new_id("ipam-pool-alloc"),
            "Description": asked.get("Description", ""),
            **for_,
        }
        pool["allocations"][allocation["IpamPoolAllocationId"]] = allocation
        return allocation


def release(kind: str, resource_id: str) -> None:
    """Give back all that a resource has, in whichever pools."""
    with state.LOCK:
        for pool in state.all_pools():
            for key, allocation in list(pool["allocations"].items()):
                if (allocation["ResourceType"], allocation["ResourceId"]) == (kind, resource_id):
                    del pool["allocations"][key]


def claimant(kind: str, resource_id: str, owner: str, region: str) -> Record:
    """Say for what a range is allocated."""
    return {"ResourceType": kind, "ResourceId": resource_id, "ResourceOwner": owner, "ResourceRegion": region}


def _check_length(pool: Record, length: int) -> None:
    least, most = pool.get("AllocationMinNetmaskLength", 0), pool.get("AllocationMaxNetmaskLength", 128)
    if not least <= length <= most:
        message = f"The netmask length {length} is not one that {pool['IpamPoolId']} allows: {least} to {most}."
        raise EC2ClientError("InvalidParameterValue", message)
