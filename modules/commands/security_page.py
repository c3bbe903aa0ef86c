"""`security page`: write the reference page of security coverage from what is synthesized."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from modules.commands.console import out
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import project_folders
from modules.commands.schema import REFERENCE
from modules.commands.security_coverage import coverage_of
from modules.commands.synth import write_if_stale
from modules.commands.validate import load_environments
from modules.coverage.library import read_reference
from modules.environment import PROJECT
from modules.landing_zone import LandingZone
from modules.report.coverage_page import coverage_page
from modules.whole_files import write_whole

PAGE = REFERENCE / "security-coverage.md"


def write_page() -> None:
    """Synthesize every environment, write the page, and say where it is."""
    folders, zones = project_folders(), load_environments([])
    with exclusive_lock(folders):
        write_if_stale(zones, folders)
        write_whole(PAGE, page_text(zones, dict.fromkeys(zones, folders.output)))
    out.print(f"[green]Written[/] {PAGE.relative_to(PROJECT)}")


def page_text(zones: Mapping[str, LandingZone], outputs: Mapping[str, Path]) -> str:
    """Return the page of the environments that have security services.

    Args:
        zones: Environments by name.
        outputs: The folder that each was synthesized to.

    """
    reference = read_reference(PROJECT)
    coverages = [
        coverage_of(name, zone, zone.security, outputs[name], reference)
        for name, zone in zones.items()
        if zone.security is not None
    ]
    return coverage_page(reference, coverages)
