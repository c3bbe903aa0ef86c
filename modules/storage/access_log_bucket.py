"""The bucket that records who reads the other buckets of an account."""

from __future__ import annotations

from constructs import Construct

from modules.storage.private_bucket import PrivateBucket, Retention
from modules.storage.statements import Statement, admit_writing


class AccessLogBucket(PrivateBucket):
    """Define the bucket, which S3 writes to for buckets of the same account and region only.

    S3 delivers server access logs to buckets with its own keys and without Object Lock (Amazon S3 User Guide, Enabling
    Amazon S3 server access logging). Guardrails protect it by its name, and its policy keeps records
    also from whoever comes through an access point, which has another.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        name: Its name.
        account_id: The account.
        source_buckets: The names of the buckets that it records, with `*`.
        expire_after_days: Days for which records are kept.
        takes_inventories: Whether lists of what the buckets hold come here, too.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        account_id: str,
        source_buckets: str,
        expire_after_days: int,
        takes_inventories: bool = False,
    ) -> None:
        admit = [_admit_logging, *([_admit_inventories] if takes_inventories else [])]
        super().__init__(
            scope,
            id_,
            name=name,
            key_arn=None,
            retention=Retention(expire_after=expire_after_days),
            statements=lambda arn: [*(each(arn, account_id, source_buckets) for each in admit), _keep(arn)],
        )


def _admit_logging(arn: str, account_id: str, source_buckets: str) -> Statement:
    return admit_writing(
        "AdmitServerAccessLogging",
        "logging.s3",
        arn,
        source_arn=f"arn:aws:s3:::{source_buckets}",
        equals={"aws:SourceAccount": account_id},
    )


def _admit_inventories(arn: str, account_id: str, source_buckets: str) -> Statement:
    """Amazon S3 User Guide, Granting permissions for Amazon S3 Inventory."""
    return admit_writing(
        "AdmitInventories",
        "s3",
        arn,
        source_arn=f"arn:aws:s3:::{source_buckets}",
        equals={"aws:SourceAccount": account_id, "s3:x-amz-acl": "bucket-owner-full-control"},
    )


def _keep(arn: str) -> Statement:
    return {
        "Sid": "KeepRecords",
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["s3:DeleteObject", "s3:DeleteObjectVersion"],
        "Resource": f"{arn}/*",
    }
