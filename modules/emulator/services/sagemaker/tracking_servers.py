"""Tracking servers of MLflow, which plain moto lacks.

Behaviour from the Amazon SageMaker API Reference, pages "CreateMlflowTrackingServer", "DescribeMlflowTrackingServer",
"ListMlflowTrackingServers", "UpdateMlflowTrackingServer" and "DeleteMlflowTrackingServer". Their tags are with those of
everything else (`studio.py`).
"""

from __future__ import annotations

from moto.sagemaker.responses import SageMakerResponse

from modules.emulator.records import Errors, Resource, Service, States, create, delete, describe, list_, update

TRACKING_SERVER = Resource(
    "TrackingServer",
    key=("TrackingServerName",),
    generated={
        "TrackingServerArn": "arn:{partition}:sagemaker:{region}:{account_id}:mlflow-tracking-server/"
        "{TrackingServerName}",
        "TrackingServerUrl": "https://{random:12}.{region}.experiments.sagemaker.aws",
    },
    defaults={
        "AutomaticModelRegistration": False,
        "IsActive": "Active",
        "MlflowVersion": "3.0",
        "TrackingServerSize": "Small",
        "WeeklyMaintenanceWindowStart": "Tue:03:30",
    },
    states=States("TrackingServerStatus", "Created"),
    created="CreationTime",
    updated="LastModifiedTime",
    tags="Tags",
)


def register() -> None:
    """Add these operations to moto's SageMaker."""
    SERVICE.extend(SageMakerResponse)


SERVICE = Service(
    "sagemaker",
    errors=Errors(invalid="ValidationException", not_found="ResourceNotFound", conflict="ConflictException"),
    operations={
        "CreateMlflowTrackingServer": create(TRACKING_SERVER),
        "DescribeMlflowTrackingServer": describe(TRACKING_SERVER),
        "ListMlflowTrackingServers": list_(TRACKING_SERVER),
        "UpdateMlflowTrackingServer": update(TRACKING_SERVER),
        "DeleteMlflowTrackingServer": delete(TRACKING_SERVER),
    },
)
