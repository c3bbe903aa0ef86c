"""A bucket that nobody but those whom its policy names gets into."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration,
    S3BucketLifecycleConfigurationRuleTransition,
)
from cdktf_cdktf_provider_aws.s3_bucket_logging import S3BucketLoggingA
from cdktf_cdktf_provider_aws.s3_bucket_object_lock_configuration import (
    S3BucketObjectLockConfigurationA,
    S3BucketObjectLockConfigurationRuleA,
    S3BucketObjectLockConfigurationRuleDefaultRetentionA,
)
from cdktf_cdktf_provider_aws.s3_bucket_ownership_controls import (
    S3BucketOwnershipControls,
    S3BucketOwnershipControlsRule,
)
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
    S3BucketServerSideEncryptionConfigurationRuleA,
    S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA,
)
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA, S3BucketVersioningVersioningConfiguration
from constructs import Construct

from modules.storage.statements import Statement, deny_without_tls, policy

_DAYS_OF_A_LOST_UPLOAD = 7


@dataclass(frozen=True, slots=True)
class Retention:
    """How long objects are kept, in days."""

    expire_after: int | None = None
    """Days after which an object expires; none: never."""
    versions_after: int | None = None
    """Days for which a version is kept once another took its place; none: as long as objects."""
    glacier_after: int | None = None
    """Days after which they are moved to S3 Glacier Instant Retrieval; none: never."""


@dataclass(frozen=True, slots=True)
class Lock:
    """For how many days, and how strictly, an object can be neither deleted nor overwritten."""

    mode: str
    """`GOVERNANCE` or `COMPLIANCE` (Amazon S3 User Guide, Locking objects with Object Lock)."""
    days: int


class PrivateBucket(Construct):
    """Define a bucket without public access, encrypted, versioned, with TLS only; it is never destroyed from here.

    Args:
        scope: The stack.
        id_: What the bucket is called in addresses.
        name: Its name, unique in all of AWS.
        key_arn: The key that encrypts it; none where a writer takes no key but S3's own.
        retention: How long objects are kept.
        statements: Gives the policy's statements for the bucket's ARN, beside the one that refuses whatever comes
            without TLS.
        lock: Object Lock; none where a writer does not take it.
        access_log_bucket: The bucket that records who reads this one; none: nothing but CloudTrail does.
        tags: Tags of its own, beside those of everything in the account.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        key_arn: str | None,
        retention: Retention,
        statements: Callable[[str], Sequence[Statement]],
        lock: Lock | None = None,
        access_log_bucket: str | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(scope, id_)
        bucket = S3Bucket(
            self,
            "Default",
            bucket=name,
            object_lock_enabled=True if lock else None,
            tags=dict(tags) if tags else None,
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        S3BucketPublicAccessBlock(
            self,
            "public-access-block",
            bucket=bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
        )
        S3BucketOwnershipControls(
            self,
            "ownership",
            bucket=bucket.id,
            rule=S3BucketOwnershipControlsRule(object_ownership="BucketOwnerEnforced"),
        )
        self._versioning = S3BucketVersioningA(
            self,
            "versioning",
            bucket=bucket.id,
            versioning_configuration=S3BucketVersioningVersioningConfiguration(status="Enabled"),
        )
        _encrypt(self, bucket.id, key_arn)
        _expire(self, bucket.id, retention)
        if lock:
            _lock(self, bucket.id, lock, self._versioning)
        if access_log_bucket:
            S3BucketLoggingA(
                self, "access-logs", bucket=bucket.id, target_bucket=access_log_bucket, target_prefix=f"{name}/"
            )
        tls_only = deny_without_tls("s3:*", [bucket.arn, f"{bucket.arn}/*"])
        # Whoever writes refers to the policy, so that writing is admitted before it begins.
        self._policy = S3BucketPolicy(
            self, "policy", bucket=bucket.id, policy=policy([*statements(bucket.arn), tls_only])
        )

    @property
    def bucket_name(self) -> str:
        """Token: the bucket's name, known once its policy is there."""
        return self._policy.bucket

    @property
    def versioning(self) -> ITerraformDependable:
        """What turns versioning on, for whatever needs versions to depend on."""
        return self._versioning

    @property
    def bucket_arn(self) -> str:
        """Token: the bucket's ARN, known once its policy is there."""
        return f"arn:aws:s3:::{self._policy.bucket}"


def _encrypt(scope: Construct, bucket: str, key_arn: str | None) -> None:
    default = S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA(
        sse_algorithm="aws:kms" if key_arn else "AES256", kms_master_key_id=key_arn
    )
    S3BucketServerSideEncryptionConfigurationA(
        scope,
        "encryption",
        bucket=bucket,
        rule=[
            S3BucketServerSideEncryptionConfigurationRuleA(
                apply_server_side_encryption_by_default=default, bucket_key_enabled=True if key_arn else None
            )
        ],
    )


def _expire(scope: Construct, bucket: str, retention: Retention) -> None:
    colder = (
        [S3BucketLifecycleConfigurationRuleTransition(days=retention.glacier_after, storage_class="GLACIER_IR")]
        if retention.glacier_after
        else None
    )
    versions_after = retention.versions_after or retention.expire_after
    rule = S3BucketLifecycleConfigurationRule(
        id="retention",
        status="Enabled",
        filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
        transition=colder,
        expiration=(
            [S3BucketLifecycleConfigurationRuleExpiration(days=retention.expire_after)]
            if retention.expire_after
            else None
        ),
        noncurrent_version_expiration=(
            [S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration(noncurrent_days=versions_after)]
            if versions_after
            else None
        ),
        abort_incomplete_multipart_upload=[
            S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload(
                days_after_initiation=_DAYS_OF_A_LOST_UPLOAD
            )
        ],
    )
    S3BucketLifecycleConfiguration(scope, "retention", bucket=bucket, rule=[rule])


def _lock(scope: Construct, bucket: str, lock: Lock, versioning: S3BucketVersioningA) -> None:
    default = S3BucketObjectLockConfigurationRuleDefaultRetentionA(mode=lock.mode, days=lock.days)
    S3BucketObjectLockConfigurationA(
        scope,
        "lock",
        bucket=bucket,
        rule=S3BucketObjectLockConfigurationRuleA(default_retention=default),
        depends_on=[versioning],
    )
