"""IAM Identity Center: what moto lacks of permission sets, and the attributes for access control of an instance.

Behaviour from the IAM Identity Center API Reference, pages "TagResource", "UntagResource", "ListTagsForResource",
"DeletePermissionSet", "ProvisionPermissionSet", "DescribePermissionSetProvisioningStatus",
"ListAccountsForProvisionedPermissionSet", "PutPermissionsBoundaryToPermissionSet",
"GetPermissionsBoundaryForPermissionSet", "CreateAccountAssignment", "DescribeInstance" and
"CreateInstanceAccessControlAttributeConfiguration" with those next to them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from moto.core.utils import utcnow
from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.moto_api._internal import mock_random
from moto.ssoadmin.exceptions import ConflictException, ResourceNotFoundException
from moto.ssoadmin.models import ManagedPolicy, PermissionSet, SSOAdminBackend, ssoadmin_backends
from moto.ssoadmin.responses import SSOAdminResponse

from modules.emulator.organization_tree import is_delegated_administrator, management_account_of
from modules.emulator.records import Call, Errors, Record, Resource, Service, create, delete, describe, update
from modules.emulator.records.tag_shapes import from_shape

SERVICE_PRINCIPAL = "sso.amazonaws.com"


def register() -> None:
    """Add the operations to moto's service, and give a delegated administrator the organization's instance."""
    replaced = {
        "delete_permission_set",
        "provision_permission_set",
        "list_accounts_for_provisioned_permission_set",
    }
    SERVICE.extend(SSOAdminResponse, replacing=frozenset(replaced))
    SSOAdminResponse.ssoadmin_backend = property(lambda r: _backend(r.current_account, r.region))
    PermissionSet.generate_id = staticmethod(_permission_set_arn)  # moto's own is not of the pattern of the model
    SSOAdminBackend._find_managed_policy = _find_managed_policy  # noqa: SLF001 - moto's own knows no path but /
    SSOAdminBackend.create_permission_set = _named_once(SSOAdminBackend.create_permission_set)
    SSOAdminBackend.create_account_assignment = _assigned_once(SSOAdminBackend.create_account_assignment)


def _named_once(create: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Refuse a second permission set of one name (terraform-provider-aws, issue 38544, has the words of AWS)."""

    @wraps(create)
    def named(backend: SSOAdminBackend, **asked: Any) -> dict[str, Any]:
        ours = [known for known in backend.permission_sets if known.instance_arn == asked["instance_arn"]]
        if asked["name"] in {known.name for known in ours}:
            raise ConflictException(f"PermissionSet with name {asked['name']} already exists.")
        return create(backend, **asked)

    return named


