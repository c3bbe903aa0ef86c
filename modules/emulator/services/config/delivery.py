"""Where AWS Config delivers to, looked at before the channel is taken.

Behaviour from the AWS Config API Reference, page "PutDeliveryChannel", and from "Permissions for the Amazon S3 Bucket
for the AWS Config Delivery Channel" and "Managing the Delivery Channel" (AWS Config Developer Guide): the bucket may be
in another account and Region, lets the service (or the recorder's role) in, and has no Object Lock with default
retention.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from moto.config.models import ConfigBackend
from moto.iam.models import iam_backends

from modules.emulator.named_by_arn import bucket_policy, find_bucket, find_key
from modules.emulator.organization_tree import organization_of
from modules.emulator.records.call import Refusal
from modules.emulator.resource_policies import allows, service_may, statements_of
from modules.emulator.services.config.aggregators import PRINCIPAL


def register() -> None:
    """Look before moto keeps the channel."""
    ConfigBackend.put_delivery_channel = _checked(ConfigBackend.put_delivery_channel)


def _checked(own: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(own)
    def put_delivery_channel(backend: Any, channel: dict[str, Any]) -> Any:
        if backend.recorders and channel.get("s3BucketName"):
            _check(backend, channel)
        return own(backend, channel)

    return put_delivery_channel


def _check(backend: Any, channel: dict[str, Any]) -> None:
    name = channel["s3BucketName"]
    bucket = find_bucket(name)
    if bucket is None:
        raise Refusal("NoSuchBucketException", f"Cannot find a S3 bucket with an empty or unknown name: {name}.")
    if bucket.object_lock_enabled and bucket.default_lock_mode:
        message = f"AWS Config cannot deliver to {name}, which has Object Lock with default retention."
        raise Refusal("InsufficientDeliveryPolicyException", message)
    if not _may_write(backend, bucket, channel):
        message = f"Insufficient delivery policy to s3 bucket: {name}, unable to write to bucket."
        raise Refusal("InsufficientDeliveryPolicyException", message)
    key = channel.get("s3KmsKeyArn")
    found = find_key(key, backend.account_id, backend.region_name) if key else None
    if key and (found is None or found.region != bucket.region_name):
        raise Refusal("InvalidS3KmsKeyArnException", f"There is no key {key} in the Region of the bucket.")


def _may_write(backend: Any, bucket: Any, channel: dict[str, Any]) -> bool:
    organization = organization_of(backend.account_id)
    source = {
        "aws:SourceAccount": backend.account_id,
        "aws:SourceArn": f"arn:{backend.partition}:config:{backend.region_name}:{backend.account_id}:*",
        **({"aws:SourceOrgID": organization.org.id} if organization else {}),
    }
    prefix = f"{channel['s3KeyPrefix']}/" if channel.get("s3KeyPrefix") else ""
    file = f"{bucket.arn}/{prefix}AWSLogs/{backend.account_id}/Config/ConfigWritabilityCheckFile"
    put = {**source, "s3:x-amz-acl": "bucket-owner-full-control"}
    policy = bucket_policy(bucket)
    by_service = service_may(policy, PRINCIPAL, "s3:GetBucketAcl", bucket.arn, source) and service_may(
        policy, PRINCIPAL, "s3:PutObject", file, put
    )
    return by_service or (bucket.account_id == backend.account_id and _role_may_write(backend, file))


def _role_may_write(backend: Any, file: str) -> bool:
    (recorder, *_) = backend.recorders.values()
    roles = iam_backends[backend.account_id][backend.partition].roles.values()
    role = next((role for role in roles if role.arn == recorder.role_arn), None)
    documents = [*role.policies.values(), *(p.document for p in role.managed_policies.values())] if role else []
    statements = [statement for document in documents for statement in statements_of(document)]
    return allows(statements, "s3:PutObject", file, {"s3:x-amz-acl": "bucket-owner-full-control"})
