"""What a user may say about what ML teams' accounts start with. No cdktf here."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from modules.specification.model import Spec

LogRetention = Literal[
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288
]
"""Days that CloudWatch Logs can keep a log group's events (API Reference, PutRetentionPolicy)."""


class TeamAccountsSpec(Spec):
    """What the accounts of teams start with, the same in every stage."""

    log_retention_days: LogRetention = 365
    """Days for which logs of jobs, endpoints and Studio are kept in CloudWatch Logs."""

    versions_kept_days: int = Field(default=30, ge=1, le=3650)
    """Days for which the team's bucket keeps what was deleted or overwritten: 1 to 3,650. Objects themselves stay."""

    query_limit_gib: int = Field(default=1024, ge=1, le=1_000_000)
    """Most that one Athena query may read, in GiB: a query that would read more is stopped."""


class MachineLearningSpec(Spec):
    """What accounts for machine learning start with. `{}` is the recommended whole."""

    team_accounts: TeamAccountsSpec = TeamAccountsSpec()
    """What the accounts of teams start with."""
