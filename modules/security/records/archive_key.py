"""The key that encrypts the log archive."""

from __future__ import annotations

from collections.abc import Iterable

from constructs import Construct

from modules.security.records.writers import LogWriter
from modules.storage.encryption_key import EncryptionKey
from modules.storage.statements import Statement

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


class ArchiveKey(EncryptionKey):
    """Define the key that services encrypt logs with.

    One key for all of them: each statement says for whom a service may use it, and a bucket's policy says what it
    writes. Nobody ends the key, since what is encrypted with it would be lost; the platform's role alone changes it.
    AWS KMS Developer Guide, Key policies.

    Args:
        scope: The stack.
        id_: What the key is called in addresses.
        alias: The key's alias.
        description: What it encrypts.
        account_id: The account that the key belongs to.
        platform_role_arn: The role that this workspace works as.
        writers: The services that write logs; none where only roles of the account do.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        alias: str,
        description: str,
        account_id: str,
        platform_role_arn: str,
        writers: Iterable[LogWriter],
    ) -> None:
        using = {writer.sid: writer.key_statement() for writer in writers}  # one may write to several buckets
        super().__init__(
            scope,
            id_,
            alias=alias,
            description=description,
            account_id=account_id,
            statements=[*using.values(), *kept_by(platform_role_arn)],
        )


def kept_by(platform_role_arn: str) -> list[Statement]:
    """Let nobody end a key of logs, and one role alone change it."""
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
