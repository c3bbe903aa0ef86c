"""Amazon EventBridge Scheduler.

Behaviour from the AWS CloudFormation Template Reference Guide, page "AWS::Scheduler::Schedule".
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, ResourceType

_THIS = {"Name": "Name", "GroupName": "GroupName"}

RESOURCE_TYPES = [
    ResourceType(
        "AWS::Scheduler::Schedule",
        service="scheduler",
        name="Name",
        create=Operation("CreateSchedule"),
        read=Operation("GetSchedule", _THIS),
        update=Operation("UpdateSchedule"),
        delete=Operation("DeleteSchedule", _THIS),
        ref="Name",
        attributes={"Arn": "Arn"},
        replaced_by=frozenset({"Name"}),
        tags="",
    )
]
