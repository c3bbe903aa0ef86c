"""Statements that policies of many resources have, and how a policy is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

Statement = dict[str, Any]

KEY_FOR_LOGS = ("kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*")
"""What CloudWatch Logs does with a key (Amazon CloudWatch Logs User Guide, Encrypt log data using AWS KMS)."""


ENCRYPTING_NOTICES = ["kms:Decrypt", "kms:GenerateDataKey"]
"""What a rule does with the key of a topic that it sends to."""


def policy(statements: Iterable[Statement]) -> str:
    """Write a policy as JSON. What stands for a member's value in it stays as it is, to be found and filled in."""
    return json.dumps({"Version": "2012-10-17", "Statement": [*statements]}, ensure_ascii=False)


def policy_length(statements: Iterable[Statement]) -> int:
    """Count the characters of a policy that is written without white space."""
    return len(json.dumps({"Version": "2012-10-17", "Statement": [*statements]}, separators=(",", ":")))


def allow(
    sid: str, actions: Iterable[str], resources: Iterable[str], condition: Mapping[str, Mapping[str, Any]] | None = None
) -> Statement:
    """Let whoever has a policy do something with resources; always, where no condition is named."""
    statement: Statement = {"Sid": sid, "Effect": "Allow", "Action": [*actions], "Resource": [*resources]}
    return {**statement, "Condition": condition} if condition else statement


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


def log_groups_use_the_key(sid: str, region: str, groups: str) -> Statement:
    """Let log groups of an account use a key.

    Args:
        sid: The statement's name.
        region: The region of the groups and of the key.
        groups: Their ARNs, with `*`.

    """
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": f"logs.{region}.amazonaws.com"},
        "Action": [*KEY_FOR_LOGS],
        "Resource": "*",
        "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
    }


def trust_for_the_account(sid: str, service: str, account_id: str, *, source_arn: str = "") -> Statement:
    """Let one of AWS's services work as a role for one account alone.

    IAM User Guide, The confused deputy problem.

    Args:
        sid: The statement's name.
        service: The service, as `glue` of `glue.amazonaws.com`.
        account_id: The account that it works for.
        source_arn: What in the account it works for, where it says so.

    """
    source = {"aws:SourceAccount": account_id} | ({"aws:SourceArn": source_arn} if source_arn else {})
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": f"{service}.amazonaws.com"},
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": source},
    }


def trust_one_role(sid: str, account_id: str, role_arn: str) -> Statement:
    """Let one role of an account work as a role; `trust_roles` says how it is named."""
    return _trust_principals(sid, account_id, role_arn)


def trust_roles(sid: str, account_id: str, role_arns: Iterable[str]) -> Statement:
    """Let some roles of an account work as a role.

    They are named by a condition: IAM keeps the id of a role that is named as the principal, which would have to exist
    before, and lets nobody in once it was made again (IAM User Guide, AWS JSON policy elements: Principal).

    Args:
        sid: The statement's name.
        account_id: The account that the roles are in.
        role_arns: The roles.

    """
    return _trust_principals(sid, account_id, [*role_arns])


def _trust_principals(sid: str, account_id: str, arns: str | list[str]) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account_id}:root"},
        "Action": "sts:AssumeRole",
        "Condition": {"ArnEquals": {"aws:PrincipalArn": arns}},
    }


def trust_schedules(account_id: str, region: str) -> Statement:
    """Let the schedules of the account's default group work as a role.

    Amazon EventBridge Scheduler User Guide, Cross-service confused deputy prevention: the source is the group.
    """
    group = f"arn:aws:scheduler:{region}:{account_id}:schedule-group/default"
    return trust_for_the_account("SchedulesOfTheAccount", "scheduler", account_id, source_arn=group)


def admit_writing(sid: str, service: str, bucket_arn: str, *, source_arn: str, equals: dict[str, str]) -> Statement:
    """Let one of AWS's services write objects to a bucket, for what it names as its source.

    Args:
        sid: The statement's name.
        service: The service, as `logging.s3` of `logging.s3.amazonaws.com`.
        bucket_arn: The bucket.
        source_arn: What it writes for, with `*`.
        equals: Condition keys and what each must be, the account that it writes for among them.

    """
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": f"{service}.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": f"{bucket_arn}/*",
        "Condition": {"ArnLike": {"aws:SourceArn": source_arn}, "StringEquals": equals},
    }


def events_may(sid: str, actions: str | list[str], resource: Any) -> Statement:
    """Let rules of Amazon EventBridge do something with a topic or its key, in the policy of that.

    Amazon EventBridge User Guide, Using resource-based policies for Amazon EventBridge.

    Args:
        sid: The statement's name.
        actions: What they may do.
        resource: The topic; or `*` in the policy of a key.

    """
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": actions,
        "Resource": resource,
    }


def deny_without_tls(action: str, resource: Any) -> Statement:
    """Refuse whatever comes without TLS."""
    return {
        "Sid": "DenyWithoutTls",
        "Effect": "Deny",
        "Principal": "*",
        "Action": action,
        "Resource": resource,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def own_account_only(arn: str, account_id: str) -> Statement:
    """Refuse principals of other accounts at a bucket, whatever a policy there says; AWS's services pass."""
    return {
        "Sid": "DenyOtherAccounts",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [arn, f"{arn}/*"],
        "Condition": {
            "StringNotEquals": {"aws:PrincipalAccount": account_id},
            "Bool": {"aws:PrincipalIsAWSService": "false"},
        },
    }


def own_key_only(arn: str, key_arn: str) -> list[Statement]:
    """Refuse objects under another key, of KMS or of the caller's own: who holds it could take them hostage.

    What says nothing of encryption passes: S3 asks the policy before it adds the bucket's own key (Amazon S3 User
    Guide, Setting default server-side encryption behavior for Amazon S3 buckets). A key must be named by its ARN.
    """
    of_kms, other, own = (
        f"s3:x-amz-server-side-encryption{end}" for end in ("-aws-kms-key-id", "", "-customer-algorithm")
    )
    named: dict[str, Statement] = {
        "DenyOtherKeys": {"StringNotEquals": {of_kms: key_arn}, "Null": {of_kms: "false"}},
        "DenyEncryptionWithoutKms": {"StringNotEquals": {other: "aws:kms"}, "Null": {other: "false"}},
        "DenyKeysOfCallers": {"Null": {own: "false"}},
    }
    return [
        {
            "Sid": sid,
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:PutObject",
            "Resource": f"{arn}/*",
            "Condition": condition,
        }
        for sid, condition in named.items()
    ]