def _assigned_once(create: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Answer for an assignment that exists as for a new one: it is what joins three things, and there is one."""

    @wraps(create)
    def assigned(backend: SSOAdminBackend, **asked: str) -> dict[str, Any]:
        for assignment in backend.account_assignments:
            if asked.items() <= vars(assignment).items():
                answer: dict[str, Any] = assignment.to_json(include_creation_date=True, include_request_id=True)
                return answer
        return create(backend, **asked)

    return assigned


def _permission_set_arn(instance_arn: str) -> str:
    return f"{instance_arn.replace(':instance/', ':permissionSet/')}/ps-{mock_random.get_random_hex(16)}"


@cache
def _managed_policies() -> dict[str, str]:
    """Return the paths of AWS's managed policies, by name."""
    return {name: policy["Path"] for name, policy in json.loads(aws_managed_policies_data).items()}


def _find_managed_policy(backend: SSOAdminBackend, managed_policy_arn: str) -> ManagedPolicy:
    name = managed_policy_arn.rpartition("/")[2]
    path = _managed_policies().get(name)
    if path is None or managed_policy_arn != f"arn:{backend.partition}:iam::aws:policy{path}{name}":
        raise ResourceNotFoundException(f"Policy does not exist with ARN: {managed_policy_arn}")
    return ManagedPolicy(managed_policy_arn, name)


def _backend(account_id: str, region: str) -> SSOAdminBackend:
    delegated = is_delegated_administrator(account_id, SERVICE_PRINCIPAL)
    return ssoadmin_backends[management_account_of(account_id) if delegated else account_id][region]


def _of(call: Call) -> SSOAdminBackend:
    """Find moto's part of the state, and check that the request names its instance."""
    backend = _backend(call.account_id, call.region)
    if call.input["InstanceArn"] not in {instance.instance_arn for instance in backend.instances}:
        raise ResourceNotFoundException(f"Instance {call.input['InstanceArn']} does not exist")
    return backend


def _permission_set(call: Call, member: str = "PermissionSetArn") -> PermissionSet:
    return _of(call)._find_permission_set(call.input["InstanceArn"], call.input[member])  # noqa: SLF001 - moto's search


def _tagged(call: Call) -> tuple[Any, dict[str, str]]:
    arn = call.input["ResourceArn"]
    backend = _backend(call.account_id, call.region)
    found = [item for item in backend.instances if item.instance_arn == arn]
    found += [item for item in backend.permission_sets if item.permission_set_arn == arn]
    if not found:
        raise ResourceNotFoundException(f"Could not find {arn}")
    return found[0], from_shape(getattr(found[0], "tags", None))


def _set_tags(item: Any, tags: dict[str, str]) -> dict[str, Any]:
    item.tags = [{"Key": key, "Value": value} for key, value in tags.items()]
    return {}


def _tag(call: Call) -> dict[str, Any]:
    item, tags = _tagged(call)
    return _set_tags(item, tags | from_shape(call.input["Tags"]))


def _untag(call: Call) -> dict[str, Any]:
    item, tags = _tagged(call)
    return _set_tags(item, {key: value for key, value in tags.items() if key not in call.input["TagKeys"]})


def _list_tags(call: Call) -> dict[str, Any]:
    return {"Tags": [{"Key": key, "Value": value} for key, value in _tagged(call)[1].items()]}


def _put_boundary(call: Call) -> dict[str, Any]:
    boundary = call.input["PermissionsBoundary"]
    if len(boundary) != 1:
        raise call.refusal("ValidationException", "Give either a customer managed policy or an AWS managed policy")
    _permission_set(call).permissions_boundary = boundary
    return {}


def _get_boundary(call: Call) -> dict[str, Any]:
    boundary = getattr(_permission_set(call), "permissions_boundary", None)
    if boundary is None:
        raise ResourceNotFoundException(f"{call.input['PermissionSetArn']} has no permissions boundary")
    return {"PermissionsBoundary": boundary}


def _delete_boundary(call: Call) -> dict[str, Any]:
    _get_boundary(call)
    _permission_set(call).permissions_boundary = None
    return {}


def _accounts(call: Call) -> list[str]:
    """List the accounts in which a permission set is provisioned: those to which it is assigned."""
    _permission_set(call)
    assigned = [a for a in _of(call).account_assignments if a.permission_set_arn == call.input["PermissionSetArn"]]
    return sorted({assignment.target_id for assignment in assigned})


def _delete_permission_set(call: Call) -> dict[str, Any]:
    """Delete a permission set, but not one that is assigned (terraform-provider-aws, issue 26757)."""
    if _accounts(call):
        raise call.refusal("ConflictException", "The permission set is assigned, and cannot be deleted")
    _of(call).delete_permission_set(call.input["InstanceArn"], call.input["PermissionSetArn"])
    return {}


def _provision(call: Call) -> dict[str, Any]:
    accounts, wanted = _accounts(call), call.input.get("TargetId")
    if call.input["TargetType"] == "AWS_ACCOUNT" and wanted not in accounts:
        raise ResourceNotFoundException(f"The permission set is not assigned in account {wanted}")
    status = {
        "AccountId": wanted,
        "CreatedDate": utcnow(),
        "PermissionSetArn": call.input["PermissionSetArn"],
        "RequestId": str(mock_random.uuid4()),
        "Status": "SUCCEEDED",
    }
    call.records(PROVISIONING).append(status)
    return {"PermissionSetProvisioningStatus": status | {"Status": "IN_PROGRESS"}}


def _describe_instance(call: Call) -> dict[str, Any]:
    return next(i.to_json() for i in _of(call).instances if i.instance_arn == call.input["InstanceArn"])


def _check_instance(call: Call, _attributes: Record) -> None:
    _of(call)


PROVISIONING = Resource(
    "PermissionSetProvisioningStatus", key=("RequestId",), names={"ProvisionPermissionSetRequestId": "RequestId"}
)
ATTRIBUTES = Resource(
    "InstanceAccessControlAttributeConfiguration", key=("InstanceArn",), defaults={"Status": "ENABLED"}
)

SERVICE = Service(
    "sso-admin",
    errors=Errors("ValidationException", "ResourceNotFoundException", "ConflictException"),
    operations={
        "TagResource": _tag,
        "UntagResource": _untag,
        "ListTagsForResource": _list_tags,
        "PutPermissionsBoundaryToPermissionSet": _put_boundary,
        "GetPermissionsBoundaryForPermissionSet": _get_boundary,
        "DeletePermissionsBoundaryFromPermissionSet": _delete_boundary,
        "DeletePermissionSet": _delete_permission_set,
        "ProvisionPermissionSet": _provision,
        "DescribePermissionSetProvisioningStatus": describe(PROVISIONING),
        "ListAccountsForProvisionedPermissionSet": lambda call: {"AccountIds": _accounts(call)},
        "DescribeInstance": _describe_instance,
        "CreateInstanceAccessControlAttributeConfiguration": create(ATTRIBUTES, check=_check_instance),
        "DescribeInstanceAccessControlAttributeConfiguration": describe(ATTRIBUTES),
        "UpdateInstanceAccessControlAttributeConfiguration": update(ATTRIBUTES),
        "DeleteInstanceAccessControlAttributeConfiguration": delete(ATTRIBUTES),
    },
)
