"""Statements that policies of many resources have, and how a policy is written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

Statement = dict[str, Any]


def policy(statements: Iterable[Statement]) -> str:
    """Write a policy as JSON. What stands for a member's value in it stays as it is, to be found and filled in."""
    return json.dumps({"Version": "2012-10-17", "Statement": [*statements]}, ensure_ascii=False)


def account_governs_its_key(account_id: str) -> Statement:
    """Let an account's IAM policies govern a key, as the key policy that KMS itself proposes does.

    AWS KMS Developer Guide, Default key policy: without this statement nobody could administer the key.
    """
    return {
        "Sid": "AccountGovernsItsKey",
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account_id}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }


def deny_without_tls(action: str, resource: str | list[str]) -> Statement:
    """Refuse whatever comes without TLS."""
    return {
        "Sid": "DenyWithoutTls",
        "Effect": "Deny",
        "Principal": "*",
        "Action": action,
        "Resource": resource,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
