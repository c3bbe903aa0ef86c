"""What a user may say about security services that are off by default. No cdktf here."""

from __future__ import annotations

from modules.security.spec.service import ServiceByChoiceSpec
from modules.specification.model import Spec


class AuditManagerSpec(ServiceByChoiceSpec):
    """AWS Audit Manager: evidence for audits. It cannot be switched on here: it takes no new customer.

    AWS Audit Manager User Guide, AWS Audit Manager availability change: since 30 April 2026.
    """


class IncidentResponseSpec(ServiceByChoiceSpec):
    """AWS Security Incident Response: AWS's responders. A subscription with a monthly price, begun by hand.

    Security tooling begins it; what it needs of the management account is made here.
    """


class CentralRootSpec(Spec):
    """Central management of root access: member accounts have no root credentials."""

    enabled: bool = True
    """Whether root credentials of member accounts are managed centrally, and privileged tasks done by root sessions."""
