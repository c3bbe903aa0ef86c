"""The workspace of the log archive: a bucket for each kind of log, and the key that encrypts them."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import TerraformLocal
from constructs import Construct

from modules.accounts.roster import account_for
from modules.accounts.spec import Function
from modules.aws_limits import is_opt_in
from modules.landing_zone import LandingZone
from modules.landing_zone.security import has_trail
from modules.naming import log_bucket
from modules.security.plan.log_buckets import LogPurpose
from modules.security.plan.trail import trail_arn
from modules.security.records import writers
from modules.security.records.archive_key import ArchiveKey
from modules.security.records.log_bucket import LogBucket
from modules.security.records.writers import LogWriter
from modules.security.spec.service import ServiceSpec
from modules.storage.private_bucket import Lock, Retention
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.foundation.member_workspace import MemberWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.security.security_workspace import security_of

NEVER_LOCKED = frozenset({LogPurpose.ACCESS_LOGS, LogPurpose.CONFIG})
"""Buckets whose writers refuse Object Lock (Amazon S3 User Guide, Enabling Amazon S3 server access logging; AWS Config
Developer Guide, Managing the Delivery Channel)."""


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

    """

    def __init__(self, deployment: Deployment, *, organization: OrganizationOutputs, accounts: AccountsOutputs) -> None:
        environment = deployment.environment
        zone = environment.zone
        super().__init__(
            deployment,
            "log-archive",
            function=Function.LOG_ARCHIVE,
            accounts=accounts,
            region=zone.organization.home_region,
        )
        self._organization_name = zone.organization.name
        administrator_id = accounts.account_id(self, account_for(Function.SECURITY_TOOLING, zone.roster))
        found = self._writers(
            organization_id=organization.organization_id,
            management_id=zone.organization.management_account.id,
            administrator_id=TerraformLocal(self.default_scope, "administrator-id", administrator_id).as_string,
            trail=trail_arn(zone.organization) if has_trail(zone) else None,
            zone=zone,
        )
        spec = security_of(zone).log_archive
        retention = Retention(expire_after=spec.expire_after_days, glacier_after=spec.glacier_after_days)
        platform_role_arn = f"arn:aws:iam::{self._account_id}:role/{environment.role_name(self._account)}"
        key = ArchiveKey(
            self,
            "key",
            account_id=self._account_id,
            platform_role_arn=platform_role_arn,
            writers=found.values(),
        )
        buckets = Construct(self, "bucket")
        access_logs = LogBucket(
            buckets,
            LogPurpose.ACCESS_LOGS.value,
            name=self._bucket(LogPurpose.ACCESS_LOGS),
            key_arn=None,
            writer=writers.access_logging(self._account_id, f"{self._organization_name}-log-archive-*"),
            platform_role_arn=platform_role_arn,
            retention=Retention(expire_after=spec.expire_after_days),
            lock=None,
            access_log_bucket=None,
        )
        names = {
            purpose.value: LogBucket(
                buckets,
                purpose.value,
                name=self._bucket(purpose),
                key_arn=key.key_arn,
                writer=writer,
                platform_role_arn=platform_role_arn,
                retention=retention,
                lock=None if purpose in NEVER_LOCKED else Lock(mode=spec.lock.mode.value, days=spec.lock.days),
                access_log_bucket=access_logs.bucket_name,
            ).bucket_name
            for purpose, writer in found.items()
        }
        self.outputs = LogArchiveOutputs.publish(self, bucket_names=names, key_arn=key.key_arn)

    def _writers(
        self, *, organization_id: str, management_id: str, administrator_id: str, trail: str | None, zone: LandingZone
    ) -> Mapping[LogPurpose, LogWriter]:
        """Return the service that writes to each bucket but that of access logs."""
        delivery = writers.delivery(organization_id)
        of_trail = {LogPurpose.TRAIL: writers.cloudtrail(organization_id, management_id, trail)} if trail else {}
        of_network = (LogPurpose.QUERY_LOGS, LogPurpose.FIREWALL_LOGS) if zone.network else ()
        spec = security_of(zone)
        return {
            **of_trail,
            **dict.fromkeys(of_network, delivery),
            LogPurpose.CONFIG: writers.config(organization_id),
            LogPurpose.FLOW_LOGS: delivery,
            LogPurpose.FINDINGS: writers.guardduty(administrator_id, _opt_in_regions(zone, spec.guardduty)),
            LogPurpose.DATA_DISCOVERY: writers.macie(organization_id, _opt_in_regions(zone, spec.macie)),
        }

    def _bucket(self, purpose: LogPurpose) -> str:
        return log_bucket(self._organization_name, purpose.value, self._account_id)


def _opt_in_regions(zone: LandingZone, service: ServiceSpec) -> tuple[str, ...]:
    """Return the regions that accounts opt in to and that a service runs in."""
    return tuple(region for region in zone.organization.regions if is_opt_in(region) and service.runs_in(region))
