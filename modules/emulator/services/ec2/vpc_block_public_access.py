"""Amazon VPC Block Public Access: its mode in a Region, and the VPCs and subnets that are excluded from it.

Behaviour from the Amazon EC2 API Reference, pages "ModifyVpcBlockPublicAccessOptions",
"DescribeVpcBlockPublicAccessOptions", "CreateVpcBlockPublicAccessExclusion" and those next to it.
"""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow
from moto.ec2.models import ec2_backends
from moto.ec2.responses import EC2Response

from modules.emulator.records import Call, Errors, Record, Resource, Service, States, create, update

EXCLUSIONS_PER_REGION = 50  # by "Quotas" in the Amazon VPC User Guide


def register() -> None:
    """Add the operations to moto's EC2."""
    SERVICE.extend(EC2Response)


def _options(call: Call) -> dict[str, Any]:
    if not call.records(OPTIONS):
        default = {"InternetGatewayBlockMode": "off", "State": "default-state", "LastUpdateTimestamp": utcnow()}
        call.records(OPTIONS).append(default)
    place = {"AwsAccountId": call.account_id, "AwsRegion": call.region}
    fixed = {"ManagedBy": "account", "ExclusionsAllowed": "allowed"}
    return {"VpcBlockPublicAccessOptions": call.records(OPTIONS)[0] | place | fixed}


def _modify_options(call: Call) -> dict[str, Any]:
    _options(call)
    state = "update-complete"
    changed = {"InternetGatewayBlockMode": call.input["InternetGatewayBlockMode"], "State": state}
    call.records(OPTIONS)[0] |= {**changed, "LastUpdateTimestamp": utcnow()}
    return _options(call)


def _check_excluded(call: Call, exclusion: Record) -> None:
    vpc, subnet = exclusion.pop("VpcId", None), exclusion.pop("SubnetId", None)
    if bool(vpc) == bool(subnet):
        raise call.refusal("InvalidParameterCombination", "Give either a VPC or a subnet.")
    ec2 = ec2_backends[call.account_id][call.region]
    if vpc:
        ec2.get_vpc(vpc)
    else:
        ec2.get_subnet(subnet)
    kind = f"vpc/{vpc}" if vpc else f"subnet/{subnet}"
    exclusion["ResourceArn"] = f"arn:{call.partition}:ec2:{call.region}:{call.account_id}:{kind}"
    others = [other for other in call.records(EXCLUSION) if other["State"] != "delete-complete"]
    if any(other["ResourceArn"] == exclusion["ResourceArn"] for other in others):
        raise call.refusal("VpcBlockPublicAccessExclusion.AlreadyExists", f"{kind} has an exclusion already")
    if len(others) >= EXCLUSIONS_PER_REGION:
        raise call.refusal("VpcBlockPublicAccessExclusionLimitExceeded", f"The quota is {EXCLUSIONS_PER_REGION}")


def _delete_exclusion(call: Call) -> dict[str, Any]:
    """Delete an exclusion, which stays visible as deleted, as in AWS."""
    exclusion = call.find(EXCLUSION)
    exclusion |= {"State": "delete-complete", "DeletionTimestamp": utcnow()}
    return call.answer(EXCLUSION, exclusion | {"State": "delete-in-progress"})


def _describe_exclusions(call: Call) -> dict[str, Any]:
    exclusions, wanted = call.records(EXCLUSION), call.input.get("ExclusionIds") or []
    unknown = set(wanted) - {exclusion["ExclusionId"] for exclusion in exclusions}
    if unknown:
        raise call.refusal(NOT_FOUND, f"The exclusions {sorted(unknown)} do not exist")
    shape = call.operation.output_shape.members["VpcBlockPublicAccessExclusions"].member
    shown = [
        call.shown(EXCLUSION, exclusion, shape)
        for exclusion in exclusions
        if not wanted or exclusion["ExclusionId"] in wanted
    ]
    return {"VpcBlockPublicAccessExclusions": shown}


NOT_FOUND = "InvalidVpcBlockPublicAccessExclusionId.NotFound"
OPTIONS = Resource("VpcBlockPublicAccessOptions")
EXCLUSION = Resource(
    "VpcBlockPublicAccessExclusion",
    generated={"ExclusionId": "vpcbpa-exclude-{random:17}"},
    states=States("State", "create-complete", creating="create-in-progress", updating="update-in-progress"),
    created="CreationTimestamp",
    updated="LastUpdateTimestamp",
    tags="Tags",
    not_found=NOT_FOUND,
)

SERVICE = Service(
    "ec2",
    errors=Errors("InvalidParameterValue", NOT_FOUND),
    operations={
        "DescribeVpcBlockPublicAccessOptions": _options,
        "ModifyVpcBlockPublicAccessOptions": _modify_options,
        "CreateVpcBlockPublicAccessExclusion": create(EXCLUSION, check=_check_excluded),
        "ModifyVpcBlockPublicAccessExclusion": update(EXCLUSION),
        "DeleteVpcBlockPublicAccessExclusion": _delete_exclusion,
        "DescribeVpcBlockPublicAccessExclusions": _describe_exclusions,
    },
)
