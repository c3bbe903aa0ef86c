"""Where a team keeps what it works on: a bucket and the key of everything in the account that is the team's."""

from __future__ import annotations

from constructs import Construct

from modules.machine_learning.team import Team
from modules.storage.encryption_key import EncryptionKey
from modules.storage.private_bucket import PrivateBucket, Retention
from modules.storage.statements import Statement


class TeamKey(EncryptionKey):
    """Define the team's key of one stage: for its bucket, jobs, volumes, queries and log groups.

    Who uses it is said by permission sets and execution roles, by its tags `Team` and `Stage`; only log groups need a
    statement of their own (Amazon CloudWatch Logs User Guide, Encrypt log data using AWS KMS).
    """

    def __init__(self, scope: Construct, id_: str, *, team: Team, deletion_days: int) -> None:
        super().__init__(
            scope,
            id_,
            alias=team.key_alias,
            description=f"What is the team's: {team.name}, {team.stage}",
            account_id=team.account_id,
            statements=[_log_groups_use_it(team)],
            deletion_days=deletion_days,
        )


class TeamBucket(PrivateBucket):
    """Define the team's bucket of one stage: nobody from another account gets into it, whatever a policy there says.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        team: Whose it is.
        key_arn: The team's key.
        versions_kept_days: Days for which it keeps what was deleted or overwritten.
        access_log_bucket: The bucket that records who reads it.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        team: Team,
        key_arn: str,
        versions_kept_days: int,
        access_log_bucket: str,
    ) -> None:
        super().__init__(
            scope,
            id_,
            name=team.bucket_name,
            key_arn=key_arn,
            retention=Retention(versions_after=versions_kept_days),
            access_log_bucket=access_log_bucket,
            statements=lambda arn: [_own_account_only(arn, team.account_id), *_own_key_only(arn, key_arn)],
        )


def _log_groups_use_it(team: Team) -> Statement:
    groups = f"arn:aws:logs:{team.region}:{team.account_id}:log-group:*"
    return {
        "Sid": "LogGroupsOfTheAccountUseIt",
        "Effect": "Allow",
        "Principal": {"Service": f"logs.{team.region}.amazonaws.com"},
        "Action": ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        "Resource": "*",
        "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
    }


def _own_account_only(arn: str, account_id: str) -> Statement:
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


def _own_key_only(arn: str, key_arn: str) -> list[Statement]:
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
