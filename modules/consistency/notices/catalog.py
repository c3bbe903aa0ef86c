"""Notices of portfolios whose products nobody can launch."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.notices.notice import Notice
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import launching_permission_sets, published_portfolios


def products_are_launched_by_nobody(zone: LandingZone) -> Iterator[Notice]:
    """Tell of portfolios that no account of a team sees in which somebody may launch."""
    idle = [
        portfolio.name
        for portfolio in published_portfolios(zone)
        if portfolio.launched and not launching_permission_sets(zone, portfolio)
    ]
    if idle:
        yield Notice(
            f"nobody launches products of {', '.join(idle)}",
            lost="they are published, and no account of a team sees them in which somebody has a permission set that "
            "launches",
            fix="share them with units of teams' accounts (shared_with), name permission sets that allow "
            "servicecatalog:ProvisionProduct (launched_by), or leave them out",
        )
