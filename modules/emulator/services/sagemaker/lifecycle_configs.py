"""Lifecycle configurations of Amazon SageMaker Studio, which plain moto lacks.

Behaviour from the Amazon SageMaker API Reference, pages "CreateStudioLifecycleConfig",
"DescribeStudioLifecycleConfig", "DeleteStudioLifecycleConfig" and "ListStudioLifecycleConfigs". None is ever changed.
"""

from __future__ import annotations

from moto.sagemaker.responses import SageMakerResponse

from modules.emulator.records import Errors, Resource, Service, create, delete, describe, list_
from modules.emulator.services.sagemaker.tracking_servers import SERVICE as TRACKING

LIFECYCLE_CONFIG = Resource(
    "StudioLifecycleConfig",
    key=("StudioLifecycleConfigName",),
    generated={
        "StudioLifecycleConfigArn": "arn:{partition}:sagemaker:{region}:{account_id}:studio-lifecycle-config/"
        "{StudioLifecycleConfigName}"
    },
    created="CreationTime",
    updated="LastModifiedTime",
    tags="Tags",
)


def register() -> None:
    """Add these operations to moto's SageMaker."""
    SERVICE.extend(SageMakerResponse)


SERVICE = Service(
    "sagemaker",
    errors=Errors(invalid="ValidationException", not_found="ResourceNotFound", conflict="ResourceInUse"),
    operations={
        "CreateStudioLifecycleConfig": create(LIFECYCLE_CONFIG),
        "DescribeStudioLifecycleConfig": describe(LIFECYCLE_CONFIG),
        "DeleteStudioLifecycleConfig": delete(LIFECYCLE_CONFIG),
        "ListStudioLifecycleConfigs": list_(LIFECYCLE_CONFIG),
    },
    backends=TRACKING.backends,  # tags are those of both
)
