"""Object Lock of an Amazon S3 bucket: set on one that is in use, too, and holding its versioning.

Behaviour from the Amazon S3 User Guide, "Object Lock considerations": it can be turned on for an existing bucket
with versioning, never off, and its default retention changes at any time; versioning cannot be suspended any more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from moto.s3.exceptions import InvalidBucketState, MalformedXML
from moto.s3.models import S3Backend

_NOT_VERSIONED = "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration"
_VERSIONING_HELD = "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed."


def register() -> None:
    """Set the configuration ourselves: moto wants the bucket empty. Keep what it would let go."""
    S3Backend.put_object_lock_configuration = _put
    S3Backend.put_bucket_versioning = _held(S3Backend.put_bucket_versioning)


def _put(  # noqa: PLR0913, PLR0917 - moto's own parameters
    backend: Any,
    bucket_name: str,
    lock_enabled: bool,  # noqa: FBT001 - moto's own
    mode: str | None = None,
    days: int | None = None,
    years: int | None = None,
) -> None:
    bucket = backend.get_bucket(bucket_name)
    if not lock_enabled or bool(mode) != bool(days or years) or (days and years):
        raise MalformedXML
    if not bucket.is_versioned:
        raise InvalidBucketState(_NOT_VERSIONED)
    bucket.object_lock_enabled = True
    bucket.default_lock_mode, bucket.default_lock_days, bucket.default_lock_years = mode, days, years


def _held(own: Callable[..., None]) -> Callable[..., None]:
    @wraps(own)
    def put_bucket_versioning(backend: Any, bucket_name: str, status: str) -> None:
        if status != "Enabled" and backend.get_bucket(bucket_name).object_lock_enabled:
            raise InvalidBucketState(_VERSIONING_HELD)
        own(backend, bucket_name, status)

    return put_bucket_versioning
