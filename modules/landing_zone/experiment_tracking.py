"""Which accounts of teams have a tracking server of MLflow. No cdktf here."""

from __future__ import annotations

from modules.accounts.roster import Account
from modules.landing_zone.specification import LandingZone
from modules.machine_learning.spec import ExperimentTrackingSpec


def experiment_tracking_of(zone: LandingZone, account: Account) -> ExperimentTrackingSpec | None:
    """Tell of the server that an account has; None where it has none."""
    spec = zone.machine_learning.team_accounts.experiment_tracking if zone.machine_learning else None
    return spec if spec and account.team and account.stage in spec.stages else None
