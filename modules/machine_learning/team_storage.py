"""Where a team keeps what it works on: a bucket and the key of everything in the account that is the team's."""

from __future__ import annotations

from constructs import Construct

from modules.machine_learning.team import Team
from modules.storage.encryption_key import EncryptionKey
from modules.storage.private_bucket import PrivateBucket, Retention
from modules.storage.statements import log_groups_use_the_key, own_account_only, own_key_only
from modules.storage.undelivered_events import events_use_the_key


class TeamKey(EncryptionKey):
    """Define the team's key of one stage: for its bucket, jobs, volumes, queries and log groups.

    Who uses it is said by permission sets and execution roles, by its tags `Team` and `Stage`; only services need
    statements of their own: log groups (Amazon CloudWatch Logs User Guide, Encrypt log data using AWS KMS), and a queue
    of events that started nothing.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        team: Whose it is.
        deletion_days: Days between asking for its deletion and its end: 7 to 30.

    """

    def __init__(self, scope: Construct, id_: str, *, team: Team, deletion_days: int) -> None:
        super().__init__(
            scope,
            id_,
            alias=team.key_alias,
            description=f"What is the team's: {team.name}, {team.stage}",
            account_id=team.account_id,
            statements=[
                log_groups_use_the_key("LogGroupsOfTheAccountUseIt", team.region, _log_groups(team)),
                events_use_the_key(team.account_id, _rules(team)),
            ],
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
            statements=lambda arn: [own_account_only(arn, team.account_id), *own_key_only(arn, key_arn)],
        )


def _rules(team: Team) -> str:
    """Return the account's rules: those that start something of the team's leave in a queue what they cannot start."""
    return f"arn:aws:events:{team.region}:{team.account_id}:rule/*"


def _log_groups(team: Team) -> str:
    return f"arn:aws:logs:{team.region}:{team.account_id}:log-group:*"
