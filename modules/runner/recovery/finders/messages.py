"""Amazon SNS and Amazon SQS."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Values, items, pages


def _topics(clients: Clients, values: Values) -> list[str]:
    arns = [topic["TopicArn"] for topic in items(clients("sns"), "list_topics", "Topics")]
    return [arn for arn in arns if arn.rpartition(":")[2] == values["name"]]


def _subscriptions(clients: Clients, values: Values) -> list[str]:
    """Find the subscription of an address. One that nobody has confirmed has no ARN: subscribing again reminds."""
    if "topic_arn" not in values:
        return []
    found = items(clients("sns"), "list_subscriptions_by_topic", "Subscriptions", TopicArn=values["topic_arn"])
    wanted = values["protocol"], values["endpoint"]
    return [
        subscription["SubscriptionArn"]
        for subscription in found
        if (subscription["Protocol"], subscription["Endpoint"]) == wanted
        and subscription["SubscriptionArn"].startswith("arn:")
    ]


def _queues(clients: Clients, values: Values) -> list[str]:
    name = values["name"]
    listed = pages(clients("sqs"), "list_queues", QueueNamePrefix=name)
    return [url for page in listed for url in page.get("QueueUrls", ()) if url.rpartition("/")[2] == name]


FINDERS = {
    "aws_sns_topic": _topics,
    "aws_sns_topic_subscription": _subscriptions,
    "aws_sqs_queue": _queues,
}
