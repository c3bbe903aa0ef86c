"""Application Auto Scaling.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::ApplicationAutoScaling::ScalableTarget" and
"AWS::ApplicationAutoScaling::ScalingPolicy".
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, Properties, ResourceType

_TARGET = ("ResourceId", "ScalableDimension", "ServiceNamespace")
_THIS = {name: name for name in _TARGET}
_POLICY = {**_THIS, "PolicyName": "PolicyName"}


def _with_target(properties: Properties) -> Properties:
    """Take the id of a target apart, which is what `Ref` gives of it."""
    given = dict(properties)
    target = given.pop("ScalingTargetId", None)
    return {**given, **dict(zip(_TARGET, target.split("|"), strict=True))} if target else given


RESOURCE_TYPES = [
    ResourceType(
        "AWS::ApplicationAutoScaling::ScalableTarget",
        service="application-autoscaling",
        create=Operation("RegisterScalableTarget"),
        read=Operation(
            "DescribeScalableTargets",
            {
                "ResourceIds": "[ResourceId]",
                "ScalableDimension": "ScalableDimension",
                "ServiceNamespace": "ServiceNamespace",
            },
        ),
        update=Operation("RegisterScalableTarget"),
        delete=Operation("DeregisterScalableTarget", _THIS),
        ref="join('|', [ResourceId, ScalableDimension, ServiceNamespace])",
        attributes={"Id": "join('|', [ResourceId, ScalableDimension, ServiceNamespace])"},
        replaced_by=frozenset(_TARGET),
    ),
    ResourceType(
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        service="application-autoscaling",
        name="PolicyName",
        create=Operation("PutScalingPolicy"),
        update=Operation("PutScalingPolicy"),
        delete=Operation("DeleteScalingPolicy", _POLICY),
        ref="PolicyARN",
        attributes={"Arn": "PolicyARN"},
        replaced_by=frozenset({*_TARGET, "PolicyName", "ScalingTargetId"}),
        tags="",
        prepare=_with_target,
    ),
]
