"""Which kinds of resources AWS Backup protects in a Region, which moto lacks.

Behaviour from the AWS Backup API Reference, pages "DescribeRegionSettings" and "UpdateRegionSettings": a request
changes the kinds that it names, and a kind that the Region lacks is refused.
"""

from __future__ import annotations

from typing import Any

from moto.backup.responses import BackupResponse

from modules.emulator.records import Call, Errors, Record, Resource, Service

_SETTINGS = Resource("RegionSettings")

_FIRST_OPTED_IN = {
    "Aurora": True,
    "CloudFormation": False,
    "DocumentDB": True,
    "DynamoDB": True,
    "EBS": True,
    "EC2": True,
    "EFS": True,
    "FSx": True,
    "Neptune": True,
    "RDS": True,
    "Redshift": False,
    "S3": False,
    "Storage Gateway": True,
    "Timestream": False,
    "VirtualMachine": True,
}
"""What an account finds before it chose anything: S3 wants to be opted in to (Developer Guide, Service opt-in)."""

_FIRST_MANAGED = {"DynamoDB": False, "EFS": False}


def register() -> None:
    """Add the operations to moto's AWS Backup."""
    SERVICE.extend(BackupResponse)


def _settings(call: Call) -> Record:
    settings = call.records(_SETTINGS)
    if not settings:
        settings.append(
            {
                "ResourceTypeOptInPreference": dict(_FIRST_OPTED_IN),
                "ResourceTypeManagementPreference": dict(_FIRST_MANAGED),
            }
        )
    return settings[0]


def _update(call: Call) -> dict[str, Any]:
    settings = _settings(call)
    for member, known in settings.items():
        chosen = call.input.get(member, {})
        if unknown := sorted(chosen.keys() - known.keys()):
            message = f"Element present in {member} has invalid values: {', '.join(unknown)}"
            raise call.refusal("InvalidParameterValueException", message)
        known.update(chosen)
    return {}


SERVICE = Service(
    "backup",
    errors=Errors("InvalidParameterValueException", "ResourceNotFoundException", "AlreadyExistsException"),
    operations={"DescribeRegionSettings": lambda call: dict(_settings(call)), "UpdateRegionSettings": _update},
)
