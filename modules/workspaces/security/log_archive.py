"""The workspace of the log archive: a bucket for each kind of log, and the key that encrypts them."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import TerraformLocal
from constructs import Construct

from modules.accounts.roster import account_for
from modules.accounts.spec import Function
from modules.aws_limits import is_opt_in
from modules.landing_zone import LandingZone
from modules.landing_zone.security import log_purposes
from modules.naming import log_bucket
from modules.security.plan.log_buckets import NEVER_LOCKED, LogPurpose, replica_of
from modules.security.plan.trail import trail_arn
from modules.security.records import writers
from modules.security.records.archive_key import ArchiveKey
from modules.security.records.log_bucket import LogBucket
from modules.security.records.replication import Replicated, Replication, ReplicationKey
from modules.security.records.writers import LogWriter
from modules.security.spec.service import ServiceSpec
from modules.storage.private_bucket import Lock, Retention
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.foundation.member_workspace import MemberWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.security.log_archive_replica import LogArchiveReplicaOutputs
from modules.workspaces.security.security_workspace import security_of


class LogArchiveOutputs(Outputs):
    """All that another workspace may know of the log archive."""

    bucket_names = Output()
    """The name of each bucket, by what it holds; known once its policy is there."""
    key_arn = Output()
    """The key that encrypts them."""


class LogArchiveWorkspace(MemberWorkspace):
    """Define the log archive. Nothing in it depends on which accounts there are.

    Args:
        deployment: The deployment.
        organization: What is known of the organization.
        accounts: What is known of the accounts.
        replica: What is known of the copies in a second region; none where there are none.

    """

    def __init__(
        self,
        deployment: Deployment,
        *,
        organization: OrganizationOutputs,
        accounts: AccountsOutputs,
        replica: LogArchiveReplicaOutputs | None,
    ) -> None:
        environment = deployment.environment
        zone = environment.zone
        super().__init__(
            deployment,
            "log-archive",
            function=Function.LOG_ARCHIVE,
            accounts=accounts,
            region=zone.organization.home_region,
        )
        self._zone = zone
        administrator_id = accounts.account_id(self, account_for(Function.SECURITY_TOOLING, zone.roster))
        found = self._writers(
            organization_id=organization.organization_id,
            administrator_id=TerraformLocal(self.default_scope, "administrator-id", administrator_id).as_string,
        )
        spec = security_of(zone).log_archive
        retention = Retention(expire_after=spec.expire_after_days, glacier_after=spec.glacier_after_days)
        key = ArchiveKey(
            self,
            "key",
            alias="alias/landing-zone/log-archive",
            description="Logs of the organization",
            account_id=self._account_id,
            platform_role_arn=self._role_arn,
            writers=found.values(),
        )
        scope = Construct(self, "bucket")
        access_logs = LogBucket(
            scope,
            LogPurpose.ACCESS_LOGS.value,
            name=self._bucket(LogPurpose.ACCESS_LOGS.value),
            key_arn=None,
            writer=writers.access_logging(self._account_id, f"{zone.organization.name}-log-archive-*"),
            platform_role_arn=self._role_arn,
            retention=Retention(expire_after=spec.expire_after_days),
            lock=None,
            access_log_bucket=None,
        )
        buckets = {
            purpose: LogBucket(
                scope,
                purpose.value,
                name=self._bucket(purpose.value),
                key_arn=key.key_arn,
                writer=writer,
                platform_role_arn=self._role_arn,
                retention=retention,
                lock=None if purpose in NEVER_LOCKED else Lock(mode=spec.lock.mode.value, days=spec.lock.days),
                access_log_bucket=access_logs.bucket_name,
            )
            for purpose, writer in found.items()
        }
        if replica and spec.replica_region:
            self._replicate(buckets, key.key_arn, replica, spec.replica_region)
        names = {purpose.value: bucket.bucket_name for purpose, bucket in buckets.items()}
        self.outputs = LogArchiveOutputs.publish(self, bucket_names=names, key_arn=key.key_arn)

    def _writers(self, *, organization_id: str, administrator_id: str) -> Mapping[LogPurpose, LogWriter]:
        """Return the service that writes to each bucket but that of access logs."""
        organization = self._zone.organization
        delivery = writers.delivery(organization_id)
        zone, spec = self._zone, security_of(self._zone)
        of_purposes = {
            LogPurpose.TRAIL: writers.cloudtrail(
                organization_id, organization.management_account.id, trail_arn(organization)
            ),
            LogPurpose.QUERY_LOGS: delivery,
            LogPurpose.FIREWALL_LOGS: delivery,
            LogPurpose.CONFIG: writers.config(organization_id),
            LogPurpose.FLOW_LOGS: delivery,
            LogPurpose.FINDINGS: writers.guardduty(administrator_id, _opt_in_regions(zone, spec.guardduty)),
            LogPurpose.DATA_DISCOVERY: writers.macie(organization_id, _opt_in_regions(zone, spec.macie)),
        }
        return {purpose: of_purposes[purpose] for purpose in log_purposes(self._zone)}

    def _replicate(
        self, buckets: Mapping[LogPurpose, LogBucket], key_arn: str, replica: LogArchiveReplicaOutputs, region: str
    ) -> None:
        """Copy what is written to every bucket, but for who reads it: that has records of its own in each region."""
        replicated = [
            Replicated(
                name=purpose.value,
                bucket_name=bucket.bucket_name,
                bucket_arn=bucket.bucket_arn,
                replica_arn=f"arn:aws:s3:::{self._bucket(replica_of(purpose))}",
                versioning=bucket.versioning,
            )
            for purpose, bucket in buckets.items()
        ]
        Replication(
            self,
            "replication",
            replicated=replicated,
            key=ReplicationKey(arn=key_arn, region=self._zone.organization.home_region),
            replica_key=ReplicationKey(arn=replica.key_arn(self), region=region),
        )

    def _bucket(self, purpose: str) -> str:
        return log_bucket(self._zone.organization.name, purpose, self._account_id)


def _opt_in_regions(zone: LandingZone, service: ServiceSpec) -> tuple[str, ...]:
    """Return the regions that accounts opt in to and that a service runs in."""
    return tuple(region for region in zone.organization.regions if is_opt_in(region) and service.runs_in(region))
