"""What a user may say about security services that are off by default. No cdktf here."""

from __future__ import annotations

from modules.security.spec.service import ServiceByChoiceSpec
from modules.specification.model import Spec


class FirewallManagerSpec(ServiceByChoiceSpec):
    """AWS Firewall Manager: web ACLs and security groups for every account. Charged by policy and region."""


class AuditManagerSpec(ServiceByChoiceSpec):
    """AWS Audit Manager: evidence for audits, collected from every account."""


class SecurityLakeSpec(ServiceByChoiceSpec):
    """Amazon Security Lake: security records of all accounts as tables, in the log archive. Charged by volume."""


class IncidentResponseSpec(ServiceByChoiceSpec):
    """AWS Security Incident Response: AWS's responders. A subscription with a monthly price, begun by hand."""


class CentralRootSpec(Spec):
    """Central management of root access: member accounts have no root credentials."""

    enabled: bool = True
    """Whether root credentials of member accounts are managed centrally, and privileged tasks done by root sessions."""
