"""Amazon Redshift Serverless, which moto lacks.

Behaviour from the Amazon Redshift Serverless API Reference, pages "CreateNamespace", "CreateWorkgroup" and their
neighbours, and from the Amazon Redshift Management Guide, "Considerations when using Amazon Redshift Serverless": the
subnets of a workgroup span three zones. Whether fewer are refused at once is not documented; here they are.
"""

from __future__ import annotations

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

_ARN = "arn:{partition}:redshift-serverless:{region}:{account_id}:"
_ID = "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}"
_ZONES = 3

NAMESPACE = Resource(
    "Namespace",
    key=("namespaceName",),
    generated={"namespaceId": _ID, "namespaceArn": _ARN + "namespace/{namespaceId}"},
    defaults={"dbName": "dev", "iamRoles": [], "kmsKeyId": "AWS_OWNED_KMS_KEY", "logExports": []},
    states=States("status", "AVAILABLE"),
    created="creationDate",
)
WORKGROUP = Resource(
    "Workgroup",
    key=("workgroupName",),
    generated={"workgroupId": _ID, "workgroupArn": _ARN + "workgroup/{workgroupId}"},
    defaults={
        "baseCapacity": 128,
        "configParameters": [],
        "enhancedVpcRouting": False,
        "port": 5439,
        "publiclyAccessible": False,
        "securityGroupIds": [],
        "subnetIds": [],
        "trackName": "current",
    },
    states=States("status", creating="CREATING", active="AVAILABLE", deleting="DELETING"),
    created="creationDate",
)


def _complete_namespace(call: Call, namespace: Record) -> None:
    """Keep no password, but the name of the secret that holds one where the service manages it."""
    namespace.pop("adminUserPassword", None)
    namespace.setdefault("adminUsername", "admin")
    if namespace.pop("manageAdminPassword", False):
        secret = f"secret:redshift!{namespace['namespaceName']}-admin"
        namespace["adminPasswordSecretArn"] = (
            f"arn:{call.partition}:secretsmanager:{call.region}:{call.account_id}:{secret}"
        )


def _refuse_used(call: Call, namespace: Record) -> None:
    if any(group["namespaceName"] == namespace["namespaceName"] for group in call.records(WORKGROUP)):
        message = f"The namespace {namespace['namespaceName']} has a workgroup."
        raise call.refusal("ConflictException", message, resource_id=namespace["namespaceName"])


def _complete_workgroup(call: Call, group: Record) -> None:
    namespaces = {namespace["namespaceName"] for namespace in call.records(NAMESPACE)}
    if group["namespaceName"] not in namespaces:
        raise call.refusal("ResourceNotFoundException", f"The namespace {group['namespaceName']} does not exist.")
    _check_zones(call, group)
    host = f"{group['workgroupName']}.{call.account_id}.{call.region}.redshift-serverless.amazonaws.com"
    group["endpoint"] = {"address": host, "port": group["port"]}


def _check_zones(call: Call, group: Record) -> None:
    wanted = set(group["subnetIds"])
    subnets = [
        subnet
        for _, region, backend in ec2_backends.iter_backends()
        if region == call.region
        for of_zone in backend.subnets.values()
        for subnet in of_zone.values()
        if subnet.id in wanted
    ]
    if subnets and len({subnet.availability_zone_id for subnet in subnets}) < _ZONES:
        raise call.refusal("ValidationException", "The subnets must be in at least three Availability Zones.")


SERVICE = Service(
    "redshift-serverless",
    errors=Errors(invalid="ValidationException", not_found="ResourceNotFoundException", conflict="ConflictException"),
    operations={
        "CreateNamespace": create(NAMESPACE, check=_complete_namespace),
        "GetNamespace": describe(NAMESPACE),
        "ListNamespaces": list_(NAMESPACE),
        "UpdateNamespace": update(NAMESPACE),
        "DeleteNamespace": delete(NAMESPACE, check=_refuse_used),
        "CreateWorkgroup": create(WORKGROUP, check=_complete_workgroup),
        "GetWorkgroup": describe(WORKGROUP),
        "ListWorkgroups": list_(WORKGROUP),
        "UpdateWorkgroup": update(WORKGROUP, check=_check_zones),
        "DeleteWorkgroup": delete(WORKGROUP),
        "TagResource": tag(NAMESPACE, WORKGROUP),
        "UntagResource": untag(NAMESPACE, WORKGROUP),
        "ListTagsForResource": list_tags(NAMESPACE, WORKGROUP),
    },
)


def register() -> None:
    """Add the service to moto."""
    SERVICE.register()
