"""Server access logging of an Amazon S3 bucket, with the conditions on its destination that moto does not look at.

Behaviour from the Amazon S3 User Guide, "Enabling Amazon S3 server access logging" (destination of the same account
and Region, without Object Lock) and "Troubleshoot server access logging", and from "PutBucketLogging".
"""

from __future__ import annotations

from typing import Any

from moto.s3.exceptions import CrossLocationLoggingProhibited, InvalidTargetBucketForLogging
from moto.s3.models import FakeBucket

from modules.emulator.named_by_arn import bucket_policy, find_bucket
from modules.emulator.resource_policies import service_may

_PRINCIPAL = "logging.s3.amazonaws.com"
_NOT_PERMITTED = (
    "You must either provide the necessary permissions to the logging service using a bucket policy or give the "
    "log-delivery group WRITE and READ_ACP permissions to the target bucket"
)


def register() -> None:
    """Look at the destination instead of moto, which compares policies by their text."""
    FakeBucket.set_logging = _set_logging


def _set_logging(bucket: Any, logging: dict[str, Any] | None, _backend: Any) -> None:
    if logging:
        _check(bucket, find_bucket(logging["TargetBucket"]), logging)
    bucket.logging = logging or {}


def _check(bucket: Any, target: Any, logging: dict[str, Any]) -> None:
    if target is None:
        raise InvalidTargetBucketForLogging("The target bucket for logging does not exist.")
    if target.account_id != bucket.account_id:
        message = "The owner for the bucket to be logged and the target bucket must be the same."
        raise InvalidTargetBucketForLogging(message)
    if target.region_name != bucket.region_name:
        raise CrossLocationLoggingProhibited
    if target.object_lock_enabled:
        raise InvalidTargetBucketForLogging("The target bucket must not have Object Lock enabled.")
    source = {"aws:SourceArn": bucket.arn, "aws:SourceAccount": bucket.account_id}
    key = f"{target.arn}/{logging.get('TargetPrefix') or ''}x"
    by_policy = service_may(bucket_policy(target), _PRINCIPAL, "s3:PutObject", key, source)
    if not by_policy and not bucket._log_permissions_enabled_acl(target):  # noqa: SLF001 - moto's own question
        raise InvalidTargetBucketForLogging(_NOT_PERMITTED)
