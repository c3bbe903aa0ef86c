"""The account that pipelines run in, and what its parts are called."""

from __future__ import annotations

from dataclasses import dataclass

from modules.naming import pipelines_bucket
from modules.storage.grantees import Grantees

PATH = "/platform/"
"""The path of the roles of pipelines."""

PIPELINE, BUILD = "Pipeline", "PipelineBuild"
"""What pipelines work as, and what their builds work as."""

PROJECTS = "pipeline-*"
"""The names of projects whose builds work as the role of builds. PowerUserAccess has no right to these projects."""

ARTIFACT_KEY = "alias/landing-zone/pipelines"
"""The alias of the key of artifacts. Guardrails protect `alias/landing-zone/*`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelinesAccount:
    """The account with the function `devops`; each value may be a token."""

    organization: str
    account_id: str
    region: str
    """The home region."""
    deploying: Grantees
    """The roles of other accounts that pipelines deploy as."""

    @property
    def bucket_name(self) -> str:
        """The bucket of artifacts. Guardrails protect it by its name."""
        return pipelines_bucket(self.organization, self.account_id)

    @property
    def key_alias(self) -> str:
        """The alias of the key of artifacts."""
        return ARTIFACT_KEY

    @property
    def role_arns(self) -> tuple[str, ...]:
        """The roles that keep artifacts: of pipelines, and of their builds."""
        return self._role_arn(PIPELINE), self._role_arn(BUILD)

    @property
    def project_arns(self) -> str:
        """The pattern of the projects whose builds work as the role of builds."""
        return f"arn:aws:codebuild:{self.region}:{self.account_id}:project/{PROJECTS}"

    def _role_arn(self, name: str) -> str:
        return pipeline_role_arn(self.account_id, name)


def pipeline_role_arn(account_id: str, name: str = PIPELINE) -> str:
    """Return the ARN of the role that pipelines work as, or another one of theirs."""
    return f"arn:aws:iam::{account_id}:role{PATH}{name}"
