"""What a user may say about who plans and applies without keys. No cdktf here."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from modules.specification.errors import LandingZoneError
from modules.specification.model import AccountId, OptionalSection, RoleName, Spec
from modules.specification.texts import Hostname, matching

GITHUB_HOST = "token.actions.githubusercontent.com"
"""What issues the tokens of GitHub Actions, and how the condition keys of their claims begin."""

_EXACT = "a pattern would let another repository, branch or project in; tokens are compared letter by letter"

Repository = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9](-?[A-Za-z0-9]){0,38}/(?!\.{1,2}\Z)[A-Za-z0-9._-]{1,100}",
            what="a repository of GitHub must be given as its owner and its name",
            why=f"letters, digits and hyphens, and . _ - in its name; {_EXACT}",
            fix="write it like acme/landing-zone",
        )
    ),
    Field(examples=["acme/landing-zone"]),
]
"""`acme/landing-zone`: a repository of GitHub."""

Project = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+",
            what="a project of GitLab must be given by its groups and its name",
            why=f"letters, digits and _ . - with / between; {_EXACT}",
            fix="write it like acme/platform/landing-zone",
        )
    ),
    Field(max_length=255, examples=["acme/platform/landing-zone"]),
]
"""`acme/platform/landing-zone`: a project of GitLab by its path."""

Branch = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9_]([A-Za-z0-9_./-]*[A-Za-z0-9_-])?",
            what="a branch must be given by its name",
            why=f"letters, digits and _ . - with / between; {_EXACT}",
            fix="write it like main, without refs/heads/ before it",
        )
    ),
    Field(max_length=200, examples=["main"]),
]
"""`main`: a branch of a repository."""

GitHubEnvironment = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9_.-]{1,100}",
            what="an environment of GitHub must be given by its name",
            why=f"letters, digits and _ . - only: GitHub writes others in another way into its tokens; {_EXACT}",
            fix="write it like production",
        )
    ),
    Field(examples=["production"]),
]
"""`production`: an environment of a repository of GitHub, with reviewers who must approve what runs in it."""

Workflow = Annotated[
    str,
    AfterValidator(
        matching(
            r"\.github/workflows/[A-Za-z0-9_.-]+\.ya?ml",
            what="a workflow must be given by its file",
            why=f"GitHub runs those in .github/workflows; {_EXACT}",
            fix="write it like .github/workflows/deploy.yaml",
        )
    ),
    Field(examples=[".github/workflows/deploy.yaml"]),
]
"""`.github/workflows/deploy.yaml`: a workflow by its file in the repository."""

Issuer = Annotated[
    Hostname,
    AfterValidator(
        matching(
            r"[^:]+",
            what="a host that issues tokens must have no port",
            why="IAM takes none (IAM API Reference, CreateOpenIDConnectProvider)",
            fix="serve it on port 443, and leave the port out",
        )
    ),
    Field(examples=["gitlab.com"]),
]
"""`gitlab.com`: a host that issues tokens, by its name."""

Audience = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,254}",
            what="an audience must be given whole",
            why="letters, digits and _ . : / -; a token that was made for somebody else must not let anybody in",
            fix="write what the job asks its tokens for, like sts.amazonaws.com",
        )
    ),
    Field(examples=["sts.amazonaws.com"]),
]
"""`sts.amazonaws.com`: whom a token is made for."""


class GitHubSpec(Spec):
    """Workflows of GitHub Actions of one repository of github.com."""

    repository: Repository
    """The repository that has this project's environments."""

    owner_id: Annotated[int, Field(gt=0)]
    """The number of the repository's owner (`gh api repos/OWNER/NAME --jq .owner.id`): nobody gets it again, as
    somebody may get a name."""

    repository_id: Annotated[int, Field(gt=0)]
    """The number of the repository (`gh api repos/OWNER/NAME --jq .id`)."""

    names_only: bool = False
    """Whether its tokens name owner and repository without their numbers, as those of repositories do that were made
    before 15 July 2026, and neither renamed, transferred nor switched since. Then the number is compared apart from
    that."""

    branch: Branch = "main"
    """The branch that is applied. A pull request plans, and so does this branch."""

    environment: GitHubEnvironment = "production"
    """The environment of the repository that jobs which apply are in. Its reviewers approve, so it must have some."""

    workflow: Workflow | None = None
    """The only workflow whose jobs apply; without it every workflow on the branch may, once its environment admits
    it."""


