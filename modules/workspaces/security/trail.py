"""The workspace of the organization's trail, in the management account."""

from __future__ import annotations

from modules.deployment.spec import S3BackendSpec
from modules.security.plan.log_buckets import LogPurpose
from modules.security.plan.trail import event_selections
from modules.security.records.trail import Trail
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import ManagementWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.security.log_archive import LogArchiveOutputs
from modules.workspaces.security.security_workspace import security_of


class TrailWorkspace(ManagementWorkspace):
    """Define the trail of an organization that Control Tower does not govern: there it has one already.

    Args:
        deployment: The deployment.
        organization: What is known of the organization.
        log_archive: What is known of the log archive.

    """

    def __init__(
        self, deployment: Deployment, *, organization: OrganizationOutputs, log_archive: LogArchiveOutputs
    ) -> None:
        super().__init__(deployment, "trail")
        zone = deployment.environment.zone
        backend = zone.deployment.backend
        Trail(
            self,
            "trail",
            account_id=zone.organization.management_account.id,
            region=zone.organization.home_region,
            organization_id=organization.organization_id,
            bucket=log_archive.bucket_names(self, LogPurpose.TRAIL.value),
            key_arn=log_archive.key_arn(self),
            selections=event_selections(
                security_of(zone).trail,
                organization=zone.organization.name,
                state_bucket=backend.bucket if isinstance(backend, S3BackendSpec) else None,
            ),
        )
