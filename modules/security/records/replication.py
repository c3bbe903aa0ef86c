"""The copies of logs that S3 makes in a second region, and the role that it makes them as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.s3_bucket_replication_configuration import (
    S3BucketReplicationConfigurationA,
    S3BucketReplicationConfigurationRule,
    S3BucketReplicationConfigurationRuleDeleteMarkerReplication,
    S3BucketReplicationConfigurationRuleDestination,
    S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration,
    S3BucketReplicationConfigurationRuleFilter,
    S3BucketReplicationConfigurationRuleSourceSelectionCriteria,
    S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects,
)
from constructs import Construct

from modules.storage.statements import Statement, policy

ROLE = "landing-zone-log-replication"
_PATH = "/platform/"


def replication_role_arn(account_id: str) -> str:
    """Return the ARN of the role that S3 replicates logs as."""
    return f"arn:aws:iam::{account_id}:role{_PATH}{ROLE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replicated:
    """A bucket, and the one that its copies go to."""

    name: str
    """What the bucket holds, in addresses."""
    bucket_name: str
    bucket_arn: str
    replica_arn: str
    versioning: ITerraformDependable
    """What must be there before: S3 replicates versions only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicationKey:
    """A key, and the region in which S3 uses it."""

    arn: str
    region: str


class Replication(Construct):
    """Copy everything that is written to buckets of the log archive from now on; a copy keeps the lock of its original.

    What is hidden or deleted in one place stays in the other: neither delete markers nor deletions are replicated.
    Amazon S3 User Guide, Setting up permissions for live replication; Replicating encrypted objects: with bucket keys,
    the encryption context is the bucket.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        replicated: The buckets.
        key: What encrypts them.
        replica_key: What encrypts their copies.

    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        replicated: Iterable[Replicated],
        key: ReplicationKey,
        replica_key: ReplicationKey,
    ) -> None:
        super().__init__(scope, id_)
        replicated = list(replicated)
        role = IamRole(self, "role", name=ROLE, path=_PATH, assume_role_policy=policy([_TRUST]))
        may_replicate = IamRolePolicy(
            self,
            "may-replicate",
            name="replicate-logs",
            role=role.name,
            policy=policy(_may_replicate(replicated, key, replica_key)),
        )
        rules = Construct(self, "bucket")
        for bucket in replicated:
            S3BucketReplicationConfigurationA(
                rules,
                bucket.name,
                bucket=bucket.bucket_name,
                role=role.arn,
                rule=[_rule(bucket.replica_arn, replica_key.arn)],
                depends_on=[bucket.versioning, may_replicate],
            )


_TRUST: Statement = {
    "Effect": "Allow",
    "Principal": {"Service": "s3.amazonaws.com"},
    "Action": "sts:AssumeRole",
}
"""S3 names no source when it works as the role (Amazon S3 User Guide, Setting up permissions for live replication)."""


def _rule(replica_arn: str, key_arn: str) -> S3BucketReplicationConfigurationRule:
    encrypted = S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects(status="Enabled")
    encryption = S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration(replica_kms_key_id=key_arn)
    return S3BucketReplicationConfigurationRule(
        id="replica",
        status="Enabled",
        filter=S3BucketReplicationConfigurationRuleFilter(),
        delete_marker_replication=S3BucketReplicationConfigurationRuleDeleteMarkerReplication(status="Disabled"),
        source_selection_criteria=S3BucketReplicationConfigurationRuleSourceSelectionCriteria(
            sse_kms_encrypted_objects=encrypted
        ),
        destination=S3BucketReplicationConfigurationRuleDestination(
            bucket=replica_arn, encryption_configuration=encryption
        ),
    )


def _may_replicate(
    replicated: Iterable[Replicated], key: ReplicationKey, replica_key: ReplicationKey
) -> list[Statement]:
    """Let S3 read what is there with its lock, and write copies; delete nothing."""
    originals = [bucket.bucket_arn for bucket in replicated]
    copies = [bucket.replica_arn for bucket in replicated]
    return [
        _allow(["s3:GetReplicationConfiguration", "s3:ListBucket"], originals),
        _allow(
            [
                "s3:GetObjectLegalHold",
                "s3:GetObjectRetention",
                "s3:GetObjectVersionAcl",
                "s3:GetObjectVersionForReplication",
                "s3:GetObjectVersionTagging",
            ],
            [f"{arn}/*" for arn in originals],
        ),
        _allow(["s3:ReplicateObject", "s3:ReplicateTags"], [f"{arn}/*" for arn in copies]),
        _allow(["kms:Decrypt"], [key.arn]) | {"Condition": _by_s3(key.region, originals)},
        _allow(["kms:Encrypt", "kms:GenerateDataKey"], [replica_key.arn])
        | {"Condition": _by_s3(replica_key.region, copies)},
    ]


def _allow(actions: list[str], resources: list[str]) -> Statement:
    return {"Effect": "Allow", "Action": actions, "Resource": resources}


def _by_s3(region: str, buckets: list[str]) -> dict[str, Any]:
    """Let S3 alone ask, for these buckets."""
    return {
        "StringEquals": {"kms:ViaService": f"s3.{region}.amazonaws.com"},
        "ArnLike": {"kms:EncryptionContext:aws:s3:arn": [arn for bucket in buckets for arn in (bucket, f"{bucket}/*")]},
    }
