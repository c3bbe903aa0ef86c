"""What a user may say about pipelines. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from modules.aws_limits import CONNECTION_NAME_LENGTH
from modules.specification.model import AccountKey, Name, Spec
from modules.specification.repositories import Provider

ConnectionName = Annotated[Name, Field(max_length=CONNECTION_NAME_LENGTH.value)]
"""What a connection is called, in 32 characters or fewer."""


class ConnectionSpec(Spec):
    """A connection to where repositories are. It is pending until a person completes it in the console."""

    provider: Provider
    """Who runs it: `Bitbucket`, `GitHub` or `GitLab`."""


class PipelinesSpec(Spec):
    """Pipelines of ETL and other applications, in the account with the function `devops`.

    `{}` is the recommended whole: a place for artifacts, the roles of pipelines and builds, and a role in every data
    lake that pipelines deploy jobs as.
    """

    connections: dict[ConnectionName, ConnectionSpec] = Field(default_factory=dict)
    """Connections to repositories, by name. Each is pending until a person authorizes it in the console
    (docs/how-to/deploy-jobs-to-a-lake.md)."""

    deploys_to: tuple[AccountKey, ...] | None = None
    """Accounts of data lakes that pipelines deploy jobs to, by their keys; every data lake, where nothing is said, and
    none with `[]`."""

    access_logs_kept_days: int = Field(default=365, ge=1, le=3650)
    """Days for which it is kept who read artifacts: 1 to 3,650. Where the account serves ML teams as well, records are
    kept as long as theirs."""

    artifacts_kept_days: int = Field(default=90, ge=1, le=3650)
    """Days for which artifacts of pipelines are kept: 1 to 3,650."""
