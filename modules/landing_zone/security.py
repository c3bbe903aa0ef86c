"""What an environment's security services depend on beside their own section."""

from __future__ import annotations

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.landing_zone.deployments import has_registry
from modules.landing_zone.governance import is_governed, managed_landing_zone
from modules.landing_zone.specification import LandingZone
from modules.security.plan.log_buckets import LogPurpose
from modules.security.spec.firewall_manager import FirewallPolicy


def keeps_own_records(zone: LandingZone) -> bool:
    """Whether trail and recorders are this library's to make: where Control Tower governs, it has them."""
    return zone.security is not None and not is_governed(zone.control_tower, zone.vending)


def has_trail(zone: LandingZone) -> bool:
    """Whether this environment makes the organization's trail."""
    return zone.security is not None and zone.security.trail.enabled and keeps_own_records(zone)


def is_trailed(zone: LandingZone) -> bool:
    """Whether the log archive has files of an organization's trail: this library's, or Control Tower's."""
    if zone.security is None:
        return False
    managed = managed_landing_zone(zone.control_tower)
    return has_trail(zone) or (not keeps_own_records(zone) and (managed is None or managed.logging.enabled))


def log_purposes(zone: LandingZone) -> tuple[LogPurpose, ...]:
    """Return what the log archive has a bucket for, beside the records of who reads those."""
    of_trail = (LogPurpose.TRAIL,) if has_trail(zone) else ()
    of_network = (LogPurpose.QUERY_LOGS, LogPurpose.FIREWALL_LOGS) if zone.network else ()
    always = (LogPurpose.CONFIG, LogPurpose.FLOW_LOGS, LogPurpose.FINDINGS, LogPurpose.DATA_DISCOVERY)
    return (*of_trail, *of_network, *always)


def has_recorder(zone: LandingZone, account: Account) -> bool:
    """Whether this environment makes AWS Config's recorders in an account: Control Tower has none in its own."""
    if zone.security is None or not zone.security.config.enabled:
        return False
    return keeps_own_records(zone) or Function.MANAGEMENT in account.functions


def shares_within_organization(zone: LandingZone) -> bool:
    """Whether accounts must be able to share with the organization: networks, rules of Firewall Manager, features."""
    firewalls = zone.security.firewall_manager if zone.security else None
    shares_features = has_registry(zone) and bool(zone.teams)
    return (
        zone.network is not None
        or shares_features
        or (firewalls is not None and firewalls.has(FirewallPolicy.DNS_FIREWALL))
    )


def regions_of_lake(zone: LandingZone) -> tuple[str, ...]:
    """Return the regions that have a lake of Security Lake, the home region first; none where it is off."""
    if zone.security is None:
        return ()
    return tuple(region for region in regions_with_services(zone) if zone.security.security_lake.runs_in(region))


def regions_with_services(zone: LandingZone) -> tuple[str, ...]:
    """Return the regions in which any security service runs, the home region first."""
    if zone.security is None:
        return ()
    services = [service for _, service in zone.security.services()]
    home = zone.organization.home_region
    others = (region for region in zone.organization.regions if region != home)
    running = (region for region in others if any(service.runs_in(region) for service in services))
    return (home, *running)
