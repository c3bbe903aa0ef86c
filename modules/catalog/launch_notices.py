"""The topic that is told whenever somebody launches, changes or ends a product of a portfolio."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_policy import SnsTopicPolicy
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from constructs import Construct

from modules.storage.encryption_key import EncryptionKey
from modules.storage.statements import Statement, deny_without_tls, policy

_SENDERS = {"CloudFormation": "cloudformation.amazonaws.com", "ServiceCatalog": "servicecatalog.amazonaws.com"}


class LaunchNotices(Construct):
    """Define an encrypted topic for what becomes of stacks, in the account of the portfolio's owner.

    AWS Service Catalog Administrator Guide, AWS Service Catalog Notification Constraints: the topic is told of stack
    events. No page says as whom CloudFormation sends from the account of a launch; the topic and its key admit it and
    Service Catalog as services, on behalf of accounts of the organization.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        portfolio: The portfolio's name.
        account_id: The account of its owner.
        organization_id: The organization.
        emails: Addresses that are written to.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        portfolio: str,
        account_id: str,
        organization_id: str,
        emails: Iterable[str],
        deletion_days: int,
    ) -> None:
        super().__init__(scope, id_)
        key = EncryptionKey(
            self,
            "key",
            alias=f"alias/landing-zone/catalog/{portfolio}",
            description="Notices of launches on their way to people",
            account_id=account_id,
            statements=_may("Encrypt", ["kms:Decrypt", "kms:GenerateDataKey*"], "*", organization_id),
            deletion_days=deletion_days,
        )
        topic = SnsTopic(self, "topic", name=f"landing-zone-catalog-{portfolio}", kms_master_key_id=key.key_arn)
        may_send = _may("Send", "sns:Publish", topic.arn, organization_id)
        # Constraints refer to the policy, so that sending is admitted before it begins.
        self._policy = SnsTopicPolicy(
            self, "topic-policy", arn=topic.arn, policy=policy([*may_send, deny_without_tls("sns:Publish", topic.arn)])
        )
        addresses = Construct(self, "emails")
        for email in emails:
            SnsTopicSubscription(addresses, email, topic_arn=topic.arn, protocol="email", endpoint=email)

    @property
    def topic_arn(self) -> str:
        """Token: the topic's ARN, known once its policy is there."""
        return self._policy.arn


def _may(verb: str, actions: str | list[str], resource: str, organization_id: str) -> list[Statement]:
    """Let services do something on behalf of accounts of the organization."""
    return [
        {
            "Sid": f"{name}{verb}",
            "Effect": "Allow",
            "Principal": {"Service": principal},
            "Action": actions,
            "Resource": resource,
            "Condition": {"StringEquals": {"aws:SourceOrgID": organization_id}},
        }
        for name, principal in _SENDERS.items()
    ]
