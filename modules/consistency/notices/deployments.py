"""Notices of models that nothing deploys by itself."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.notices.notice import Notice
from modules.landing_zone import LandingZone
from modules.landing_zone.deployments import deployer, has_registry, has_vpc_to_serve_in


def models_are_deployed_by_hand(zone: LandingZone) -> Iterator[Notice]:
    """Tell of accounts in which no approved version is served by itself, since they have no VPC to serve it in."""
    if not has_registry(zone) or zone.machine_learning is None or not zone.machine_learning.deployments.enabled:
        return
    without = [
        account.key
        for account in zone.roster
        if deployer(zone, account) is account and not has_vpc_to_serve_in(zone, account)
    ]
    if without:
        yield Notice(
            f"a VPC for models in {', '.join(without)}",
            lost="versions that are approved are served by nobody until somebody does it by hand",
            fix="connect them in the home region (network.connectivity), or write "
            "machine_learning.deployments.enabled: false",
        )
