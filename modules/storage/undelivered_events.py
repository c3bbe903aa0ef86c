"""A queue for events that could not be delivered."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from constructs import Construct

from modules.storage.statements import Statement, deny_without_tls, policy

_LONGEST_SECONDS = 14 * 24 * 3600
"""Seconds that Amazon SQS keeps a message at most (API Reference, SetQueueAttributes)."""


class UndeliveredEvents(Construct):
    """Define an encrypted queue in which rules of EventBridge leave what they could not deliver, for two weeks.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        name: Its name.
        arn: Its ARN, which follows from the name; the policy cannot wait for it.
        rules: The ARNs of rules that leave something in it, with `*`.
        account_id: The account that it and the rules are in.
        key_arn: Its key, whose policy has `events_use_the_key`.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self, scope: Construct, id_: str, *, name: str, arn: str, rules: str, account_id: str, key_arn: str
    ) -> None:
        super().__init__(scope, id_)
        admitted = {
            "Sid": "KeepUndeliveredEvents",
            "Effect": "Allow",
            "Principal": {"Service": "events.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": arn,
            "Condition": {"StringEquals": {"aws:SourceAccount": account_id}, "ArnLike": {"aws:SourceArn": rules}},
        }
        SqsQueue(
            self,
            "Default",
            name=name,
            kms_master_key_id=key_arn,
            message_retention_seconds=_LONGEST_SECONDS,
            # Here and not as a resource of its own: the provider waits once for both, 25 s.
            policy=policy([admitted, deny_without_tls("sqs:*", arn)]),
        )


def events_use_the_key(account_id: str, rules: str) -> Statement:
    """Let EventBridge encrypt what rules leave in a queue (Amazon EventBridge User Guide, Using dead-letter queues to
    process undelivered events; Amazon SQS Developer Guide, Key management).

    Args:
        account_id: The account that the rules are in.
        rules: Their ARNs, with `*`.

    """  # noqa: D205 - the sources belong to the sentence
    return {
        "Sid": "EncryptUndeliveredEvents",
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
        "Resource": "*",
        "Condition": {"StringEquals": {"aws:SourceAccount": account_id}, "ArnLike": {"aws:SourceArn": rules}},
    }
