"""Roles of other accounts that a policy admits, by the account and the role's ARN.

Who administers an account makes roles of any name, path and tag there, but none in another account: a right that
follows from a tag or a path alone is theirs, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modules.storage.statements import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Grantees:
    """Roles, and the accounts that they are in. An account's administrators make no role of another account."""

    account_ids: tuple[str, ...]
    role_arns: tuple[str, ...]
    """With `*` where a part of a name is not known before it is made."""

    def __add__(self, other: Grantees) -> Grantees:
        """Return the roles of both."""
        accounts = tuple(dict.fromkeys((*self.account_ids, *other.account_ids)))
        return Grantees(account_ids=accounts, role_arns=(*self.role_arns, *other.role_arns))

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.role_arns)


def admitted(
    sid: str,
    grantees: Grantees,
    actions: list[str],
    resources: list[str],
    condition: Mapping[str, Mapping[str, Any]] | None = None,
) -> Iterator[Statement]:
    """Give a statement that admits roles of other accounts; none where there are no such roles."""
    if grantees:
        yield {
            "Sid": sid,
            "Effect": "Allow",
            "Principal": {"AWS": [f"arn:aws:iam::{account_id}:root" for account_id in grantees.account_ids]},
            "Action": actions,
            "Resource": resources,
            "Condition": {"ArnLike": {"aws:PrincipalArn": [*grantees.role_arns]}, **(condition or {})},
        }


def through_s3(region: str, bucket_arn: str) -> dict[str, dict[str, Any]]:
    """Return the condition that a key is used through S3, for a bucket and what is in it."""
    return {
        "StringEquals": {"kms:ViaService": f"s3.{region}.amazonaws.com"},
        "StringLike": {"kms:EncryptionContext:aws:s3:arn": [bucket_arn, f"{bucket_arn}/*"]},
    }
