"""`security coverage` and its part of `check`: which published checks the synthesized environments satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from modules.accounts.roster import account_for
from modules.accounts.spec import Function
from modules.commands.console import err, out
from modules.commands.folders import Folders
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.coverage.facts import Facts
from modules.coverage.library import Reference, read_reference
from modules.coverage.proof import Coverage, prove
from modules.coverage.spec import Accounts
from modules.coverage.tables import details, summary, summary_table
from modules.environment import PROJECT
from modules.landing_zone import LandingZone
from modules.landing_zone.governance import is_governed, managed_landing_zone
from modules.landing_zone.known_ids import known_ids
from modules.security.spec.security import SecuritySpec
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import read_synthesized

_TRAIL = "trail"


def show_coverage(name: str, *, everything: bool) -> bool:
    """Print how the published checks stand in an environment, and say whether each is covered or waived."""
    (zone,) = load_environments([name]).values()
    if zone.security is None:
        raise LandingZoneError(
            f"{name} has no security services: nothing could be covered",
            got=f"no `security` in environments/{name}",
            why="checks are held against the security services that an environment asks for",
            fix="write `security: {}` for the recommended whole",
        )
    folders = synthesize_if_stale(name, zone)
    coverage = coverage_of(name, zone, zone.security, folders.output)
    out.print(summary_table(coverage))
    out.print(summary(coverage), soft_wrap=True, highlight=False)
    for line in details(coverage, everything=everything):
        out.print(line, soft_wrap=True, highlight=False)
    return coverage.ok


def checks_are_covered(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Hold the published checks against environments as they are in the output folder; print what is not covered."""
    holds = True
    for name, zone in zones.items():
        if zone.security is None:
            continue
        with err.status(f"looking for what covers the checks of {name}"):
            coverage = coverage_of(name, zone, zone.security, folders.output)
        out.print(summary(coverage), soft_wrap=True, highlight=False)
        for line in details(coverage, everything=False):
            out.print(line, soft_wrap=True, highlight=False)
        holds = coverage.ok and holds
    return holds


def coverage_of(
    name: str, zone: LandingZone, security: SecuritySpec, output: Path, reference: Reference | None = None
) -> Coverage:
    """Hold the published checks, those of the project by default, against an environment in an output folder."""
    synthesized = read_synthesized(output, name, known_ids(zone))
    return prove(synthesized, reference or read_reference(PROJECT), facts(name, zone, security))


def facts(name: str, zone: LandingZone, security: SecuritySpec) -> Facts:
    """Return who is who, and which services run where."""
    governed = zone.organization.regions
    services = dict(security.services())
    running = {key: tuple(region for region in governed if spec.runs_in(region)) for key, spec in services.items()}
    off = {key: f"security.{key} is off" for key, regions in running.items() if not regions}
    if is_governed(zone.control_tower, zone.vending):
        if managed_landing_zone(zone.control_tower) is None:
            off[_TRAIL] = "Control Tower has the trail, and was set up elsewhere"
    elif not security.trail.enabled:
        off[_TRAIL] = f"security.{_TRAIL} is off"
    return Facts(
        environment=name,
        accounts=tuple(account.key for account in zone.roster),
        functions={
            accounts: account_for(function, zone.roster).key
            for accounts, function in (
                (Accounts.MANAGEMENT, Function.MANAGEMENT),
                (Accounts.SECURITY_TOOLING, Function.SECURITY_TOOLING),
                (Accounts.LOG_ARCHIVE, Function.LOG_ARCHIVE),
            )
        },
        home=zone.organization.home_region,
        regions=running,
        governed=tuple(governed),
        off=off,
        waived={check: waiver.reason for check, waiver in security.waived_checks.items()},
    )
