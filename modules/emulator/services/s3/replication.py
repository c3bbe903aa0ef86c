"""Where an Amazon S3 bucket may be replicated to, in another account and Region too.

Behaviour from the Amazon S3 User Guide, "Requirements and considerations for replication" (versioning on both sides;
Object Lock on the destination where the source has it), "Replicating encrypted objects" and "Changing the replica
owner", and from the Amazon S3 API Reference, pages "PutBucketReplication" and "GetBucketReplication": a rule is shown
as it was written. Moto leaves out which encrypted objects are copied, and what becomes of delete markers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from moto.core.responses import ActionResult
from moto.s3.exceptions import S3ClientError
from moto.s3.models import S3Backend
from moto.s3.responses import S3Response

from modules.emulator.named_by_arn import find_bucket, parse_arn


def register() -> None:
    """Look at the destinations before moto keeps the configuration, and show all of it."""
    S3Backend.put_bucket_replication = _checked(S3Backend.put_bucket_replication)
    S3Response.get_bucket_replication = _whole(S3Response.get_bucket_replication)


def _checked(own: Callable[..., None]) -> Callable[..., None]:
    @wraps(own)
    def put_bucket_replication(backend: Any, bucket_name: str, replication: dict[str, Any]) -> None:
        rules = replication.get("Rule") or []
        for rule in rules if isinstance(rules, list) else [rules]:
            _check(backend.get_bucket(bucket_name), rule)
        own(backend, bucket_name, replication)

    return put_bucket_replication


def _whole(own: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(own)
    def get_bucket_replication(response: Any) -> Any:
        replication = response.backend.get_bucket_replication(response.bucket_name)
        if not replication:
            return own(response)
        response.data["Action"] = "GetBucketReplication"
        rules = [_NOT_WRITTEN | {key: rule[key] for key in _SHOWN if key in rule} for rule in replication["Rule"]]
        configuration = {"Role": replication["Role"], "Rules": rules}
        return response.serialized(ActionResult({"ReplicationConfiguration": configuration}))

    return get_bucket_replication


_NOT_WRITTEN = {"DeleteMarkerReplication": {"Status": "Disabled"}, "Filter": {"Prefix": ""}}
_SHOWN = ("ID", "Priority", "Status", "DeleteMarkerReplication", "Destination", "SourceSelectionCriteria")


def _check(source: Any, rule: dict[str, Any]) -> None:
    destination = rule.get("Destination") or {}
    target = find_bucket(parse_arn(destination.get("Bucket") or "").resource)
    if target is None:
        raise S3ClientError("InvalidRequest", "Destination bucket must exist.")
    if not target.is_versioned:
        raise S3ClientError("InvalidRequest", "Destination bucket must have versioning enabled.")
    if source.object_lock_enabled and not target.object_lock_enabled:
        message = "Destination bucket must have Object Lock enabled, as the source bucket has."
        raise S3ClientError("InvalidRequest", message)
    _check_key(rule, destination)
    _check_owner(target, destination)


def _check_key(rule: dict[str, Any], destination: dict[str, Any]) -> None:
    encrypted = ((rule.get("SourceSelectionCriteria") or {}).get("SseKmsEncryptedObjects") or {}).get("Status")
    key = (destination.get("EncryptionConfiguration") or {}).get("ReplicaKmsKeyID")
    if (encrypted == "Enabled") != bool(key):
        message = "SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present, and the reverse."
        raise S3ClientError("InvalidArgument", message)


def _check_owner(target: Any, destination: dict[str, Any]) -> None:
    account_id = destination.get("Account")
    if destination.get("AccessControlTranslation") and not account_id:
        message = "Account must be specified with AccessControlTranslation."
        raise S3ClientError("InvalidArgument", message)
    if account_id and account_id != target.account_id:
        raise S3ClientError("InvalidArgument", f"Account {account_id} does not own the destination bucket.")
