"""Who administers what for the organization: what the parts of an environment register, and where each says so."""

from __future__ import annotations

from collections.abc import Iterator

from modules.landing_zone.catalog import owners
from modules.landing_zone.specification import LandingZone
from modules.security.plan.services import SERVICES, TRAIL, administrators, trusted_services

IPAM = "ipam.amazonaws.com"
"""The service principal that runs the address plan."""
IDENTITY_CENTER = "sso.amazonaws.com"
SERVICE_CATALOG = "servicecatalog.amazonaws.com"


def also_trusted(zone: LandingZone) -> tuple[str, ...]:
    """Return the service principals that need trusted access beside those that the user lists, some of them twice."""
    # IPAM trusts itself in the organization as soon as it is delegated.
    network = [IPAM] if zone.network else []
    security = trusted_services(zone.security) if zone.security else ()
    catalog = [SERVICE_CATALOG] if owners(zone) else []
    return (*network, *security, *catalog, *zone.organization.delegated_administrators)


def registering_sections(zone: LandingZone) -> dict[str, str]:
    """Return the part of the YAML that an administrator comes from, of each service that has one of its own.

    Services with an operation of their own that registers their administrator have theirs even where the part is left
    out: what Organizations alone registers of them does nothing.
    """
    return dict(_registering_sections(zone))


def _registering_sections(zone: LandingZone) -> Iterator[tuple[str, str]]:
    yield IPAM, "network"
    yield TRAIL, "security.trail"
    if owners(zone):
        yield SERVICE_CATALOG, "catalog"
    if zone.identity.is_managed:
        yield IDENTITY_CENTER, "identity.delegated_administrator"
    registered = dict(administrators(zone.security)) if zone.security else {}
    for key, facts in SERVICES.items():
        has_own_operation = not facts.administrator_of
        for principal in facts.trusted if has_own_operation else facts.administrator_of:
            if has_own_operation or principal in registered:
                yield principal, f"security.{key}"
