"""What a user may say about the pipeline of a portfolio. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from modules.specification.model import Spec
from modules.specification.repositories import Provider
from modules.specification.texts import matching

RepositoryName = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)+",
            what="a repository must be given by its owner and its name",
            why="its provider knows it by both (AWS CodePipeline User Guide, CodeStarSourceConnection)",
            fix="write it like acme/analytics-portfolio",
        )
    ),
    Field(max_length=200, examples=["acme/analytics-portfolio"]),
]
"""`acme/analytics-portfolio`: a repository, as its provider calls it."""

BranchName = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9][A-Za-z0-9._/-]*",
            what="a branch must be given by its name",
            why="letters, digits and . _ / - are what Git, the provider and CodePipeline all take",
            fix="write it like main",
        )
    ),
    Field(max_length=200, examples=["main"]),
]
"""`main`: a branch."""

ConnectionArn = Annotated[
    str,
    AfterValidator(
        matching(
            r"arn:aws:(codeconnections|codestar-connections):[a-z0-9-]+:[0-9]{12}:connection/[0-9a-f-]+",
            what="a connection that exists must be given by its ARN",
            why="the pipeline names it so (AWS CodePipeline User Guide, CodeStarSourceConnection)",
            fix="copy it from the console: Developer Tools, Settings, Connections",
        )
    ),
    Field(examples=["arn:aws:codeconnections:eu-west-1:111111111111:connection/11111111-2222-4333-8444-555555555555"]),
]
"""The ARN of a connection that a person completed already."""


class RepositorySpec(Spec):
    """A repository, and the branch that is taken."""

    repository: RepositoryName
    """The repository, by its owner and its name."""

    branch: BranchName = "main"
    """The branch whose commits start the pipeline. Whoever may change it decides what is published: protect it."""


class PortfolioPipelineSpec(RepositorySpec):
    """The pipeline of a portfolio, in the account that owns it; `repository` and `branch` are the portfolio's own."""

    project: RepositorySpec
    """The repository with this project and its environments, which tests and publishes the portfolio."""

    provider: Provider = "GitHub"
    """Who runs both repositories: `Bitbucket`, `GitHub` or `GitLab`. A connection is made there, which is pending until
    a person completes it in the console."""

    connection: ConnectionArn | None = None
    """A connection of the account that owns the portfolio, which is there already; none is made then."""

    artifacts_kept_days: int = Field(default=90, ge=1, le=3650)
    """Days for which sources are kept that it took: 1 to 3,650."""
