"""The builds of AWS CodeBuild that deliver, and what their projects, roles and log groups are called."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from modules.delivery.classes import Phase
from modules.delivery.spec import CodePipelineSpec


class Build(StrEnum):
    """What a project of builds does with an environment."""

    REVIEW = "review"
    """It says what a pull request comes to."""
    PLAN = "plan"
    """It plans what was merged, for whoever approves."""
    APPLY = "apply"
    """It applies what was merged and approved."""
    DRIFT = "drift"
    """It looks for what was changed outside Terraform."""

    @property
    def phase(self) -> Phase:
        """What the roles that it works as do."""
        return Phase.APPLY if self is Build.APPLY else Phase.PLAN


@dataclass(frozen=True, slots=True)
class BuildsPlace:
    """Where builds run, and how their names begin."""

    account_id: str
    region: str
    prefix: str

    def name(self, environment: str, build: Build) -> str:
        """Return the name of a project and of its service role.

        The environment stands before the build: the roles `landing-zone-plan-<class>` have no such names.
        """
        return f"{self.prefix}-{environment}-{build}"

    def project_arn(self, environment: str, build: Build) -> str:
        """Return the ARN of a project."""
        return f"arn:aws:codebuild:{self.region}:{self.account_id}:project/{self.name(environment, build)}"

    def role_arn(self, environment: str, build: Build) -> str:
        """Return the ARN of the service role of a project."""
        return f"arn:aws:iam::{self.account_id}:role/{self.name(environment, build)}"

    def log_group_name(self, environment: str, build: Build) -> str:
        """Return the name of the log group of a project."""
        return f"/aws/codebuild/{self.name(environment, build)}"

    def log_group_arn(self, environment: str, build: Build) -> str:
        """Return the ARN of the log group of a project."""
        return f"arn:aws:logs:{self.region}:{self.account_id}:log-group:{self.log_group_name(environment, build)}"


def place_of(spec: CodePipelineSpec, *, management_id: str, region: str) -> BuildsPlace:
    """Return where the builds of an environment run.

    Args:
        spec: What the environment says of AWS CodePipeline.
        management_id: The id of its management account, which has the builds where no other is named.
        region: Its home region.

    """
    return BuildsPlace(spec.account or management_id, region, spec.project_prefix)


def working_as(spec: CodePipelineSpec, phase: Phase) -> tuple[Build, ...]:
    """Return the builds that work as the roles of a phase: a pull request's does only where the environment says so."""
    builds = tuple(build for build in Build if build.phase is phase)
    return builds if spec.plans_pull_requests else tuple(build for build in builds if build is not Build.REVIEW)
