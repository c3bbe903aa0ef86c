"""What the policy of an Amazon S3 bucket denies, which moto reads without its conditions: it denies all to everybody.

Behaviour from the Amazon S3 User Guide, "Bucket policy examples using condition keys". Conditions on what the request
says of encryption hold as they are written; a statement with any other one, such as on who asks, denies nothing here.
"""

from __future__ import annotations

from typing import Any

from flask import has_request_context, request
from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket

from modules.emulator.resource_policies import denies

_HEADERS = (
    "x-amz-server-side-encryption",
    "x-amz-server-side-encryption-aws-kms-key-id",
    "x-amz-server-side-encryption-customer-algorithm",
)


def register() -> None:
    """Let what a policy does not deny be decided as without one."""
    FakeBucket.get_permission = _permission


def _permission(bucket: FakeBucket, action: str, resource: str) -> Any:
    policy = bucket.policy.decode() if bucket.policy else None
    headers = request.headers if has_request_context() else {}
    context = {f"s3:{name}": headers.get(name) for name in _HEADERS}
    return PermissionResult.DENIED if denies(policy, action, resource, context) else PermissionResult.NEUTRAL
