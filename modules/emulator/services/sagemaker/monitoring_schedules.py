"""Monitoring schedules of Amazon SageMaker, which plain moto lacks.

Behaviour from the Amazon SageMaker API Reference, pages "CreateMonitoringSchedule", "DescribeMonitoringSchedule",
"UpdateMonitoringSchedule", "DeleteMonitoringSchedule", "ListMonitoringSchedules", "StartMonitoringSchedule" and
"StopMonitoringSchedule". Nothing is ever monitored.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.sagemaker.responses import SageMakerResponse

from modules.emulator.records import (
    Call,
    Errors,
    Resource,
    Service,
    States,
    create,
    delete,
    describe,
    list_,
    update,
)
from modules.emulator.services.sagemaker.tracking_servers import SERVICE as TRACKING

MONITORING_SCHEDULE = Resource(
    "MonitoringSchedule",
    key=("MonitoringScheduleName",),
    generated={
        "MonitoringScheduleArn": "arn:{partition}:sagemaker:{region}:{account_id}:monitoring-schedule/"
        "{MonitoringScheduleName}"
    },
    states=States("MonitoringScheduleStatus", "Scheduled"),
    created="CreationTime",
    updated="LastModifiedTime",
    tags="Tags",
)


def register() -> None:
    """Add these operations to moto's SageMaker."""
    SERVICE.extend(SageMakerResponse)


def _describe(call: Call) -> dict[str, Any]:
    """Describe a schedule, which has never run."""
    described = describe(MONITORING_SCHEDULE)(call)
    return {name: value for name, value in described.items() if name != "LastMonitoringExecutionSummary"}


def _set_status(status: str) -> Callable[[Call], dict[str, Any]]:
    def perform(call: Call) -> dict[str, Any]:
        call.find(MONITORING_SCHEDULE)["MonitoringScheduleStatus"] = status
        return {}

    return perform


SERVICE = Service(
    "sagemaker",
    errors=Errors(invalid="ValidationException", not_found="ResourceNotFound", conflict="ResourceInUse"),
    operations={
        "CreateMonitoringSchedule": create(MONITORING_SCHEDULE),
        "DescribeMonitoringSchedule": _describe,
        "UpdateMonitoringSchedule": update(MONITORING_SCHEDULE),
        "DeleteMonitoringSchedule": delete(MONITORING_SCHEDULE),
        "ListMonitoringSchedules": list_(MONITORING_SCHEDULE),
        "StartMonitoringSchedule": _set_status("Scheduled"),
        "StopMonitoringSchedule": _set_status("Stopped"),
    },
    backends=TRACKING.backends,  # tags are those of both
)
