"""EBS volumes encrypted by default, with a key of the account's own."""

from __future__ import annotations

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.data_aws_caller_identity import DataAwsCallerIdentity
from cdktf_cdktf_provider_aws.ebs_default_kms_key import EbsDefaultKmsKey
from cdktf_cdktf_provider_aws.ebs_encryption_by_default import EbsEncryptionByDefault
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from constructs import Construct

from modules.storage.statements import account_governs_its_key, policy


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
            policy=policy([account_governs_its_key(account_id)]),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        KmsAlias(self, "alias", name="alias/landing-zone/ebs", target_key_id=key.key_id)
        EbsDefaultKmsKey(self, "default-key", key_arn=key.arn)
        EbsEncryptionByDefault(self, "by-default", enabled=True)
