"""Checks of experiment tracking: its stages exist, and its servers are classified as guardrails know it."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.consistency.workload_needs import unknown_classification, unknown_stages
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError

_PATH = ("machine_learning", "team_accounts", "experiment_tracking")


def experiments_are_tracked_in_stages(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    if zone.machine_learning and (spec := zone.machine_learning.team_accounts.experiment_tracking):
        yield from unknown_stages(zone, spec.stages, (*_PATH, "stages"))


def experiments_are_classified(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    if zone.machine_learning and (spec := zone.machine_learning.team_accounts.experiment_tracking):
        path = (*_PATH, "data_classification")
        if unknown := unknown_classification(zone, "experiment tracking", spec.data_classification, path):
            yield unknown
