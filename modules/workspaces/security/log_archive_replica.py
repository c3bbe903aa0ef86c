"""The workspace of the log archive's copies: a bucket in a second region for each kind of log, and their key."""

from __future__ import annotations

from constructs import Construct

from modules.accounts.spec import Function
from modules.landing_zone.security import log_purposes
from modules.naming import log_bucket
from modules.security.plan.log_buckets import NEVER_LOCKED, LogPurpose, replica_of
from modules.security.records import writers
from modules.security.records.archive_key import ArchiveKey
from modules.security.records.log_bucket import LogBucket
from modules.security.records.replication import replication_role_arn
from modules.storage.private_bucket import Lock, Retention
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.foundation.member_workspace import MemberWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.security.security_workspace import security_of


class LogArchiveReplicaOutputs(Outputs):
    """All that another workspace may know of the copies."""

    key_arn = Output()
    """The key that encrypts them."""


class LogArchiveReplicaWorkspace(MemberWorkspace):
    """Define where copies of logs are kept, before anything is copied.

    Args:
        deployment: The deployment.
        region: The second region.
        accounts: What is known of the accounts.

    """

    def __init__(self, deployment: Deployment, region: str, *, accounts: AccountsOutputs) -> None:
        super().__init__(
            deployment, "log-archive-replica", function=Function.LOG_ARCHIVE, accounts=accounts, region=region
        )
        zone = deployment.environment.zone
        spec = security_of(zone).log_archive
        key = ArchiveKey(
            self,
            "key",
            alias="alias/landing-zone/log-archive-replica",
            description="Copies of the organization's logs",
            account_id=self._account_id,
            platform_role_arn=self._role_arn,
            writers=(),
        )
        scope = Construct(self, "bucket")
        # S3 delivers records of who reads a bucket in the bucket's own region only.
        access_logs = LogBucket(
            scope,
            LogPurpose.ACCESS_LOGS.value,
            name=log_bucket(zone.organization.name, replica_of(LogPurpose.ACCESS_LOGS), self._account_id),
            key_arn=None,
            writer=writers.access_logging(self._account_id, f"{zone.organization.name}-log-archive-*"),
            platform_role_arn=self._role_arn,
            retention=Retention(expire_after=spec.expire_after_days),
            lock=None,
            access_log_bucket=None,
        )
        for purpose in log_purposes(zone):
            LogBucket(
                scope,
                purpose.value,
                name=log_bucket(zone.organization.name, replica_of(purpose), self._account_id),
                key_arn=key.key_arn,
                writer=writers.Replicator(replication_role_arn(self._account_id)),
                platform_role_arn=self._role_arn,
                retention=Retention(expire_after=spec.expire_after_days, glacier_after=spec.glacier_after_days),
                lock=None if purpose in NEVER_LOCKED else Lock(mode=spec.lock.mode.value, days=spec.lock.days),
                access_log_bucket=access_logs.bucket_name,
            )
        self.outputs = LogArchiveReplicaOutputs.publish(self, key_arn=key.key_arn)
