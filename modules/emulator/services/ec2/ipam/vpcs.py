"""VPCs, their further ranges, and subnets that take their addresses from a pool.

Behaviour from the pages "CreateVpc", "AssociateVpcCidrBlock" and "CreateSubnet", and from the Amazon VPC IPAM guide,
"Create a VPC that uses an IPAM pool CIDR".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.responses import EC2Response
from moto.ec2.responses._base_response import EC2BaseResponse

from modules.emulator.ec2_requests import Record, ec2_input, requested_tags
from modules.emulator.services.ec2.ipam import state
from modules.emulator.services.ec2.ipam.allocate import allocate, claimant, release

REPLACED = frozenset({"create_vpc", "delete_vpc", "associate_vpc_cidr_block", "create_subnet", "delete_subnet"})
_MOTO: dict[str, Callable[[Any], Any]] = {name: getattr(EC2Response, name) for name in REPLACED}


class VpcOperations(EC2BaseResponse):
    """The operations, as methods of moto's EC2; without a pool they are moto's own."""

    def create_vpc(self) -> ActionResult:
        """Create a VPC, with a range of its own choice or of a pool."""
        return _with_range(self, "create_vpc", "vpc", lambda result: result["Vpc"].id)

    def associate_vpc_cidr_block(self) -> ActionResult:
        """Give a VPC a further range."""
        return _with_range(self, "associate_vpc_cidr_block", "vpc", lambda _: self.params["VpcId"])

    def create_subnet(self) -> ActionResult:
        """Create a subnet, with a range of its own choice or of a pool whose source is the VPC."""
        return _with_range(self, "create_subnet", "subnet", lambda result: result["Subnet"].id)

    def delete_vpc(self) -> ActionResult:
        """Delete a VPC with all that came with it, and give its ranges back at once (AWS takes minutes)."""
        result = _released(self, "delete_vpc", "vpc", "VpcId")
        _delete_remains(self.ec2_backend, self.params["VpcId"])
        return result

    def delete_subnet(self) -> ActionResult:
        """Delete a subnet, and give its range back."""
        return _released(self, "delete_subnet", "subnet", "SubnetId")


def _with_range(response: EC2BaseResponse, name: str, kind: str, id_of: Callable[[Any], str]) -> Any:
    asked = dict(response.params)
    if not asked.get("Ipv4IpamPoolId"):
        return _MOTO[name](response)
    asked = ec2_input(response)
    pool = state.seen_pool(response.current_account, response.region, asked["Ipv4IpamPoolId"])
    _check(pool, asked, response, kind)
    given = {"Cidr": asked.get("CidrBlock"), "NetmaskLength": asked.get("Ipv4NetmaskLength")}
    allocation = allocate(pool, given, claimant(kind, "", response.current_account, response.region))
    response.params["CidrBlock"] = allocation["Cidr"]  # where moto looks for it
    try:
        result = _MOTO[name](response)
    except BaseException:
        pool["allocations"].pop(allocation["IpamPoolAllocationId"])
        raise
    allocation["ResourceId"] = id_of(result.result)
    return result


def _check(pool: Record, asked: Record, response: EC2BaseResponse, kind: str) -> None:
    if pool["Locale"] != response.region:
        message = f"The locale of {pool['IpamPoolId']} is {pool['Locale']}, and this is {response.region}."
        raise EC2ClientError("InvalidParameterValue", message)
    source = (pool.get("SourceResource") or {}).get("ResourceId")
    if kind == "subnet" and source != asked["VpcId"]:
        raise EC2ClientError("InvalidParameterValue", f"The source of {pool['IpamPoolId']} is not {asked['VpcId']}.")
    tags = requested_tags(asked)
    missing = [t["Key"] for t in pool["AllocationResourceTags"] if tags.get(t["Key"]) != t.get("Value", "")]
    if missing and kind == "vpc" and "VpcId" not in asked:
        raise EC2ClientError("InvalidParameterValue", f"{pool['IpamPoolId']} asks for the tags {', '.join(missing)}.")


def _delete_remains(backend: Any, vpc_id: str) -> None:
    """Delete what moto leaves of a VPC: its default network ACL, as the page "DeleteVpc" has it, and tags."""
    for acl_id in [acl.id for acl in backend.network_acls.values() if acl.default and acl.vpc_id == vpc_id]:
        del backend.network_acls[acl_id]
        backend.tags.pop(acl_id, None)
    backend.tags.pop(vpc_id, None)


def _released(response: EC2BaseResponse, name: str, kind: str, member: str) -> Any:
    result = _MOTO[name](response)
    release(kind, response.params[member])
    return result
