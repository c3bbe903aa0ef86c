"""Checks of security services: that the accounts and regions that they need are there."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import S3_BUCKET_NAME_LENGTH
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.naming import log_bucket
from modules.organization.spec import ROOT
from modules.security.plan.automation_rules import automation_rules
from modules.security.plan.data import conformance_packs
from modules.security.plan.log_buckets import LogPurpose, replica_of
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import listed, unknown

NOT_MADE = {
    "audit_manager": "AWS takes no new customers for it (AWS Audit Manager User Guide, AWS Audit Manager availability "
    "change; read 2026-11-29)",
}
"""Services that no workspace sets up, each with the reason."""


def services_run_in_governed_regions(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if zone.security is None or dropped.below("organization", "regions"):
        return
    known = zone.organization.regions
    for key, service in zone.security.services():
        for index, region in enumerate(service.regions or ()):
            if region not in known:
                yield LandingZoneError(
                    "a security service must run in regions of the organization only",
                    got=region,
                    why=f"organization.regions has {', '.join(known)}: accounts use no other",
                    fix="remove it, or add it to organization.regions",
                    path=("security", key, "regions", index),
                )
            elif region in service.absent_from:
                yield LandingZoneError(
                    "a security service must run in regions that have it",
                    got=region,
                    why="AWS does not offer the service there (endpoints of the AWS SDK)",
                    fix="remove it; where `regions` is left out, the service runs where it can",
                    path=("security", key, "regions", index),
                )


def services_that_nothing_makes_yet_are_off(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    for key, why in NOT_MADE.items():
        service = getattr(zone.security, key, None)
        if service is not None and service.enabled and not dropped.below("security", key):
            yield LandingZoneError(
                "a security service that is not made here must be off",
                got=f"{key}: on",
                why=why,
                fix="leave it out; conformance packs of AWS Config tell auditors how accounts are set up",
                path=("security", key, "enabled"),
            )


def data_named_exists(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    if zone.security is None:
        return
    packs, rules = zone.security.config.conformance_packs, zone.security.security_hub.automation_rules
    chosen = (
        ("conformance pack", packs, conformance_packs(), ("config", "conformance_packs")),
        ("automation rule", rules, automation_rules(), ("security_hub", "automation_rules")),
    )
    for kind, names, known, (section, key) in chosen:
        for index, name in enumerate(names or ()):
            if name not in known:
                yield unknown(
                    f"there is no such {kind}",
                    name,
                    known,
                    why=f"each is a file of policies/security/{key}",
                    otherwise=f"write one of {listed(known)}, or add a file",
                    path=("security", section, key, index),
                )


def logs_outlive_their_lock(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    where = ("security", "log_archive", "expire_after_days")
    archive = zone.security.log_archive if zone.security else None
    if archive and archive.expire_after_days < archive.lock.days and not dropped.below("security", "log_archive"):
        yield LandingZoneError(
            "logs must be kept as long as they are locked",
            got=f"{archive.expire_after_days} days, locked for {archive.lock.days}",
            why="S3 deletes no locked object, so they would stay anyway",
            fix=f"write {archive.lock.days} or more, or fewer days for the lock",
            path=where,
        )


def logs_are_copied_to_another_region(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    where = ("security", "log_archive", "replica_region")
    region = zone.security.log_archive.replica_region if zone.security else None
    if region is None or dropped.below(*where) or dropped.below("organization", "regions"):
        return
    others = [other for other in zone.organization.regions if other != zone.organization.home_region]
    if region not in others:
        yield LandingZoneError(
            "logs must be copied to another region of the organization",
            got=region,
            why=f"they are written in {zone.organization.home_region}, and accounts use no region that is not listed",
            fix=f"write {listed(others)}" if others else "add a region to organization.regions, or leave it out",
            path=where,
        )


def logs_are_moved_before_they_expire(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    archive = zone.security.log_archive if zone.security else None
    if archive is None or archive.expire_after_days < archive.lock.days or dropped.below("security", "log_archive"):
        return
    if archive.glacier_after_days >= archive.expire_after_days:
        yield LandingZoneError(
            "logs must be moved before they are deleted",
            got=f"moved after {archive.glacier_after_days} days, deleted after {archive.expire_after_days}",
            why="S3 takes no lifecycle that expires what it has not moved yet (Amazon S3 User Guide, Lifecycle "
            "configuration elements)",
            fix=f"write less than {archive.expire_after_days}, or keep logs longer",
            path=("security", "log_archive", "glacier_after_days"),
        )


def whoever_is_told_is_told_by_security_hub(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    spec = zone.security
    if spec and spec.findings.emails and not spec.security_hub.enabled and not dropped.below("security"):
        yield LandingZoneError(
            "findings must be sent to nobody where Security Hub is off",
            got=", ".join(spec.findings.emails),
            why="what is sent is what Security Hub brings together: nobody would be told",
            fix="leave the addresses out, or turn Security Hub on",
            path=("security", "findings", "emails"),
        )


def the_root_s_standards_are_the_section_s(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    if zone.security and ROOT in zone.security.security_hub.units and ROOT not in zone.organization.units:
        yield LandingZoneError(
            "a unit with standards of its own must not be the root",
            got=ROOT,
            why="what the section says of standards and controls holds for the root, and one policy is all that it has",
            fix="write them directly below `security_hub:`",
            path=("security", "security_hub", "units", ROOT),
        )


def log_buckets_have_names_that_fit(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    where = ("organization", "name")
    if zone.security is None or dropped.below(*where):
        return
    has_replica = zone.security.log_archive.replica_region is not None
    purposes = [replica_of(purpose) if has_replica else purpose.value for purpose in LogPurpose]
    longest = max((log_bucket(zone.organization.name, purpose, "0" * 12) for purpose in purposes), key=len)
    too_long = len(longest) - S3_BUCKET_NAME_LENGTH.value
    if too_long > 0:
        yield LandingZoneError(
            "the name of a bucket for logs is too long",
            got=f"{longest} ({len(longest)} characters)",
            why=f"it has at most {S3_BUCKET_NAME_LENGTH}",
            fix=f"shorten the organization's name by {too_long} characters",
            path=where,
        )
