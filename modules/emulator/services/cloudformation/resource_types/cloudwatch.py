"""Amazon CloudWatch.

Behaviour from the AWS CloudFormation Template Reference Guide, page "AWS::CloudWatch::Alarm".
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, ResourceType, Tagging

RESOURCE_TYPES = [
    ResourceType(
        "AWS::CloudWatch::Alarm",
        service="cloudwatch",
        name="AlarmName",
        create=Operation("PutMetricAlarm"),
        read=Operation("DescribeAlarms", {"AlarmNames": "[AlarmName]"}),
        update=Operation("PutMetricAlarm"),
        delete=Operation("DeleteAlarms", {"AlarmNames": "[AlarmName]"}),
        ref="AlarmName",
        attributes={"Arn": "MetricAlarms[0].AlarmArn"},
        replaced_by=frozenset({"AlarmName"}),
        tagging=Tagging("TagResource", "UntagResource", "MetricAlarms[0].AlarmArn"),
    )
]
