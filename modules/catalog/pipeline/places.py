"""What belongs to the pipeline of a portfolio, and what its parts are called."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from modules.naming import portfolio_pipeline_bucket
from modules.storage.grantees import Grantees

PATH = "/platform/"
"""The path of its roles."""

PIPELINE_ROLES = "platform/Catalog*"
"""Its roles of every portfolio, as guardrails know roles of the platform."""

PORTFOLIO_TAG = "Portfolio"
"""The tag of all that a portfolio with a pipeline has, by which its role knows its own."""

_NOBODY = Grantees(account_ids=(), role_arns=())


class Stage(StrEnum):
    """A stage that builds something, in the order of the pipeline; somebody approves between the last two."""

    LINT = "lint"
    SCAN = "scan"
    TEST = "test"
    SYNTHESIZE = "synthesize"
    PLAN = "plan"
    APPLY = "apply"


class PortfolioRole(StrEnum):
    """What a part of the pipeline works as; the portfolio's name follows."""

    PIPELINE = "CatalogPipeline"
    """AWS CodePipeline: starts builds and takes from repositories."""
    BUILD = "CatalogBuild"
    """Builds that read sources, and nothing else."""
    PLAN = "CatalogPlan"
    """The build that plans: reads state, and works as `READING`."""
    APPLY = "CatalogApply"
    """The build that publishes once somebody approved: writes state, and works as `DEPLOYMENT`."""
    READING = "CatalogReading"
    """Sees what is published."""
    DEPLOYMENT = "CatalogDeployment"
    """Publishes the portfolio."""

    @property
    def part(self) -> str:
        """What it is called in addresses."""
        return self.name.lower()


WORKS_AS = {Stage.PLAN: PortfolioRole.PLAN, Stage.APPLY: PortfolioRole.APPLY}
"""What stages work as that are not `BUILD`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelinePlace:
    """A portfolio and its owner's account; ids may be tokens."""

    organization: str
    portfolio: str
    account_id: str
    region: str
    """The home region."""

    @property
    def name(self) -> str:
        """The pipeline's name. PowerUserAccess has no right to pipelines and projects whose names begin so."""
        return f"pipeline-catalog-{self.portfolio}"

    @property
    def bucket_name(self) -> str:
        """The bucket of artifacts."""
        return portfolio_pipeline_bucket(self.organization, self.portfolio, self.account_id)

    @property
    def key_alias(self) -> str:
        """The alias of the key of artifacts. Guardrails protect `alias/landing-zone/*`."""
        return f"alias/landing-zone/pipeline/{self.portfolio}"

    @property
    def deploying(self) -> Grantees:
        """Nobody of another account gets to artifacts."""
        return _NOBODY

    @property
    def role_arns(self) -> tuple[str, ...]:
        """The roles that get to artifacts."""
        roles = (PortfolioRole.PIPELINE, PortfolioRole.BUILD, PortfolioRole.PLAN, PortfolioRole.APPLY)
        return tuple(map(self.role_arn, roles))

    @property
    def pipeline_arn(self) -> str:
        """The pipeline."""
        return f"arn:aws:codepipeline:{self.region}:{self.account_id}:{self.name}"

    def role_name(self, role: PortfolioRole) -> str:
        """Return the name of one of its roles, without its path."""
        return role_name(self.portfolio, role)

    def role_arn(self, role: PortfolioRole) -> str:
        """Return the ARN of one of its roles."""
        return f"arn:aws:iam::{self.account_id}:role{PATH}{self.role_name(role)}"

    def project_name(self, stage: Stage) -> str:
        """Return the name of the project of a stage."""
        return f"{self.name}-{stage}"

    def project_arn(self, stage: Stage) -> str:
        """Return the ARN of the project of a stage."""
        return f"arn:aws:codebuild:{self.region}:{self.account_id}:project/{self.project_name(stage)}"

    def log_group_name(self, stage: Stage) -> str:
        """Return the name of the log group of a stage."""
        return f"/aws/codebuild/{self.project_name(stage)}"

    def log_group_arn(self, stage: Stage) -> str:
        """Return the ARN of the log group of a stage."""
        return f"arn:aws:logs:{self.region}:{self.account_id}:log-group:{self.log_group_name(stage)}"


def role_path(portfolio: str, role: PortfolioRole) -> str:
    """Return the path and the name of a role, as a variable of Terraform takes it."""
    return f"{PATH}{role_name(portfolio, role)}".removeprefix("/")


def role_name(portfolio: str, role: PortfolioRole) -> str:
    """Return the name of a role of the pipeline of a portfolio, without its path."""
    return f"{role}-{portfolio}"
