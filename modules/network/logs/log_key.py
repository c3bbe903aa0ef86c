"""The key that encrypts the network's logs."""

from __future__ import annotations

import json

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from constructs import Construct

LOG_GROUPS = "/aws/vendedlogs/landing-zone/network/"
"""What the names of the network's log groups begin with. For names like these AWS admits its services to all log groups
at once; for others it adds each to one resource policy, which is full after some (Amazon CloudWatch Logs User Guide,
Enable logging from AWS services)."""


class LogKey(Construct):
    """Define a key that the services which write logs may use, for this organization only.

    Args:
        scope: The stack.
        id_: What the key is called in addresses.
        hub: The hub's name.
        account_id: The account that the key belongs to.
        region: Its region.
        organization_id: The organization whose accounts send logs.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, hub: str, account_id: str, region: str, organization_id: str
    ) -> None:
        super().__init__(scope, id_)
        self._key = KmsKey(
            self,
            "Default",
            description=f"Logs of the network hub {hub}",
            enable_key_rotation=True,
            deletion_window_in_days=30,
            policy=_policy(account_id, region, organization_id),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        KmsAlias(self, "alias", name=f"alias/landing-zone/network/{hub}", target_key_id=self._key.key_id)

    @property
    def key_arn(self) -> str:
        """Token: the key's ARN."""
        return self._key.arn


def _policy(account_id: str, region: str, organization_id: str) -> str:
    """Let the account govern the key, its log groups use it, and AWS deliver logs of the organization's accounts.

    AWS KMS Developer Guide, Default key policy; Amazon CloudWatch Logs User Guide, Encrypt log data using AWS KMS, and
    Enable logging from AWS services, Server-side encryption for buckets.
    """
    use = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
    groups = f"arn:aws:logs:{region}:{account_id}:log-group:{LOG_GROUPS}*"
    statements = [
        {
            "Sid": "AccountGovernsItsKey",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{account_id}:root"},
            "Action": "kms:*",
            "Resource": "*",
        },
        {
            "Sid": "LogGroupsOfTheNetworkUseIt",
            "Effect": "Allow",
            "Principal": {"Service": f"logs.{region}.amazonaws.com"},
            "Action": use,
            "Resource": "*",
            "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
        },
        {
            "Sid": "LogsOfTheOrganizationAreDelivered",
            "Effect": "Allow",
            "Principal": {"Service": "delivery.logs.amazonaws.com"},
            "Action": use,
            "Resource": "*",
            "Condition": {"StringEquals": {"aws:SourceOrgID": organization_id}},
        },
    ]
    return json.dumps({"Version": "2012-10-17", "Statement": statements})
