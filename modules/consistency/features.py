"""Checks of feature groups that teams read: there is an account that has them."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.spec import Function
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.deployments import has_registry
from modules.specification.errors import LandingZoneError


def feature_groups_are_in_an_account(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("accounts") or dropped.below("machine_learning") or has_registry(zone):
        return
    for team, spec in zone.teams.items():
        if spec.feature_groups:
            yield LandingZoneError(
                "a team must read feature groups of an account that serves all teams",
                got=f"{', '.join(spec.feature_groups)}, and nothing shares them",
                why=f"they are in the account with the function {Function.ML_SHARED_SERVICES}, which the section "
                "machine_learning gives what it shares",
                fix="add the account and `machine_learning: {}`, or remove feature_groups",
                path=("teams", team, "feature_groups"),
            )
