"""A bucket of the log archive in a second region: written by S3 replication only, and emptied by nobody."""

from __future__ import annotations

from functools import partial

from constructs import Construct

from modules.security.records.log_bucket import changed_by_nobody
from modules.storage.private_bucket import Lock, PrivateBucket, Retention
from modules.storage.statements import Statement


class ReplicaBucket(PrivateBucket):
    """Define a bucket that holds copies of logs.

    It is kept as what it holds copies of is. The role that replicates belongs to the same account, so its own policy
    lets it write, and this one refuses everybody else. Amazon S3 User Guide, Setting up permissions for live
    replication; Using Object Lock with S3 Replication.

    Args:
        scope: The stack.
        id_: What the bucket is called in addresses.
        name: Its name, unique in all of AWS.
        key_arn: The key that encrypts it.
        replication_role_arn: The role that S3 replicates as.
        platform_role_arn: The role that this workspace works as.
        retention: How long copies are kept.
        lock: Object Lock, as what is copied has it.
        access_log_bucket: The bucket that records who reads this one.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        key_arn: str,
        replication_role_arn: str,
        platform_role_arn: str,
        retention: Retention,
        lock: Lock | None,
        access_log_bucket: str,
    ) -> None:
        super().__init__(
            scope,
            id_,
            name=name,
            key_arn=key_arn,
            retention=retention,
            statements=partial(_statements, replication_role_arn, platform_role_arn),
            lock=lock,
            access_log_bucket=access_log_bucket,
        )


def _statements(replication_role_arn: str, platform_role_arn: str, bucket_arn: str) -> list[Statement]:
    return [
        {
            "Sid": "DenyWritingButByReplication",
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["s3:AbortMultipartUpload", "s3:PutObject", "s3:ReplicateObject", "s3:ReplicateTags"],
            "Resource": f"{bucket_arn}/*",
            "Condition": {"ArnNotEquals": {"aws:PrincipalArn": replication_role_arn}},
        },
        *changed_by_nobody(platform_role_arn, bucket_arn),
    ]
