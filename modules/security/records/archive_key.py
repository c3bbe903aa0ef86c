"""The key that encrypts the log archive."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from constructs import Construct

from modules.security.records.writers import LogWriter


class ArchiveKey(Construct):
    """Define the key that services encrypt logs with.

    One key for all of them: each statement says for whom a service may use it, and a bucket's policy says what it
    writes. AWS KMS Developer Guide, Default key policy, for the first statement.

    Args:
        scope: The stack.
        id_: What the key is called in addresses.
        account_id: The account that the key belongs to.
        writers: The services that write logs.

    """

    def __init__(self, scope: Construct, id_: str, *, account_id: str, writers: Iterable[LogWriter]) -> None:
        super().__init__(scope, id_)
        governs = {
            "Sid": "AccountGovernsItsKey",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{account_id}:root"},
            "Action": "kms:*",
            "Resource": "*",
        }
        statements = [governs, *(writer.key_statement() for writer in writers)]
        self._key = KmsKey(
            self,
            "Default",
            description="Logs of the organization",
            enable_key_rotation=True,
            deletion_window_in_days=30,
            policy=json.dumps({"Version": "2012-10-17", "Statement": statements}),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        KmsAlias(self, "alias", name="alias/landing-zone/log-archive", target_key_id=self._key.key_id)

    @property
    def key_arn(self) -> str:
        """Token: the key's ARN."""
        return self._key.arn
