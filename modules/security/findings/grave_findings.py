"""Findings of high and critical severity, sent to people as they come in."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import (
    CloudwatchEventTarget,
    CloudwatchEventTargetDeadLetterConfig,
    CloudwatchEventTargetInputTransformer,
    CloudwatchEventTargetRetryPolicy,
)
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_policy import SnsTopicPolicy
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from constructs import Construct

from modules.storage.statements import Statement, account_governs_its_key, deny_without_tls, policy

NAME = "security-findings"
NOT_SENT = f"{NAME}-not-sent"

LONGEST_RETENTION = 14 * 24 * 3600
"""Seconds that SQS keeps a message at most (Amazon SQS API Reference, SetQueueAttributes)."""

_DAY = 24 * 3600
_MOST_ATTEMPTS = 185


class GraveFindings(Construct):
    """Send findings of Security Hub to a topic, and keep those that could not be sent.

    Findings of all regions come together in the home region, where this is. AWS Security Hub User Guide, Using
    EventBridge for automated response and remediation; Amazon EventBridge User Guide, Using dead-letter queues.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        account_id: The account that the stack works in.
        region: Its region.
        emails: Addresses that are written to.

    """

    def __init__(self, scope: Construct, id_: str, *, account_id: str, region: str, emails: Iterable[str]) -> None:
        super().__init__(scope, id_)
        rule_arn = f"arn:aws:events:{region}:{account_id}:rule/{NAME}"
        queue_arn = f"arn:aws:sqs:{region}:{account_id}:{NOT_SENT}"
        key = KmsKey(
            self,
            "key",
            description="Findings on their way to people",
            enable_key_rotation=True,
            deletion_window_in_days=30,
            policy=_key_policy(account_id),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        KmsAlias(self, "alias", name="alias/landing-zone/security/findings", target_key_id=key.key_id)
        topic = SnsTopic(self, "topic", name=NAME, kms_master_key_id=key.arn)
        queue = SqsQueue(
            self,
            "not-sent",
            name=NOT_SENT,
            kms_master_key_id=key.arn,
            message_retention_seconds=LONGEST_RETENTION,
            # Here and not as a resource of its own: the provider waits once for both, 25 s.
            policy=_admit("sqs:SendMessage", queue_arn, {"ArnEquals": {"aws:SourceArn": rule_arn}}),
        )
        admitted = [SnsTopicPolicy(self, "topic-policy", arn=topic.arn, policy=_admit("sns:Publish", topic.arn))]
        rule = CloudwatchEventRule(
            self,
            "rule",
            name=NAME,
            description="New findings of high and critical severity, of every account and region",
            event_pattern=json.dumps(_PATTERN),
        )
        CloudwatchEventTarget(
            self,
            "target",
            rule=rule.name,
            target_id="people",
            arn=topic.arn,
            input_transformer=CloudwatchEventTargetInputTransformer(input_paths=_PATHS, input_template=_MESSAGE),
            dead_letter_config=CloudwatchEventTargetDeadLetterConfig(arn=queue.arn),
            retry_policy=CloudwatchEventTargetRetryPolicy(
                maximum_event_age_in_seconds=_DAY, maximum_retry_attempts=_MOST_ATTEMPTS
            ),
            depends_on=admitted,
        )
        addresses = Construct(self, "email")
        for email in emails:
            SnsTopicSubscription(addresses, email, topic_arn=topic.arn, protocol="email", endpoint=email)


_PATTERN = {
    "source": ["aws.securityhub"],
    "detail-type": ["Security Hub Findings - Imported"],
    "detail": {
        "findings": {
            "Severity": {"Label": ["HIGH", "CRITICAL"]},
            "Workflow": {"Status": ["NEW"]},
            "RecordState": ["ACTIVE"],
        }
    },
}

_PATHS = {
    "account": "$.detail.findings[0].AwsAccountId",
    "region": "$.detail.findings[0].Region",
    "severity": "$.detail.findings[0].Severity.Label",
    "title": "$.detail.findings[0].Title",
    "product": "$.detail.findings[0].ProductName",
    "resource": "$.detail.findings[0].Resources[0].Id",
    "id": "$.detail.findings[0].Id",
}

_MESSAGE = '"<severity> in account <account>, <region>: <title>"\n"Found by <product> at <resource>."\n"Finding <id>"'


def _admit(action: str, resource: str, condition: Statement | None = None) -> str:
    """Let EventBridge send, and nobody send without TLS.

    To a topic EventBridge sends without telling for which rule: a statement with a condition would refuse every message
    (Amazon EventBridge User Guide, Troubleshooting). A rule sends to topics of its own account.
    """
    statement = {
        "Sid": "TheRuleSends",
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": action,
        "Resource": resource,
    }
    return policy([statement | ({"Condition": condition} if condition else {}), deny_without_tls(action, resource)])


def _key_policy(account_id: str) -> str:
    """Let the account govern the key, and EventBridge encrypt with it.

    Of what goes to a topic, EventBridge tells the key no source either (Amazon SNS Developer Guide, Managing Amazon SNS
    encryption keys and costs): whom it sends for is a matter of the queue's policy.
    """
    statements = [
        account_governs_its_key(account_id),
        {
            "Sid": "TheRuleEncrypts",
            "Effect": "Allow",
            "Principal": {"Service": "events.amazonaws.com"},
            "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
            "Resource": "*",
        },
    ]
    return policy(statements)
