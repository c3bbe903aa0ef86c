"""The key that encrypts what Control Tower collects."""

from __future__ import annotations

from typing import Any

from constructs import Construct

from modules.storage.encryption_key import EncryptionKey
from modules.storage.statements import Statement

ALIAS = "alias/landing-zone/control-tower"


class LogKey(EncryptionKey):
    """Define a symmetric key of one region, which rotates and which Config and CloudTrail may use.

    AWS Control Tower User Guide, "Optionally configure AWS KMS keys". Without the key nobody reads the logs that it
    encrypted, so it is protected from destroy.

    Args:
        scope: The stack, or the construct, that owns the key.
        id_: The start of the key's addresses.
        account_id: The management account, in which Control Tower wants the key.
        home_region: Control Tower's home region, in which it wants the key.
        log_archive_id: The account that it collects in, whose own policies say who reads that; may be a token.
        deletion_days: Days between asking for the key's deletion and its end.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        account_id: str,
        home_region: str,
        log_archive_id: str,
        deletion_days: int,
    ) -> None:
        super().__init__(
            scope,
            id_,
            alias=ALIAS,
            description="What AWS Control Tower collects from CloudTrail and Config",
            account_id=account_id,
            statements=[*_statements(account_id, home_region), _readers_decrypt(log_archive_id)],
            deletion_days=deletion_days,
        )


def _statements(account_id: str, home_region: str) -> list[Statement]:
    trail = f"arn:aws:cloudtrail:{home_region}:{account_id}:trail/aws-controltower-BaselineCloudTrail"
    trails = f"arn:aws:cloudtrail:*:{account_id}:trail/*"
    return [
        _statement("ConfigEncrypts", {"Service": "config.amazonaws.com"}, ["kms:Decrypt", "kms:GenerateDataKey"]),
        _statement(
            "ControlTowersTrailEncrypts",
            {"Service": "cloudtrail.amazonaws.com"},
            ["kms:Decrypt", "kms:GenerateDataKey*"],
            Condition={
                "StringEquals": {"aws:SourceArn": trail},
                "StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": trails},
            },
        ),
    ]


def _readers_decrypt(log_archive_id: str) -> Statement:
    return _statement(
        "ReadersInTheLogArchiveDecrypt",
        {"AWS": f"arn:aws:iam::{log_archive_id}:root"},
        "kms:Decrypt",
        Condition={"StringLike": {"kms:ViaService": "s3.*.amazonaws.com"}},
    )


def _statement(sid: str, principal: dict[str, str], actions: str | list[str], **more: Any) -> Statement:
    """Allow actions on the key itself, which is what `*` means in its policy."""
    return {"Sid": sid, "Effect": "Allow", "Principal": principal, "Action": actions, "Resource": "*", **more}
