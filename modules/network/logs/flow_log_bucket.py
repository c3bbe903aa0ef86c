"""The bucket that takes flow logs where the log archive does not."""

from __future__ import annotations

import json

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleExpiration,
    S3BucketLifecycleConfigurationRuleFilter,
    S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration,
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

_DAYS_OF_A_LOST_UPLOAD = 7


class FlowLogBucket(Construct):
    """Define a bucket that only the delivery of logs writes to, for accounts of this organization.

    Args:
        scope: The stack.
        id_: What the bucket is called in addresses.
        name: Its name, unique in all of AWS.
        key_arn: The key that encrypts it.
        organization_id: The organization whose accounts send logs.
        retention_days: How long records are kept.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, name: str, key_arn: str, organization_id: str, retention_days: int
    ) -> None:
        super().__init__(scope, id_)
        bucket = S3Bucket(self, "Default", bucket=name, lifecycle=TerraformResourceLifecycle(prevent_destroy=True))
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
        S3BucketVersioningA(
            self,
            "versioning",
            bucket=bucket.id,
            versioning_configuration=S3BucketVersioningVersioningConfiguration(status="Enabled"),
        )
        _encrypt(self, bucket.id, key_arn)
        _expire(self, bucket.id, retention_days)
        # Whoever sends logs refers to the policy, so that the delivery is admitted before it begins.
        self._policy = S3BucketPolicy(self, "policy", bucket=bucket.id, policy=_policy(bucket.arn, organization_id))

    @property
    def bucket_arn(self) -> str:
        """Token: the bucket's ARN, known once logs can be delivered to it."""
        return f"arn:aws:s3:::{self._policy.bucket}"


def _encrypt(scope: Construct, bucket: str, key_arn: str) -> None:
    default = S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA(
        sse_algorithm="aws:kms", kms_master_key_id=key_arn
    )
    S3BucketServerSideEncryptionConfigurationA(
        scope,
        "encryption",
        bucket=bucket,
        rule=[
            S3BucketServerSideEncryptionConfigurationRuleA(
                apply_server_side_encryption_by_default=default, bucket_key_enabled=True
            )
        ],
    )


def _expire(scope: Construct, bucket: str, days: int) -> None:
    rule = S3BucketLifecycleConfigurationRule(
        id="retention",
        status="Enabled",
        filter=[S3BucketLifecycleConfigurationRuleFilter(prefix="")],
        expiration=[S3BucketLifecycleConfigurationRuleExpiration(days=days)],
        noncurrent_version_expiration=[
            S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration(noncurrent_days=days)
        ],
        abort_incomplete_multipart_upload=[
            S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload(
                days_after_initiation=_DAYS_OF_A_LOST_UPLOAD
            )
        ],
    )
    S3BucketLifecycleConfiguration(scope, "retention", bucket=bucket, rule=[rule])


def _policy(bucket_arn: str, organization_id: str) -> str:
    """Admit the delivery of logs, and refuse whatever comes without TLS.

    Amazon VPC User Guide, Amazon S3 bucket permissions for flow logs.
    """
    delivery = {"Service": "delivery.logs.amazonaws.com"}
    of_the_organization = {"aws:SourceOrgID": organization_id}
    statements = [
        {
            "Sid": "LogsAreDelivered",
            "Effect": "Allow",
            "Principal": delivery,
            "Action": "s3:PutObject",
            "Resource": f"{bucket_arn}/*",
            "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", **of_the_organization}},
        },
        {
            "Sid": "DeliveryLooksBeforeItWrites",
            "Effect": "Allow",
            "Principal": delivery,
            "Action": ["s3:GetBucketAcl", "s3:ListBucket"],
            "Resource": bucket_arn,
            "Condition": {"StringEquals": of_the_organization},
        },
        {
            "Sid": "DenyWithoutTls",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [bucket_arn, f"{bucket_arn}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    ]
    return json.dumps({"Version": "2012-10-17", "Statement": statements})
