"""The workspace of questions to the organization's trail, in the log archive."""

from __future__ import annotations

from modules.accounts.spec import Function
from modules.landing_zone.data import account_of_governance, lakes
from modules.landing_zone.security import has_trail
from modules.naming import audit_bucket
from modules.security.plan.audit_queries import audit_queries
from modules.security.plan.log_buckets import LogPurpose
from modules.security.records.audit_queries import AuditQueries, TrailFiles
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.foundation.member_workspace import MemberWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.security.log_archive import LogArchiveOutputs
from modules.workspaces.security.security_workspace import security_of


class AuditWorkspace(MemberWorkspace):
    """Define what auditors ask the trail with, where its files are: nobody else gets into that bucket.

    AWS Control Tower lets nobody change the policy of its own bucket (AWS Control Tower Controls Reference, Mandatory
    controls, "Disallow Changes to Bucket Policy for AWS Control Tower Created Amazon S3 Buckets in Log Archive"), so
    that queries of another account would need what cannot be given. Inside the account the permission set is enough.

    Args:
        deployment: The deployment.
        organization: What is known of the organization.
        accounts: What is known of the accounts.
        log_archive: What is known of the log archive.

    """

    def __init__(
        self,
        deployment: Deployment,
        *,
        organization: OrganizationOutputs,
        accounts: AccountsOutputs,
        log_archive: LogArchiveOutputs,
    ) -> None:
        zone = deployment.environment.zone
        region = zone.organization.home_region
        super().__init__(deployment, "audit", function=Function.LOG_ARCHIVE, accounts=accounts, region=region)
        governance = account_of_governance(zone)
        organization_id = organization.organization_id
        if has_trail(zone):
            folder = log_archive.bucket_names(self, LogPurpose.TRAIL.value)
        else:
            folder = f"aws-controltower-logs-{self._account_id}-{region}/{organization_id}"
        AuditQueries(
            self,
            "audit",
            account_id=self._account_id,
            files=TrailFiles(
                location=f"s3://{folder}/AWSLogs/{organization_id}",
                regions=zone.organization.regions,
            ),
            queries=audit_queries(
                lakes=[accounts.account_id(self, lake) for lake in lakes(zone).values()],
                governance=[accounts.account_id(self, governance)] if governance else [],
            ),
            bucket_name=audit_bucket(zone.organization.name, self._account_id),
            query_limit_gib=security_of(zone).log_archive.query_limit_gib,
            deletion_days=zone.baseline.key_deletion_days,
        )
