"""The table of locks, for a Terraform that is older than lock files in S3."""

from __future__ import annotations

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.dynamodb_table import (
    DynamodbTable,
    DynamodbTableAttribute,
    DynamodbTablePointInTimeRecovery,
    DynamodbTableServerSideEncryption,
)
from constructs import Construct

LOCK_ID = "LockID"
"""The key that Terraform looks for (Terraform Language Documentation, Backend Type: s3)."""


class LockTable(Construct):
    """Define the table, encrypted, with backups of every second, which is never destroyed from here.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        name: Its name.
        key_arn: The key that encrypts it.

    """

    def __init__(self, scope: Construct, id_: str, *, name: str, key_arn: str) -> None:
        super().__init__(scope, id_)
        DynamodbTable(
            self,
            "Default",
            name=name,
            hash_key=LOCK_ID,
            attribute=[DynamodbTableAttribute(name=LOCK_ID, type="S")],
            billing_mode="PAY_PER_REQUEST",
            deletion_protection_enabled=True,
            point_in_time_recovery=DynamodbTablePointInTimeRecovery(enabled=True),
            server_side_encryption=DynamodbTableServerSideEncryption(enabled=True, kms_key_arn=key_arn),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
