"""What each account has of IPAM: in whichever Region it asks, an IPAM covers all its operating Regions.

From the Amazon VPC IPAM guide, "How IPAM works", and the page "CreateIpam", parameter `OperatingRegions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import RLock
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend
from moto.ec2.exceptions import EC2ClientError
from moto.moto_api._internal import mock_random

from modules.emulator.ec2_requests import Record
from modules.emulator.services.ram.shares import is_shared_with

LOCK = RLock()  # Terraform asks in parallel, and no range may be given out twice


class IpamBackend(BaseBackend):
    """The IPAMs, scopes and pools of one account, by id."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.ipams: dict[str, Record] = {}
        self.scopes: dict[str, Record] = {}
        self.pools: dict[str, Record] = {}


_backends = BackendDict(IpamBackend, "ec2", use_boto3_regions=False, additional_regions=["aws"])


def owned(account_id: str) -> IpamBackend:
    """Get what an account owns."""
    backend: IpamBackend = _backends[account_id]["aws"]
    return backend


def new_id(prefix: str) -> str:
    """Make an id as EC2 has them."""
    return f"{prefix}-{mock_random.get_random_hex(17)}"


def arn(account_id: str, kind: str, resource_id: str) -> str:
    """Make an ARN of IPAM's, which has no Region."""
    return f"arn:aws:ec2::{account_id}:{kind}/{resource_id}"


def all_pools() -> Iterator[Record]:
    """Go through the pools of all accounts."""
    for regions in list(_backends.values()):
        for backend in list(regions.values()):
            yield from list(backend.pools.values())


def seen_pools(account_id: str, region: str) -> Iterator[Record]:
    """Go through the pools that an account sees in a Region: its own, and those that are shared with it.

    A pool is there in the home Region of its IPAM, and in the Region that its addresses are for.
    """
    for pool in all_pools():
        is_in_region = region in (pool["IpamRegion"], pool["Locale"])
        if is_in_region and (pool["OwnerId"] == account_id or is_shared_with(account_id, pool["IpamPoolArn"])):
            yield pool


def seen_pool(account_id: str, region: str, pool_id: str) -> Record:
    """Find a pool that an account sees."""
    for pool in seen_pools(account_id, region):
        if pool["IpamPoolId"] == pool_id:
            return pool
    raise EC2ClientError("InvalidIpamPoolId.NotFound", f"The ipam-pool ID '{pool_id}' does not exist")


def own_pool(account_id: str, pool_id: str) -> Record:
    """Find a pool that an account owns."""
    return _own(owned(account_id).pools, pool_id, "InvalidIpamPoolId.NotFound")


def own_scope(account_id: str, scope_id: str) -> Record:
    """Find a scope that an account owns."""
    return _own(owned(account_id).scopes, scope_id, "InvalidIpamScopeId.NotFound")


def own_ipam(account_id: str, ipam_id: str) -> Record:
    """Find an IPAM that an account owns."""
    return _own(owned(account_id).ipams, ipam_id, "InvalidIpamId.NotFound")


def _own(records: dict[str, Any], resource_id: str, code: str) -> Record:
    if resource_id not in records:
        raise EC2ClientError(code, f"The ID '{resource_id}' does not exist")
    record: Record = records[resource_id]
    return record
