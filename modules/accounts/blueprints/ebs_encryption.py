"""EBS volumes encrypted by default, with a key of the account's own."""

from __future__ import annotations

import json

from cdktf import TerraformResourceLifecycle
from constructs import Construct

from modules.aws_bindings import DataAwsCallerIdentity, EbsDefaultKmsKey, EbsEncryptionByDefault, KmsAlias, KmsKey


class EbsEncryption(Construct):
    """Define the account's default key for EBS in one region, and encryption by default with it."""

    def __init__(self, scope: Construct, id_: str, *, deletion_days: int) -> None:
        super().__init__(scope, id_)
        account_id = DataAwsCallerIdentity(self, "current").account_id
        key = KmsKey(
            self,
            "key",
            description="EBS volumes of this account and region, by default",
            enable_key_rotation=True,
            deletion_window_in_days=deletion_days,
            policy=_key_policy(account_id),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        KmsAlias(self, "alias", name="alias/landing-zone/ebs", target_key_id=key.key_id)
        EbsDefaultKmsKey(self, "default-key", key_arn=key.arn)
        EbsEncryptionByDefault(self, "by-default", enabled=True)


def _key_policy(account_id: str) -> str:
    """Let the account's IAM policies govern the key, as the key policy that KMS itself proposes does.

    AWS KMS Developer Guide, Default key policy: without this statement nobody could administer the key.
    """
    statement = {
        "Sid": "AccountGovernsItsKey",
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account_id}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
