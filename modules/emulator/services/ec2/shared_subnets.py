"""Subnets that an account shares in through AWS RAM, and their VPCs: it sees them as if they were its own.

From the Amazon VPC User Guide, "Share your VPC subnets with other accounts" and "Responsibilities and permissions for
owners and participants": a participant describes shared subnets and their VPC, whose owner stays the other account, and
changes neither. What participants launch in them is not emulated: moto looks for a subnet in the caller's account only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import InvalidSubnetIdError, InvalidVPCIdError
from moto.ec2.models import ec2_backends
from moto.ec2.responses import EC2Response
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.moto_additions import add_operations
from modules.emulator.services.ram.shares import is_shared_with

REPLACED = frozenset({"describe_subnets", "describe_vpcs"})


def register() -> None:
    """Let an account describe what others share with it."""
    add_operations(EC2Response, SharedSubnetOperations, replacing=REPLACED)


class SharedSubnetOperations(EC2BaseResponse):
    """The operations, as methods of moto's EC2."""

    def describe_subnets(self) -> ActionResult:
        """Describe the account's own subnets, and those that are shared with it."""
        self.error_on_dryrun()
        filters, wanted = self._filters_from_querystring(), self._get_param("SubnetIds", [])
        for unknown in set(wanted) - {subnet.id for subnet in _subnets(self, None)}:
            raise InvalidSubnetIdError(unknown)
        found = [subnet for subnet in _subnets(self, filters) if not wanted or subnet.id in wanted]
        return ActionResult({"Subnets": found})

    def describe_vpcs(self) -> ActionResult:
        """Describe the account's own VPCs, and those of subnets that are shared with it."""
        self.error_on_dryrun()
        filters, wanted = self._filters_from_querystring(), self._get_param("VpcIds", [])
        for unknown in set(wanted) - {vpc.id for vpc in _vpcs(self, None)}:
            raise InvalidVPCIdError(unknown)
        return ActionResult({"Vpcs": [vpc for vpc in _vpcs(self, filters) if not wanted or vpc.id in wanted]})


def _subnets(response: EC2BaseResponse, filters: Any) -> Iterator[Any]:
    yield from response.ec2_backend.describe_subnets(filters=filters)
    for backend in _others(response):
        for subnet in backend.describe_subnets(filters=filters):
            if is_shared_with(response.current_account, subnet.arn):
                yield subnet


def _vpcs(response: EC2BaseResponse, filters: Any) -> Iterator[Any]:
    seen = {subnet.vpc_id for subnet in _subnets(response, None)}
    yield from response.ec2_backend.describe_vpcs(filters=filters)
    for backend in _others(response):
        yield from (vpc for vpc in backend.describe_vpcs(filters=filters) if vpc.id in seen)


def _others(response: EC2BaseResponse) -> Iterator[Any]:
    """Go through the EC2 of every other account in the Region."""
    for owner, regions in list(ec2_backends.items()):
        if owner != response.current_account and response.region in regions:
            yield regions[response.region]
