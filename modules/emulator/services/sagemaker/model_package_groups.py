"""Resource policies of model package groups, and the end of a group, which plain moto lacks.

Behaviour from the Amazon SageMaker API Reference, pages "PutModelPackageGroupPolicy", "GetModelPackageGroupPolicy",
"DeleteModelPackageGroupPolicy" and "DeleteModelPackageGroup": a group that still has versions is not deleted. The
words of the refusals are those that the Terraform provider looks for.
"""

from __future__ import annotations

from typing import Any

from moto.sagemaker.models import sagemaker_backends
from moto.sagemaker.responses import SageMakerResponse

from modules.emulator.records import Call, Errors, Record, Resource, Service

_POLICY = Resource("ModelPackageGroupPolicy", key=("ModelPackageGroupName",))


def register() -> None:
    """Add these operations to moto's SageMaker."""
    SERVICE.extend(SageMakerResponse)


def _group(call: Call) -> Any:
    name = call.input["ModelPackageGroupName"]
    group = sagemaker_backends[call.account_id][call.region].model_package_groups.get(name)
    if group is None:
        raise call.refusal("ValidationException", f"ModelPackageGroup {name} does not exist.")
    return group


def _policies(call: Call) -> list[Record]:
    name = call.input["ModelPackageGroupName"]
    return [policy for policy in call.records(_POLICY) if policy["ModelPackageGroupName"] == name]


def _put(call: Call) -> dict[str, Any]:
    group = _group(call)
    _forget(call)
    call.records(_POLICY).append(dict(call.input))
    return {"ModelPackageGroupArn": group.arn}


def _get(call: Call) -> dict[str, Any]:
    policies = _policies(call)
    if not policies:
        name = call.input["ModelPackageGroupName"]
        raise call.refusal("ValidationException", f"Cannot find Model Package Group policy for {name}")
    return {"ResourcePolicy": policies[0]["ResourcePolicy"]}


def _forget(call: Call) -> dict[str, Any]:
    kept = call.records(_POLICY)
    kept[:] = [policy for policy in kept if policy not in _policies(call)]
    return {}


def _delete(call: Call) -> dict[str, Any]:
    group = _group(call)
    backend = sagemaker_backends[call.account_id][call.region]
    name = group.model_package_group_name
    if any(package.model_package_group_name == name for package in backend.model_packages.values()):
        raise call.refusal("ConflictException", f"Model Package Group {name} has model packages")
    del backend.model_package_groups[name]
    return _forget(call)


SERVICE = Service(
    "sagemaker",
    errors=Errors(invalid="ValidationException", not_found="ResourceNotFound"),
    operations={
        "DeleteModelPackageGroup": _delete,
        "DeleteModelPackageGroupPolicy": _forget,
        "GetModelPackageGroupPolicy": _get,
        "PutModelPackageGroupPolicy": _put,
    },
)
