"""The workspace of security services in one region, in the security tooling account."""

from __future__ import annotations

from modules.naming import web_acl_log_bucket
from modules.network.dns.dns_firewall import DnsFirewall
from modules.network.plan.rule_files import Kind, domains
from modules.organization.spec import unit_path
from modules.security.detection.detective import Detective
from modules.security.detection.guardduty import GuardDuty
from modules.security.detection.inspector import Inspector
from modules.security.detection.macie import Macie
from modules.security.findings.grave_findings import GraveFindings
from modules.security.firewalls.firewall_manager import FirewallManager
from modules.security.firewalls.web_acl_logs import WebAclLogs
from modules.security.plan.automation_rules import automation_rules
from modules.security.plan.log_buckets import LogPurpose
from modules.security.posture.access_analyzer import OrganizationAnalyzers
from modules.security.posture.automation_rules import AutomationRules
from modules.security.posture.config_aggregator import ConfigAggregator
from modules.security.posture.security_hub import SecurityHub
from modules.security.spec.firewall_manager import FirewallPolicy
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.foundation.delegation import DelegationWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.security.administrator import SecurityAdministratorOutputs
from modules.workspaces.security.log_archive import LogArchiveOutputs
from modules.workspaces.security.security_workspace import SecurityWorkspace, security_of


class SecurityRegionOutputs(Outputs):
    """All that another workspace may know of the services of one region."""

    custom_data_identifier_ids = Output()
    """The id of each custom data identifier of Macie, by its name."""


class SecurityRegionWorkspace(SecurityWorkspace):
    """Define the services of one region, for every account of the organization.

    Nothing in it depends on which accounts there are: those that exist are enrolled in a workspace of their own. The
    home region has what is there once for the organization, too.

    Args:
        deployment: The deployment.
        region: The region.
        organization: What is known of the organization.
        accounts: What is known of the accounts.
        administrator: What is known of the administrator's services.
        delegation: What must be done in the management account before.
        log_archive: What is known of the log archive.
        home: The services of the home region, from which Security Hub is turned on in this one; none for itself.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        deployment: Deployment,
        region: str,
        *,
        organization: OrganizationOutputs,
        accounts: AccountsOutputs,
        administrator: SecurityAdministratorOutputs,
        delegation: DelegationWorkspace,
        log_archive: LogArchiveOutputs,
        home: SecurityRegionWorkspace | None,
    ) -> None:
        super().__init__(deployment, f"security-{region}", accounts=accounts, region=region)
        self.add_dependency(delegation)
        self.administrator = administrator
        spec = security_of(deployment.environment.zone)
        is_home = region == deployment.environment.zone.organization.home_region
        if spec.guardduty.runs_in(region):
            detector_id = administrator.detector_ids(self, region)
            GuardDuty(
                self,
                "guardduty",
                spec=spec.guardduty,
                detector_id=detector_id,
                bucket=log_archive.bucket_names(self, LogPurpose.FINDINGS.value),
                key_arn=log_archive.key_arn(self),
            )
        identifier_ids = Macie(self, "macie").custom_data_identifier_ids if spec.macie.runs_in(region) else {}
        if spec.inspector.runs_in(region):
            Inspector(self, "inspector", spec=spec.inspector, region=region, account_id=self._account_id)
        if spec.detective.runs_in(region):
            Detective(self, "detective", graph_arn=administrator.behavior_graph_arns(self, region))
        if spec.access_analyzer.runs_in(region):
            days = spec.access_analyzer.unused_access_days if is_home else None
            OrganizationAnalyzers(self, "access-analyzer", unused_access_days=days)
        if is_home and spec.config.enabled:
            ConfigAggregator(self, "config-aggregator")
        if spec.firewall_manager.runs_in(region):
            self._put_firewalls_before_everything(deployment, region, organization)
        if is_home and spec.security_hub.enabled:
            self._bring_findings_together(deployment, region, organization)
        if spec.security_hub.runs_in(region):
            if home:
                self.add_dependency(home)
            chosen = spec.security_hub.automation_rules
            rules = {name: rule for name, rule in automation_rules().items() if chosen is None or name in chosen}
            AutomationRules(self, "automation-rule", rules=rules)
        self.outputs = SecurityRegionOutputs.publish(self, custom_data_identifier_ids=identifier_ids)

    def _put_firewalls_before_everything(
        self, deployment: Deployment, region: str, organization: OrganizationOutputs
    ) -> None:
        """Define Firewall Manager's policies, and what they need beside themselves."""
        zone = deployment.environment.zone
        spec = security_of(zone).firewall_manager
        logs = group = None
        if FirewallPolicy.WEB_ACLS in spec.policies:
            logs = WebAclLogs(
                self,
                "web-acl-logs",
                name=web_acl_log_bucket(zone.organization.name, self._account_id, region),
                spec=security_of(zone).log_archive,
                account_id=self._account_id,
                organization_id=organization.organization_id,
                platform_role_arn=self._role_arn,
            )
        if FirewallPolicy.DNS_FIREWALL in spec.policies:
            blocked = {name: domains(Kind.DNS, name, region=region) for name in spec.blocked_domains}
            group = DnsFirewall(self, "dns-firewall", name="landing-zone-every-vpc", blocked=blocked)
        FirewallManager(
            self,
            "firewall-manager",
            spec=spec,
            region=region,
            log_bucket_arn=logs.bucket_arn if logs else None,
            rule_group_id=group.rule_group_id if group else None,
        )

    def _bring_findings_together(self, deployment: Deployment, region: str, organization: OrganizationOutputs) -> None:
        """Define Security Hub, and whom its findings are sent to."""
        zone = deployment.environment.zone
        spec = security_of(zone)
        SecurityHub(
            self,
            "security-hub",
            spec=spec.security_hub,
            region=region,
            linked_regions=[
                other for other in zone.organization.regions if other != region and spec.security_hub.runs_in(other)
            ],
            root_id=organization.unit_ids[()],
            unit_ids={unit: organization.unit_ids[unit_path(unit)] for unit in spec.security_hub.units},
        )
        GraveFindings(self, "findings", account_id=self._account_id, region=region, emails=spec.findings.emails)
