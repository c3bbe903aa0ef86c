"""What each service needs of the organization: whom it trusts, and how its administrator is registered.

AWS Organizations User Guide, "AWS services that you can use with AWS Organizations": the page of each service.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from modules.security.spec.security import SecuritySpec


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """What holds of one service, whatever an environment says of it."""

    trusted: tuple[str, ...] = ()
    """Service principals that must have trusted access to the organization."""
    administrator_is_log_archive: bool = False
    """Whether the log archive administers it, and not security tooling."""
    is_registered_ahead: bool = False
    """Whether the administrator is registered although the service is off: nobody else can become it, and turning the
    service on is no matter of the management account any more."""
    administrator_of: tuple[str, ...] = ()
    """Service principals that an administrator is registered for with Organizations itself. Empty where the service has
    a registration of its own, which does that too."""


SERVICES: Mapping[str, ServiceFacts] = {
    "guardduty": ServiceFacts(
        trusted=("guardduty.amazonaws.com", "malware-protection.guardduty.amazonaws.com"),
    ),
    "security_hub": ServiceFacts(trusted=("securityhub.amazonaws.com",)),
    "macie": ServiceFacts(trusted=("macie.amazonaws.com",)),
    "inspector": ServiceFacts(trusted=("agentless.inspector2.amazonaws.com", "inspector2.amazonaws.com")),
    "detective": ServiceFacts(trusted=("detective.amazonaws.com",)),
    "access_analyzer": ServiceFacts(
        trusted=("access-analyzer.amazonaws.com",),
        administrator_of=("access-analyzer.amazonaws.com",),
    ),
    "config": ServiceFacts(
        trusted=("config-multiaccountsetup.amazonaws.com", "config.amazonaws.com"),
        administrator_of=("config-multiaccountsetup.amazonaws.com", "config.amazonaws.com"),
    ),
    "firewall_manager": ServiceFacts(trusted=("fms.amazonaws.com",)),
    "audit_manager": ServiceFacts(trusted=("auditmanager.amazonaws.com",)),
    "security_lake": ServiceFacts(
        trusted=("securitylake.amazonaws.com",),
        administrator_is_log_archive=True,
        is_registered_ahead=True,
        administrator_of=("securitylake.amazonaws.com",),
    ),
    "incident_response": ServiceFacts(
        trusted=("security-ir.amazonaws.com",),
        is_registered_ahead=True,
        administrator_of=("security-ir.amazonaws.com",),
    ),
}
"""Every service by its key in the YAML."""

TRAIL = "cloudtrail.amazonaws.com"
CENTRAL_ROOT = "iam.amazonaws.com"


def trusted_services(spec: SecuritySpec) -> tuple[str, ...]:
    """Return the service principals that an environment's security services need trusted access for."""
    of_services = {principal for facts in _delegated(spec) for principal in facts.trusted}
    return tuple(sorted({*of_services, TRAIL, *((CENTRAL_ROOT,) if spec.central_root.enabled else ())}))


def administrators(spec: SecuritySpec) -> Iterator[tuple[str, bool]]:
    """Give each service principal that Organizations registers an administrator for: whether it is the log archive."""
    for facts in _delegated(spec):
        for principal in facts.administrator_of:
            yield principal, facts.administrator_is_log_archive


def _delegated(spec: SecuritySpec) -> Iterator[ServiceFacts]:
    for key, service in spec.services():
        if service.enabled or SERVICES[key].is_registered_ahead:
            yield SERVICES[key]
