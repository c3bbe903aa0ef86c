"""Profiles of people in Amazon SageMaker Studio, and changes of domains, which plain moto lacks.

Behaviour from the Amazon SageMaker API Reference, pages "CreateUserProfile", "DescribeUserProfile",
"UpdateUserProfile", "DeleteUserProfile", "ListUserProfiles", "CreateDomain", "DescribeDomain", "UpdateDomain",
"DeleteDomain", "AddTags", "ListTags" and "DeleteTags". A domain that has profiles is not deleted.
"""

from __future__ import annotations

from typing import Any

from moto.sagemaker.models import sagemaker_backends
from moto.sagemaker.responses import SageMakerResponse

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
from modules.emulator.services.sagemaker.feature_groups import FEATURE_GROUP
from modules.emulator.services.sagemaker.lifecycle_configs import LIFECYCLE_CONFIG
from modules.emulator.services.sagemaker.monitoring_schedules import MONITORING_SCHEDULE
from modules.emulator.services.sagemaker.projects import PROJECT
from modules.emulator.services.sagemaker.tracking_servers import SERVICE as TRACKING
from modules.emulator.services.sagemaker.tracking_servers import TRACKING_SERVER

_PROFILE = Resource(
    "UserProfile",
    key=("DomainId", "UserProfileName"),
    generated={
        "UserProfileArn": "arn:{partition}:sagemaker:{region}:{account_id}:user-profile/{DomainId}/{UserProfileName}"
    },
    states=States("Status", "InService"),
    created="CreationTime",
    updated="LastModifiedTime",
    tags="Tags",
)
_RECORDED = (_PROFILE, TRACKING_SERVER, FEATURE_GROUP, LIFECYCLE_CONFIG, MONITORING_SCHEDULE, PROJECT)
"""What is kept here, and tagged by its ARN."""
_RECORDED_KINDS = {
    "feature-group",
    "mlflow-tracking-server",
    "monitoring-schedule",
    "project",
    "studio-lifecycle-config",
    "user-profile",
}


def register() -> None:
    """Add these operations to moto's SageMaker."""
    SERVICE.extend(
        SageMakerResponse,
        replacing=frozenset(
            {"add_tags", "create_domain", "delete_domain", "delete_tags", "describe_domain", "list_tags"}
        ),
    )


def _domain(call: Call) -> Any:
    domains = sagemaker_backends[call.account_id][call.region].domains
    domain_id = call.input["DomainId"]
    if domain_id not in domains:
        raise call.refusal(call.service.errors.not_found, f"Domain {domain_id} does not exist")
    return domains[domain_id]


def _create_domain(call: Call) -> dict[str, Any]:
    known = {attribute: call.input.get(member) for member, attribute in _OF_MOTO.items()}
    backend = sagemaker_backends[call.account_id][call.region]
    backend.create_domain(**known, tags=call.input.get("Tags") or [])
    domain = next(domain for domain in backend.domains.values() if domain.domain_name == call.input["DomainName"])
    domain.tag_propagation = call.input.get("TagPropagation")
    _tell_of_the_id(call)
    return {"DomainArn": domain.arn, "DomainId": domain.id, "Url": domain.url}


def _tell_of_the_id(call: Call) -> None:
    """Let the answer have the domain's id, which the API has and the SDK's model of it does not yet."""
    shapes = call.operation.service_model._service_description["shapes"]  # noqa: SLF001 - there is no other way in
    shapes["CreateDomainResponse"]["members"]["DomainId"] = {"shape": "DomainId"}


_OF_MOTO = {
    "AppNetworkAccessType": "app_network_access_type",
    "AppSecurityGroupManagement": "app_security_group_management",
    "AuthMode": "auth_mode",
    "DefaultSpaceSettings": "default_space_settings",
    "DefaultUserSettings": "default_user_settings",
    "DomainName": "domain_name",
    "DomainSettings": "domain_settings",
    "HomeEfsFileSystemKmsKeyId": "home_efs_file_system_kms_key_id",
    "KmsKeyId": "kms_key_id",
    "SubnetIds": "subnet_ids",
    "VpcId": "vpc_id",
}


