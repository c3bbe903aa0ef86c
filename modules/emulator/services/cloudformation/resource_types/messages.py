"""Who may send to a topic or a queue, and who is told: what moto's own types of both leave out.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::SNS::TopicPolicy", "AWS::SNS::Subscription"
and "AWS::SQS::QueuePolicy". A policy here is of one topic or queue: of several it is refused.
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.properties import UnknownProperty
from modules.emulator.services.cloudformation.resource_type import Operation, Properties, ResourceType

_SUBSCRIPTION = {"SubscriptionArn": "SubscriptionArn"}
_ATTRIBUTES = ("DeliveryPolicy", "FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy")


def _of_topic(properties: Properties) -> Properties:
    return {"TopicArn": _single(properties, "Topics"), "AttributeValue": properties["PolicyDocument"]}


def _of_queue(properties: Properties) -> Properties:
    return {"QueueUrl": _single(properties, "Queues"), "Attributes": {"Policy": properties["PolicyDocument"]}}


def _single(properties: Properties, name: str) -> str:
    if len(properties[name]) != 1:
        raise UnknownProperty(f"not emulated: a policy of {len(properties[name])} {name}")
    return str(properties[name][0])


def _with_attributes(properties: Properties) -> Properties:
    given = {name: value for name, value in properties.items() if name not in _ATTRIBUTES}
    attributes = {name: properties[name] for name in _ATTRIBUTES if name in properties}
    return {**given, "Attributes": attributes} if attributes else given


RESOURCE_TYPES = [
    ResourceType(
        "AWS::SNS::TopicPolicy",
        service="sns",
        create=Operation("SetTopicAttributes", {"AttributeName": "'Policy'"}),
        update=Operation("SetTopicAttributes", {"AttributeName": "'Policy'"}),
        delete=Operation(
            "SetTopicAttributes", {"AttributeName": "'Policy'", "TopicArn": "TopicArn", "AttributeValue": "'{}'"}
        ),
        ref="TopicArn",
        tags="",
        prepare=_of_topic,
    ),
    ResourceType(
        "AWS::SNS::Subscription",
        service="sns",
        create=Operation("Subscribe", {"ReturnSubscriptionArn": "`true`"}),
        read=Operation("GetSubscriptionAttributes", _SUBSCRIPTION),
        delete=Operation("Unsubscribe", _SUBSCRIPTION),
        ref="SubscriptionArn",
        attributes={"Arn": "SubscriptionArn"},
        tags="",
        prepare=_with_attributes,
    ),
    ResourceType(
        "AWS::SQS::QueuePolicy",
        service="sqs",
        create=Operation("SetQueueAttributes"),
        update=Operation("SetQueueAttributes"),
        delete=Operation("SetQueueAttributes", {"QueueUrl": "QueueUrl", "Attributes": "{Policy: ''}"}),
        ref="QueueUrl",
        tags="",
        prepare=_of_queue,
    ),
]
