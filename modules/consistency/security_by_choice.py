"""Checks of security services that are off by default: that what they work with is on, and is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modules.aws_limits import S3_BUCKET_NAME_LENGTH
from modules.consistency.dropped import Dropped
from modules.consistency.network import missing_files
from modules.landing_zone import LandingZone
from modules.landing_zone.security import has_trail, keeps_own_records
from modules.naming import web_acl_log_bucket
from modules.network.plan.rule_files import Kind
from modules.security.spec.firewall_manager import FirewallPolicy
from modules.security.spec.security import SecuritySpec
from modules.security.spec.security_lake import LakeSource
from modules.specification.errors import LandingZoneError


@dataclass(frozen=True, slots=True)
class _Need:
    """What a service works with, and is not on."""

    service: str
    needed: str
    regions: tuple[str, ...]
    why: str
    otherwise: str


def services_have_what_they_work_with(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if zone.security is None or dropped.below("security") or dropped.below("organization", "regions"):
        return
    for need in (*_of_firewall_manager(zone, zone.security), *_of_security_lake(zone, zone.security)):
        if need.regions:
            yield LandingZoneError(
                "a security service must have what it works with",
                got=f"{need.service}: on, {need.needed}: off in {', '.join(need.regions)}",
                why=need.why,
                fix=f"switch {need.needed} on there, or {need.otherwise}",
                path=("security", need.service),
            )


def _of_firewall_manager(zone: LandingZone, spec: SecuritySpec) -> Iterator[_Need]:
    if keeps_own_records(zone):
        regions = (region for region in zone.organization.regions if spec.firewall_manager.runs_in(region))
        yield _Need(
            service="firewall_manager",
            needed="config",
            regions=tuple(region for region in regions if not spec.config.runs_in(region)),
            why="it finds what it protects in AWS Config (AWS WAF Developer Guide, AWS Firewall Manager prerequisites)",
            otherwise="firewall_manager off",
        )


def _of_security_lake(zone: LandingZone, spec: SecuritySpec) -> Iterator[_Need]:
    lake = spec.security_lake
    regions = tuple(region for region in zone.organization.regions if lake.runs_in(region))
    if LakeSource.SH_FINDINGS in lake.sources:
        yield _Need(
            service="security_lake",
            needed="security_hub",
            regions=tuple(region for region in regions if not spec.security_hub.runs_in(region)),
            why="the source SH_FINDINGS has nothing there (Amazon Security Lake User Guide, Security Hub findings)",
            otherwise="leave SH_FINDINGS out of security_lake.sources",
        )
    if LakeSource.CLOUD_TRAIL_MGMT in lake.sources and keeps_own_records(zone) and not has_trail(zone):
        yield _Need(
            service="security_lake",
            needed="trail",
            regions=regions,
            why="the source CLOUD_TRAIL_MGMT needs the organization's trail (Amazon Security Lake User Guide, "
            "CloudTrail event logs)",
            otherwise="leave CLOUD_TRAIL_MGMT out of security_lake.sources",
        )


def blocked_domains_are_lists(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    where = ("security", "firewall_manager", "blocked_domains")
    if zone.security is not None and not dropped.below(*where):
        yield from missing_files(Kind.DNS, zone.security.firewall_manager.blocked_domains, path=where)


def web_acl_buckets_have_names_that_fit(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    where = ("organization", "name")
    if zone.security is None or dropped.below(*where) or dropped.below("security", "firewall_manager"):
        return
    spec = zone.security.firewall_manager
    regions = [region for region in zone.organization.regions if spec.runs_in(region)]
    if not regions or not spec.has(FirewallPolicy.WEB_ACLS):
        return
    longest = max((web_acl_log_bucket(zone.organization.name, "0" * 12, region) for region in regions), key=len)
    too_long = len(longest) - S3_BUCKET_NAME_LENGTH.value
    if too_long > 0:
        yield LandingZoneError(
            "the name of a bucket for records of web ACLs is too long",
            got=f"{longest} ({len(longest)} characters)",
            why=f"it has at most {S3_BUCKET_NAME_LENGTH}",
            fix=f"shorten the organization's name by {too_long} characters, or leave web-acls out of "
            "security.firewall_manager.policies",
            path=where,
        )
