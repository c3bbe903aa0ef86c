"""Directories as their descriptions have them, their domain controllers and passwords, of which moto lacks the most.

Behaviour from the AWS Directory Service API Reference, pages "DescribeDirectories", "DirectoryDescription",
"DescribeDomainControllers", "UpdateNumberOfDomainControllers" and "ResetUserPassword": a Managed Microsoft AD begins
with two domain controllers, and a password that is reset is in no answer.
"""

from __future__ import annotations

from typing import Any

from moto.ds.models import Directory, ds_backends
from moto.ds.responses import DirectoryServiceResponse

from modules.emulator.records import Call, Errors, Record, Service
from modules.emulator.services.ds.shared_directories import SERVICE as SHARING
from modules.emulator.services.ds.shared_directories import share_description

_LEAST_CONTROLLERS = 2
_NO_ENTITY = "EntityDoesNotExistException"


def register() -> None:
    """Add these operations to moto's Directory Service, or put them in the place of its own."""
    SERVICE.extend(DirectoryServiceResponse, replacing=frozenset({"describe_directories"}))


def _found(call: Call, directory_id: str) -> Directory:
    directory = ds_backends[call.account_id][call.region].directories.get(directory_id)
    if directory is None:
        raise call.refusal(_NO_ENTITY, f"Directory {directory_id} does not exist")
    return directory


def _describe(call: Call) -> dict[str, Any]:
    kept = ds_backends[call.account_id][call.region].directories
    wanted = call.input.get("DirectoryIds") or list(kept)
    return {"DirectoryDescriptions": [_description(call, _found(call, id_)) for id_ in wanted]}


def _description(call: Call, directory: Directory) -> Record:
    radius = directory.radius_settings
    described = {
        "AccessUrl": directory.access_url,
        "Alias": directory.alias,
        "ConnectSettings": directory.connect_settings,
        "Description": directory.description,
        "DesiredNumberOfDomainControllers": _controllers(directory),
        "DirectoryId": directory.directory_id,
        "DnsIpAddrs": directory.dns_ip_addrs,
        "Edition": directory.edition,
        "LaunchTime": directory.launch_time,
        "Name": directory.name,
        **share_description(call, directory.directory_id),
        "RadiusSettings": radius,
        "RadiusStatus": directory.radius_status,
        "ShortName": directory.short_name,
        "Size": directory.size,
        "SsoEnabled": directory.sso_enabled,
        "Stage": directory.stage,
        "StageLastUpdatedDateTime": directory.stage_last_updated_date_time,
        "Type": directory.directory_type,
        "VpcSettings": directory.vpc_settings,
    }
    return {name: value for name, value in described.items() if value is not None}


def _controllers(directory: Directory) -> int:
    """Tell how many domain controllers there are; only a Managed Microsoft AD has a number of its own."""
    least = _LEAST_CONTROLLERS if directory.directory_type == "MicrosoftAD" else 0
    return int(max(directory.desired_number_of_domain_controllers, least))


def _describe_controllers(call: Call) -> dict[str, Any]:
    directory = _found(call, call.input["DirectoryId"])
    subnets = (directory.vpc_settings or {}).get("SubnetIds") or []
    controllers = [
        {
            "DirectoryId": directory.directory_id,
            "DomainControllerId": f"dc-{directory.directory_id.removeprefix('d-')}{number}",
            "Status": "Active",
            "SubnetId": subnets[number % len(subnets)],
            "LaunchTime": directory.launch_time,
        }
        for number in range(_controllers(directory) if subnets else 0)
    ]
    return {"DomainControllers": controllers}


def _update_controllers(call: Call) -> dict[str, Any]:
    directory = _found(call, call.input["DirectoryId"])
    directory.desired_number_of_domain_controllers = call.input["DesiredNumber"]
    return {}


def _reset_password(call: Call) -> dict[str, Any]:
    _found(call, call.input["DirectoryId"]).password = call.input["NewPassword"]
    return {}


SERVICE = Service(
    "ds",
    errors=Errors(invalid="InvalidParameterException", not_found=_NO_ENTITY),
    operations={
        "DescribeDirectories": _describe,
        "DescribeDomainControllers": _describe_controllers,
        "ResetUserPassword": _reset_password,
        "UpdateNumberOfDomainControllers": _update_controllers,
    },
    backends=SHARING.backends,  # what is shared is described with the rest
)
