"""EBS volumes encrypted by default, with a key of the account's own."""

from __future__ import annotations

import json

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.data_aws_caller_identity import DataAwsCallerIdentity
from cdktf_cdktf_provider_aws.ebs_default_kms_key import EbsDefaultKmsKey
from cdktf_cdktf_provider_aws.ebs_encryption_by_default import EbsEncryptionByDefault
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from constructs import Construct


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
