"""What a user may say about the security of the whole organization. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from modules.security.spec.by_choice import AuditManagerSpec, CentralRootSpec, IncidentResponseSpec
from modules.security.spec.detection import DetectiveSpec, GuardDutySpec, InspectorSpec, MacieSpec
from modules.security.spec.firewall_manager import FirewallManagerSpec
from modules.security.spec.posture import AccessAnalyzerSpec, ConfigSpec, SecurityHubSpec
from modules.security.spec.records import CostAlarmSpec, FindingsSpec, LogArchiveSpec, TrailSpec
from modules.security.spec.security_lake import SecurityLakeSpec
from modules.security.spec.service import ServiceSpec
from modules.security.spec.waivers import CheckId, WaivedCheckSpec
from modules.specification.model import Spec


class SecuritySpec(Spec):
    """Security services of the organization, run by the security tooling account. `{}` is the recommended whole."""

    guardduty: GuardDutySpec = GuardDutySpec()
    """Amazon GuardDuty, which looks for threats. Without it nobody notices stolen keys, or who reads data unusually."""

    security_hub: SecurityHubSpec = SecurityHubSpec()
    """AWS Security Hub, where findings come together. Without it each account has its own, in each service and region,
    and no account is held to a standard."""

    macie: MacieSpec = MacieSpec()
    """Amazon Macie, which looks for sensitive data. Without it nobody knows which buckets hold any."""

    inspector: InspectorSpec = InspectorSpec()
    """Amazon Inspector, which looks for known weaknesses. Without it images, instances and functions keep theirs
    unnoticed."""

    detective: DetectiveSpec = DetectiveSpec()
    """Amazon Detective, which shows what led to a finding. Without it that is put together by hand, from logs."""

    access_analyzer: AccessAnalyzerSpec = AccessAnalyzerSpec()
    """IAM Access Analyzer, for the organization as a whole. Without it nobody hears what is shared with outsiders."""

    config: ConfigSpec = ConfigSpec()
    """AWS Config. Where Control Tower governs, recorders of accounts are its own. Without it nothing records how
    resources were set and when, and Security Hub's controls have nothing to look at."""

    firewall_manager: FirewallManagerSpec = FirewallManagerSpec()
    """AWS Firewall Manager, off by default."""

    audit_manager: AuditManagerSpec = AuditManagerSpec()
    """AWS Audit Manager, off by default."""

    security_lake: SecurityLakeSpec = SecurityLakeSpec()
    """Amazon Security Lake, off by default."""

    incident_response: IncidentResponseSpec = IncidentResponseSpec()
    """AWS Security Incident Response, off by default."""

    central_root: CentralRootSpec = CentralRootSpec()
    """Central management of root access. Without it each account keeps a root user with a password to look after."""

    trail: TrailSpec = TrailSpec()
    """The organization's trail. Without it what was called is kept for 90 days only, and in each account by itself."""

    log_archive: LogArchiveSpec = LogArchiveSpec()
    """Where logs are kept."""

    findings: FindingsSpec = FindingsSpec()
    """Whom grave findings are sent to. Without an address they wait until somebody looks."""

    cost_alarm: CostAlarmSpec | None = None
    """An alarm on what security services cost. Without it nobody is told before the bill."""

    waived_checks: dict[CheckId, WaivedCheckSpec] = Field(default_factory=dict)
    """Published checks of the Security Reference Architecture that this environment does not satisfy, each with its
    reason. What a service is for that is switched off needs no waiver (docs/reference/security-coverage.md)."""

    def services(self) -> Iterator[tuple[str, ServiceSpec]]:
        """Every service with its key in the YAML, in the order above."""
        for key in type(self).model_fields:
            if isinstance(service := getattr(self, key), ServiceSpec):
                yield key, service
