"""The bucket that takes flow logs where the log archive does not."""

from __future__ import annotations

from functools import partial

from constructs import Construct

from modules.storage.private_bucket import PrivateBucket, Retention
from modules.storage.statements import Statement


class FlowLogBucket(PrivateBucket):
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
        super().__init__(
            scope,
            id_,
            name=name,
            key_arn=key_arn,
            retention=Retention(expire_after=retention_days),
            statements=partial(_statements, organization_id),
        )


def _statements(organization_id: str, bucket_arn: str) -> list[Statement]:
    """Admit the delivery of logs.

    Amazon VPC User Guide, Amazon S3 bucket permissions for flow logs.
    """
    delivery = {"Service": "delivery.logs.amazonaws.com"}
    of_the_organization = {"aws:SourceOrgID": organization_id}
    return [
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
    ]
