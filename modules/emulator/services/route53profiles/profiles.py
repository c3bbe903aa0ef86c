"""Amazon Route 53 Profiles, which moto lacks: profiles, their resources, and the VPCs that use them.

Behaviour from the Amazon Route 53 Profiles API Reference, pages "CreateProfile", "AssociateProfile",
"AssociateResourceToProfile" and those beside them. A profile of another account works through a share of AWS RAM.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from moto.ec2.models import ec2_backends

from modules.emulator.records import (
    Call,
    Errors,
    Record,
    Resource,
    Service,
    States,
    create,
    delete,
    describe,
    list_,
    list_tags,
    tag,
    untag,
    update,
)
from modules.emulator.services.ram.reach import find_reachable, reachable

_STATES = States("Status", creating="CREATING", active="COMPLETE", updating="UPDATING", deleting="DELETING")
_Described = partial(
    Resource, states=_STATES, created="CreationTime", updated="ModificationTime", owner="OwnerId", tags="Tags"
)
_KINDS = {
    ("route53", "hostedzone"): "PRIVATE_HOSTED_ZONE",
    ("route53resolver", "resolver-rule"): "RESOLVER_RULE",
    ("route53resolver", "firewall-rule-group"): "FIREWALL_RULE_GROUP",
    ("route53resolver", "resolver-query-log-config"): "RESOLVER_QUERY_LOG_CONFIG",
    ("ec2", "vpc-endpoint"): "VPC_ENDPOINT",
}

PROFILE = _Described(
    "Profile",
    identified_by=("ProfileId",),
    generated={"Id": "rp-{random:16}", "Arn": "arn:{partition}:route53profiles:{region}:{account_id}:profile/{Id}"},
    defaults={"ShareStatus": "NOT_SHARED", "StatusMessage": "Created Profile"},
)
ASSOCIATION = _Described(
    "ProfileAssociation",
    key=("ProfileId", "ResourceId"),
    identified_by=("ProfileAssociationId",),
    generated={
        "Id": "rpassoc-{random:16}",
        "Arn": "arn:{partition}:route53profiles:{region}:{account_id}:profile-association/{Id}",
    },
)
RESOURCE = _Described(
    "ProfileResourceAssociation",
    key=("ProfileId", "ResourceArn"),
    identified_by=("ProfileResourceAssociationId",),
    generated={"Id": "rpr-{random:16}"},
)


def _refuse_used(call: Call, record: Record) -> None:
    used = [r for kind in (ASSOCIATION, RESOURCE) for r in call.everywhere(kind) if r["ProfileId"] == record["Id"]]
    if used:
        raise call.refusal("ConflictException", f"The profile {record['Id']} has associations", resource=PROFILE)


def _check_vpc(call: Call, record: Record) -> None:
    find_reachable(call, PROFILE)
    vpc_id = record["ResourceId"]
    if vpc_id not in ec2_backends[call.account_id][call.region].vpcs:
        raise call.refusal("ResourceNotFoundException", f"The VPC {vpc_id} does not exist", resource_id=vpc_id)
    if any(other["ResourceId"] == vpc_id for other in call.records(ASSOCIATION)):
        raise call.refusal("ConflictException", f"The VPC {vpc_id} has a profile already", resource_id=vpc_id)


def _check_resource(call: Call, record: Record) -> None:
    find_reachable(call, PROFILE)
    _, _, service, _, _, path = (record["ResourceArn"].split(":", 5) + [""] * 5)[:6]
    kind = _KINDS.get((service, path.split("/")[0]))
    if kind is None:
        message = f"A profile cannot hold {record['ResourceArn']}"
        raise call.refusal("InvalidParameterException", message, resource_id=record["ResourceArn"])
    record["ResourceType"] = kind


def _get(call: Call) -> dict[str, Any]:
    return call.answer(PROFILE, find_reachable(call, PROFILE))


def _list(call: Call) -> dict[str, Any]:
    return {"ProfileSummaries": list(reachable(call, PROFILE))}


SERVICE = Service(
    "route53profiles",
    errors=Errors("ValidationException", "ResourceNotFoundException", "ConflictException"),
    operations={
        "CreateProfile": create(PROFILE),
        "GetProfile": _get,
        "ListProfiles": _list,
        "DeleteProfile": delete(PROFILE, check=_refuse_used),
        "AssociateProfile": create(ASSOCIATION, check=_check_vpc),
        "GetProfileAssociation": describe(ASSOCIATION),
        "ListProfileAssociations": list_(ASSOCIATION, by=("ProfileId", "ResourceId")),
        "DisassociateProfile": delete(ASSOCIATION),
        "AssociateResourceToProfile": create(RESOURCE, check=_check_resource),
        "GetProfileResourceAssociation": describe(RESOURCE),
        "ListProfileResourceAssociations": list_(RESOURCE, by=("ProfileId", "ResourceType")),
        "UpdateProfileResourceAssociation": update(RESOURCE),
        "DisassociateResourceFromProfile": delete(RESOURCE),
        "TagResource": tag(PROFILE, ASSOCIATION),
        "UntagResource": untag(PROFILE, ASSOCIATION),
        "ListTagsForResource": list_tags(PROFILE, ASSOCIATION),
    },
)


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
