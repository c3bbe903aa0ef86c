"""The topic that budgets and unusual costs are told to."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_policy import SnsTopicPolicy
from constructs import Construct

from modules.storage.encryption_key import EncryptionKey
from modules.storage.statements import Statement, deny_without_tls, policy

NAME = "landing-zone-costs"


class CostNotices(Construct):
    """Define an encrypted topic that AWS Budgets and Cost Anomaly Detection send to, for this account only.

    People have their e-mail from these services themselves; the topic is for chats and programs. AWS Cost Management
    User Guide, Creating an Amazon SNS topic for budget notifications, and for anomaly notifications: a topic is in the
    account of the budget, and a key of one's own must let them use it.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        account_id: The management account.
        deletion_days: Days between asking for the key's deletion and its end.

    """

    def __init__(self, scope: Construct, id_: str, *, account_id: str, deletion_days: int) -> None:
        super().__init__(scope, id_)
        key = EncryptionKey(
            self,
            "key",
            alias="alias/landing-zone/costs",
            description="Notices of costs on their way to people, and answers to questions about them",
            account_id=account_id,
            statements=_may("Encrypt", ["kms:Decrypt", "kms:GenerateDataKey*"], "*", account_id),
            deletion_days=deletion_days,
        )
        self._key_arn = key.key_arn
        topic = SnsTopic(self, "topic", name=NAME, kms_master_key_id=key.key_arn)
        may_send = _may("Send", "sns:Publish", topic.arn, account_id)
        # Whoever sends refers to the policy, so that sending is admitted before it begins.
        self._policy = SnsTopicPolicy(
            self, "topic-policy", arn=topic.arn, policy=policy([*may_send, deny_without_tls("sns:Publish", topic.arn)])
        )

    @property
    def key_arn(self) -> str:
        """Token: the ARN of the key of costs."""
        return self._key_arn

    @property
    def topic_arn(self) -> str:
        """Token: the topic's ARN, known once its policy is there."""
        return self._policy.arn


def _may(verb: str, actions: str | list[str], resource: str, account_id: str) -> list[Statement]:
    """Let the two services do something on behalf of this account."""
    own = {"StringEquals": {"aws:SourceAccount": account_id}}
    budgets = own | {"ArnLike": {"aws:SourceArn": f"arn:aws:budgets::{account_id}:*"}}
    return [
        {
            "Sid": f"{name}{verb}",
            "Effect": "Allow",
            "Principal": {"Service": principal},
            "Action": actions,
            "Resource": resource,
            "Condition": condition,
        }
        for name, principal, condition in (
            ("Budgets", "budgets.amazonaws.com", budgets),
            ("Anomalies", "costalerts.amazonaws.com", own),
        )
    ]
