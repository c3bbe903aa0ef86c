"""Types of resources, by what they are to the log archive: followed, or of no concern. Others are refused."""

from __future__ import annotations

BUCKET, POLICY, LOCK = "aws_s3_bucket", "aws_s3_bucket_policy", "aws_s3_bucket_object_lock_configuration"
REPLICATION = "aws_s3_bucket_replication_configuration"
KEY, ALIAS = "aws_kms_key", "aws_kms_alias"

ACCESS_POINT = "aws_s3_access_point"

FOLLOWED = frozenset({BUCKET, POLICY, LOCK, REPLICATION, KEY, ALIAS, ACCESS_POINT})
"""Types that decide what becomes of a log, and that are read."""

OF_NO_CONCERN = frozenset(
    {
        "aws_s3_account_public_access_block", "aws_s3_bucket_inventory", "aws_s3_bucket_lifecycle_configuration",
        "aws_s3_bucket_logging", "aws_s3_bucket_notification", "aws_s3_bucket_ownership_controls",
        "aws_s3_bucket_public_access_block", "aws_s3_bucket_server_side_encryption_configuration",
        "aws_s3_bucket_versioning", "aws_s3_object",
    }
)  # fmt: skip
"""Types of the same services that let nobody write or delete: what they say is the gate's to judge."""

_FAMILIES = ("aws_s3", "aws_kms_")


def is_of_no_concern(kind: str) -> bool:
    """Whether the proof holds whatever resources of a type there are."""
    return not kind.startswith(_FAMILIES) or kind in FOLLOWED or kind in OF_NO_CONCERN
