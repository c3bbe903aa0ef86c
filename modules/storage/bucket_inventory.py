"""A weekly list of what a bucket holds."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.s3_bucket_inventory import (
    S3BucketInventory,
    S3BucketInventoryDestination,
    S3BucketInventoryDestinationBucket,
    S3BucketInventoryDestinationBucketEncryption,
    S3BucketInventoryDestinationBucketEncryptionSseS3,
    S3BucketInventorySchedule,
)
from constructs import Construct


class BucketInventory(Construct):
    """Define the list: every version, with how it is encrypted and stored (Amazon S3 User Guide, Amazon S3 Inventory).

    Args:
        scope: The construct that owns it.
        id_: What it is called in addresses.
        bucket: The bucket that is listed.
        destination_arn: The bucket that lists go to, of the same account.
        account_id: The account.

    """

    def __init__(self, scope: Construct, id_: str, *, bucket: str, destination_arn: str, account_id: str) -> None:
        super().__init__(scope, id_)
        S3BucketInventory(
            self,
            "Default",
            bucket=bucket,
            name="weekly",
            included_object_versions="All",
            optional_fields=["Size", "LastModifiedDate", "StorageClass", "EncryptionStatus"],
            schedule=S3BucketInventorySchedule(frequency="Weekly"),
            destination=S3BucketInventoryDestination(
                bucket=S3BucketInventoryDestinationBucket(
                    bucket_arn=destination_arn,
                    account_id=account_id,
                    format="Parquet",
                    prefix="inventories",
                    encryption=S3BucketInventoryDestinationBucketEncryption(
                        sse_s3=S3BucketInventoryDestinationBucketEncryptionSseS3()
                    ),
                )
            ),
        )