def _describe_domain(call: Call) -> dict[str, Any]:
    domain = _domain(call)
    settings = {"TagPropagation": getattr(domain, "tag_propagation", None) or "DISABLED"}
    return {name: value for name, value in {**domain.describe(), **settings}.items() if value is not None}


def _update_domain(call: Call) -> dict[str, Any]:
    domain = _domain(call)
    for member, attribute in _CHANGEABLE.items():
        if member in call.input:
            setattr(domain, attribute, call.input[member])
    return {"DomainArn": domain.arn}


_CHANGEABLE = {
    "AppNetworkAccessType": "app_network_access_type",
    "AppSecurityGroupManagement": "app_security_group_management",
    "DefaultSpaceSettings": "default_space_settings",
    "DefaultUserSettings": "default_user_settings",
    "DomainSettingsForUpdate": "domain_settings",
    "SubnetIds": "subnet_ids",
    "TagPropagation": "tag_propagation",
}


def _delete_domain(call: Call) -> dict[str, Any]:
    domain = _domain(call)
    if any(profile["DomainId"] == domain.id for profile in call.records(_PROFILE)):
        raise call.refusal("ResourceInUse", f"Domain {domain.id} has user profiles")
    sagemaker_backends[call.account_id][call.region].delete_domain(domain_id=domain.id, retention_policy=None)
    return {}


def _in_a_domain(call: Call, _profile: Record) -> None:
    _domain(call)


def _is_recorded(call: Call) -> bool:
    """Whether the tags are of something that is kept here, and not by moto."""
    return call.input["ResourceArn"].split(":")[-1].partition("/")[0] in _RECORDED_KINDS


def _tagged_of_moto(call: Call) -> Any:
    """Find what moto keeps under an ARN."""
    arn = call.input["ResourceArn"]
    backend = sagemaker_backends[call.account_id][call.region]
    try:
        found = backend._get_resource_from_arn(arn)  # noqa: SLF001 - moto has no other way in
    except (AttributeError, KeyError, ValueError):
        found = None
    if found is None:
        raise call.refusal(call.service.errors.not_found, f"The resource {arn} does not exist")
    return found


def _add_tags(call: Call) -> dict[str, Any]:
    if _is_recorded(call):
        tag(*_RECORDED)(call)
        return {"Tags": call.input["Tags"]}
    found = _tagged_of_moto(call)
    kept = {pair["Key"]: pair["Value"] for pair in [*(found.tags or []), *call.input["Tags"]]}
    found.tags = [{"Key": key, "Value": value} for key, value in kept.items()]
    return {"Tags": found.tags}


def _list_tags(call: Call) -> dict[str, Any]:
    return list_tags(*_RECORDED)(call) if _is_recorded(call) else {"Tags": _tagged_of_moto(call).tags or []}


def _delete_tags(call: Call) -> dict[str, Any]:
    if _is_recorded(call):
        return untag(*_RECORDED)(call)
    found = _tagged_of_moto(call)
    found.tags = [pair for pair in found.tags or [] if pair["Key"] not in call.input["TagKeys"]]
    return {}


SERVICE = Service(
    "sagemaker",
    errors=Errors(invalid="ValidationException", not_found="ResourceNotFound", conflict="ResourceInUse"),
    operations={
        "CreateUserProfile": create(_PROFILE, check=_in_a_domain),
        "DescribeUserProfile": describe(_PROFILE),
        "UpdateUserProfile": update(_PROFILE),
        "DeleteUserProfile": delete(_PROFILE),
        "ListUserProfiles": list_(_PROFILE),
        "CreateDomain": _create_domain,
        "DescribeDomain": _describe_domain,
        "UpdateDomain": _update_domain,
        "DeleteDomain": _delete_domain,
        "AddTags": _add_tags,
        "ListTags": _list_tags,
        "DeleteTags": _delete_tags,
    },
    backends=TRACKING.backends,  # tags are those of both
)
