"""The key that encrypts the log archive."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from constructs import Construct

from modules.security.records.writers import LogWriter
from modules.storage.private_bucket import Statement

_ENDINGS = ("kms:DisableKey", "kms:ScheduleKeyDeletion")
"""What makes logs unreadable."""

_CHANGES = (
    "kms:CreateAlias",
    "kms:CreateGrant",
    "kms:DeleteAlias",
    "kms:DisableKeyRotation",
    "kms:PutKeyPolicy",
    "kms:UpdateAlias",
)
"""What weakens the key, or takes away the name by which guardrails know it."""


class ArchiveKey(Construct):
    """Define the key that services encrypt logs with.

    One key for all of them: each statement says for whom a service may use it, and a bucket's policy says what it
    writes. Nobody ends the key, since what is encrypted with it would be lost; the platform's role alone changes it.
    AWS KMS Developer Guide, Default key policy, for the first statement, and Key policies, for the others.

    Args:
        scope: The stack.
        id_: What the key is called in addresses.
        account_id: The account that the key belongs to.
        platform_role_arn: The role that this workspace works as.
        writers: The services that write logs.

    """

    def __init__(
        self, scope: Construct, id_: str, *, account_id: str, platform_role_arn: str, writers: Iterable[LogWriter]
    ) -> None:
        super().__init__(scope, id_)
        governs = {
            "Sid": "AccountGovernsItsKey",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{account_id}:root"},
            "Action": "kms:*",
            "Resource": "*",
        }
        using = {writer.sid: writer.key_statement() for writer in writers}  # one may write to several buckets
        statements = [governs, *using.values(), *_kept_by(platform_role_arn)]
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


def _kept_by(platform_role_arn: str) -> list[Statement]:
    return [
        {
            "Sid": "DenyEndingTheKey",
            "Effect": "Deny",
            "Principal": {"AWS": "*"},
            "Action": list(_ENDINGS),
            "Resource": "*",
        },
        {
            "Sid": "DenyChangesOfTheKey",
            "Effect": "Deny",
            "Principal": {"AWS": "*"},
            "Action": list(_CHANGES),
            "Resource": "*",
            "Condition": {"ArnNotEquals": {"aws:PrincipalArn": platform_role_arn}},
        },
    ]
