"""The workspace of security services in one region, in the security tooling account."""

from __future__ import annotations

from modules.security.detection.guardduty import GuardDuty
from modules.security.findings.grave_findings import GraveFindings
from modules.security.posture.access_analyzer import OrganizationAnalyzers
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.foundation.delegation import DelegationWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.security.security_workspace import SecurityWorkspace, security_of


class SecurityRegionOutputs(Outputs):
    """All that another workspace may know of the services of a region."""

    detector_id = Output()
    """The id of GuardDuty's detector; only where GuardDuty runs."""


class SecurityRegionWorkspace(SecurityWorkspace):
    """Define the services of one region, for every account of the organization.

    Nothing in it depends on which accounts there are: those that exist are enrolled in a workspace of their own.

    Args:
        deployment: The deployment.
        region: The region.
        accounts: What is known of the accounts.
        delegation: What must be done in the management account before.

    """

    def __init__(
        self, deployment: Deployment, region: str, *, accounts: AccountsOutputs, delegation: DelegationWorkspace
    ) -> None:
        super().__init__(deployment, f"security-{region}", accounts=accounts, region=region)
        self.add_dependency(delegation)
        spec = security_of(deployment.environment.zone)
        outputs: dict[str, str] = {}
        if spec.guardduty.runs_in(region):
            outputs["detector_id"] = GuardDuty(self, "guardduty", spec=spec.guardduty).detector_id
        is_home = region == deployment.environment.zone.organization.home_region
        if spec.access_analyzer.runs_in(region):
            days = spec.access_analyzer.unused_access_days if is_home else None
            OrganizationAnalyzers(self, "access-analyzer", unused_access_days=days)
        if is_home and spec.security_hub.enabled:
            GraveFindings(self, "findings", account_id=self._account_id, region=region, emails=spec.findings.emails)
        self.outputs = SecurityRegionOutputs.publish(self, **outputs)