class GitLabSpec(Spec):
    """Pipelines of one project of GitLab."""

    project: Project
    """The project that has this project's environments."""

    host: Issuer = "gitlab.com"
    """The host of GitLab. AWS must reach it, to see whether a token is genuine."""

    audience: Audience = "sts.amazonaws.com"
    """What jobs ask their tokens for (`id_tokens` and `aud` of a job)."""

    branch: Branch = "main"
    """The branch that is applied, which must be protected. It plans, too."""

    plans_merge_requests: bool = False
    """Whether every branch of the project may plan, as merge requests need it: tokens of GitLab name their branch, and
    not what it is merged to."""


class CodePipelineSpec(Spec):
    """Builds of AWS CodeBuild, which AWS CodePipeline starts, in the home region of one account."""

    account: AccountId | None = None
    """The account that has the pipelines; without it the management account. Environments that name the same share
    one pipeline."""

    project_prefix: Annotated[
        str,
        AfterValidator(
            matching(
                r"[A-Za-z0-9][A-Za-z0-9_-]{1,39}",
                what="the start of the names of build projects must be a name",
                why="2 to 40 letters, digits, _ and -: a project has a role of its name, of at most 64 characters",
                fix="write it like landing-zone",
            )
        ),
        Field(examples=["landing-zone"]),
    ] = "landing-zone"
    """How the names of build projects begin: `landing-zone` gives `landing-zone-production-plan`, whose service role of
    the same name works as the roles that plan."""

    plans_pull_requests: bool = False
    """Whether builds of pull requests may plan. They run code that nobody has approved, of everybody whose pull request
    starts them."""


class HcpSpec(Spec):
    """Runs of HCP Terraform or Terraform Enterprise, of the workspaces that `deployment.backend` names."""

    audience: Audience = "aws.workload.identity"
    """Whom HCP Terraform makes its tokens for (`TFC_AWS_WORKLOAD_IDENTITY_AUDIENCE`)."""

    apply_role: RoleName = "landing-zone-apply"
    """The role in every account that runs apply as. They plan as `plan_role`."""


class DeliverySpec(Spec):
    """Who plans and who applies without keys. Each that is named gets a role that plans, and one that applies."""

    github: OptionalSection[GitHubSpec] = None
    """Workflows of GitHub Actions that deliver."""

    gitlab: OptionalSection[GitLabSpec] = None
    """Pipelines of GitLab CI/CD that deliver."""

    codepipeline: OptionalSection[CodePipelineSpec] = None
    """AWS CodePipeline and AWS CodeBuild. `{}` gives the recommended whole."""

    hcp: OptionalSection[HcpSpec] = None
    """Runs of HCP Terraform or Terraform Enterprise, where `deployment.backend` is of type `cloud`: nothing else
    delivers then. `{}` gives the recommended whole."""

    plan_role: RoleName = "landing-zone-plan"
    """The role in every account that plans read as."""

    @model_validator(mode="after")
    def _somebody_delivers(self) -> Self:
        if not (self.has_pipelines or self.hcp):
            raise LandingZoneError(
                "somebody must deliver",
                got="none of github, gitlab, codepipeline and hcp",
                why="roles that nobody may work as do nothing",
                fix="add one of them, or remove the section",
            )
        return self

    @model_validator(mode="after")
    def _hcp_delivers_alone(self) -> Self:
        if self.hcp and self.has_pipelines:
            raise LandingZoneError(
                "HCP Terraform must deliver alone",
                got="hcp beside github, gitlab or codepipeline",
                why="its runs begin as a role of each account, and jobs of pipelines as one of the management account",
                fix="keep hcp, where states are in HCP Terraform, or the others",
                path=("hcp",),
            )
        return self

    @property
    def has_pipelines(self) -> bool:
        """Whether jobs of pipelines deliver, which work as roles of the management account."""
        return bool(self.github or self.gitlab or self.codepipeline)
