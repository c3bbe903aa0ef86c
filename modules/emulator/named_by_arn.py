"""What other services of moto keep, found by name or ARN, whichever account it is in.

From "Amazon Resource Names (ARNs)" (AWS General Reference): `arn:partition:service:region:account-id:resource`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from moto.kms.models import kms_backends
from moto.s3.models import s3_backends
from moto.sns.models import sns_backends


class Arn(NamedTuple):
    """The parts of an ARN; those of a text that is none are empty."""

    partition: str
    service: str
    region: str
    account_id: str
    resource: str


def parse_arn(text: str) -> Arn:
    """Take an ARN apart."""
    parts = text.split(":", 5)
    return Arn(*parts[1:]) if len(parts) == len(("arn", *Arn._fields)) and parts[0] == "arn" else Arn(*[""] * 5)


def find_bucket(name: str) -> Any:
    """Find moto's bucket of a name, or None."""
    partition, account_id = s3_backends.bucket_accounts.get(name, ("", ""))
    return s3_backends[account_id][partition].buckets.get(name) if account_id else None


def bucket_policy(bucket: Any) -> str | None:
    """Read the policy of moto's bucket as text."""
    return bucket.policy.decode() if isinstance(bucket.policy, bytes) else bucket.policy


def find_key(named: str, account_id: str, region: str) -> Any:
    """Find moto's KMS key by its id, its ARN, or an alias; what is no ARN is looked up in an account and Region."""
    arn = parse_arn(named)
    account_id, region = (arn.account_id, arn.region) if arn.service == "kms" else (account_id, region)
    if account_id not in kms_backends or region not in kms_backends[account_id]:
        return None
    kms = kms_backends[account_id][region]
    keys = {name: key for key in list(kms.keys.values()) for name in (key.id, key.arn, *key.aliases)}
    return keys.get(named) or keys.get(arn.resource)


def find_topic(arn: str) -> Any:
    """Find moto's SNS topic of an ARN, or None."""
    _, _, region, account_id, _ = parse_arn(arn)
    if account_id not in sns_backends or region not in sns_backends[account_id]:
        return None
    return sns_backends[account_id][region].topics.get(arn)
