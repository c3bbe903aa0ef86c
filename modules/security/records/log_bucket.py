"""A bucket of the log archive: written by services of AWS or by replication only, and emptied by nobody."""

from __future__ import annotations

from functools import partial

from constructs import Construct

from modules.security.records.writers import BucketWriter
from modules.storage.private_bucket import Lock, PrivateBucket, Retention
from modules.storage.statements import Statement

_CHANGES_OF_OBJECTS = (
    "s3:BypassGovernanceRetention",
    "s3:DeleteObject*",
    "s3:PutObjectAcl",
    "s3:PutObjectLegalHold",
    "s3:PutObjectRetention",
    "s3:PutObjectTagging",
    "s3:PutObjectVersionAcl",
    "s3:PutObjectVersionTagging",
    "s3:ReplicateDelete",
    "s3:UpdateObjectEncryption",
)
"""What ends, hides or changes a log that was written."""

_CHANGES_OF_THE_BUCKET = (
    "s3:DeleteBucket*",
    "s3:PutBucket*",
    "s3:PutEncryptionConfiguration",
    "s3:PutInventoryConfiguration",
    "s3:PutLifecycleConfiguration",
    "s3:PutReplicationConfiguration",
)
"""What weakens the bucket, lets logs expire or sends them elsewhere."""


class LogBucket(PrivateBucket):
    """Define a bucket that one service writes to, or that holds copies of another.

    No principal of an account deletes or overwrites a log, whoever it is; the platform's role alone configures the
    bucket. Expiry by lifecycle is S3's own deed, and asks no policy. AWS Security Reference Architecture, Log Archive
    account; Amazon S3 User Guide, Locking objects with Object Lock.

    Args:
        scope: The stack.
        id_: What the bucket is called in addresses.
        name: Its name, unique in all of AWS.
        key_arn: The key that encrypts it; none where the writer takes no key but S3's own.
        writer: The service, or replication.
        platform_role_arn: The role that this workspace works as; a list, where others configure the bucket as well.
        retention: How long logs are kept.
        lock: Object Lock; none where the writer does not take it.
        access_log_bucket: The bucket that records who reads this one; none for that bucket itself.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        key_arn: str | None,
        writer: BucketWriter,
        platform_role_arn: str | list[str],
        retention: Retention,
        lock: Lock | None,
        access_log_bucket: str | None,
    ) -> None:
        super().__init__(
            scope,
            id_,
            name=name,
            key_arn=key_arn,
            retention=retention,
            statements=partial(_statements, writer, platform_role_arn),
            lock=lock,
            access_log_bucket=access_log_bucket,
        )


def _statements(writer: BucketWriter, platform_role_arn: str | list[str], bucket_arn: str) -> list[Statement]:
    """Let what writes do so, nobody change a log, and only the role that configures a bucket change the bucket."""
    return [
        *writer.bucket_statements(bucket_arn),
        {
            "Sid": "DenyChangesOfLogs",
            "Effect": "Deny",
            "Principal": "*",
            "Action": list(_CHANGES_OF_OBJECTS),
            "Resource": f"{bucket_arn}/*",
        },
        {
            "Sid": "DenyChangesOfTheBucket",
            "Effect": "Deny",
            "Principal": "*",
            "Action": list(_CHANGES_OF_THE_BUCKET),
            "Resource": bucket_arn,
            "Condition": {"ArnNotEquals": {"aws:PrincipalArn": platform_role_arn}},
        },
    ]
