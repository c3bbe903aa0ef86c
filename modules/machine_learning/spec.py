"""What a user may say about what ML teams' accounts start with. No cdktf here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from modules.accounts.stages import StageName
from modules.aws_limits import STUDIO_IDLE_LONGEST, STUDIO_IDLE_SHORTEST
from modules.identity.access_spec import PermissionSetName
from modules.specification.model import Name, Spec, TagValue
from modules.specification.texts import matching

LogRetention = Literal[
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288
]
"""Days that CloudWatch Logs can keep a log group's events (API Reference, PutRetentionPolicy)."""


PublicSource = Literal["maven-central", "npmjs", "nuget-org", "pypi", "ruby-gems-org"]
"""Public repositories that CodeArtifact takes packages from (AWS CodeArtifact User Guide, Supported external connection
repositories)."""


InstanceType = Annotated[
    str,
    AfterValidator(
        matching(
            r"ml\.[a-z0-9-]+\.[a-z0-9]+",
            what="an instance type of SageMaker must have a family and a size",
            why="endpoints run on instances of one type",
            fix="write it like ml.m5.large",
        )
    ),
    Field(examples=["ml.m5.large"]),
]
"""`ml.m5.large`: a type of instances of SageMaker."""


class StudioSpec(Spec):
    """Amazon SageMaker Studio in accounts of teams: a domain in the account's own VPC, and a profile for each person.

    Who works in it is named by the team, in `studio_users`; who gets in has the group `DataScientists` or `MLEngineers`
    too.
    """

    stages: tuple[StageName, ...] = Field(min_length=1)
    """The stages whose accounts have it. Each account must have a VPC of its own in the home region."""

    idle_minutes: int = Field(default=120, ge=STUDIO_IDLE_SHORTEST.value, le=STUDIO_IDLE_LONGEST.value)
    """Minutes without work after which an application is stopped, 60 to 525,600."""

    data_classification: TagValue = "internal"
    """The tag `DataClassification` of domains and profiles, one of `guardrails.data_classifications`."""


class ExperimentTrackingSpec(Spec):
    """A tracking server of MLflow in accounts of teams. Until somebody stops it, it costs money by the hour.

    Each account has its own: nothing lets one account into another's, so one for all teams would show each of them what
    the others try.
    """

    stages: tuple[StageName, ...] = Field(min_length=1)
    """The stages whose accounts have it."""

    size: Literal["Small", "Medium", "Large"] = "Small"
    """`Small` for up to 25 people, `Medium` for up to 50, `Large` for up to 100."""

    data_classification: TagValue = "internal"
    """The tag `DataClassification` of servers, one of `guardrails.data_classifications`."""


class TeamAccountsSpec(Spec):
    """What the accounts of teams start with, the same in every stage."""

    log_retention_days: LogRetention = 365
    """Days for which logs of jobs, endpoints and Studio are kept in CloudWatch Logs."""

    versions_kept_days: int = Field(default=30, ge=1, le=3650)
    """Days for which the team's bucket keeps what was deleted or overwritten: 1 to 3,650. Objects themselves stay."""

    query_limit_gib: int = Field(default=1024, ge=1, le=1_000_000)
    """Most that one Athena query may read, in GiB: a query that would read more is stopped."""

    studio: StudioSpec | None = None
    """Amazon SageMaker Studio; without it no account has any."""

    experiment_tracking: ExperimentTrackingSpec | None = None
    """MLflow in Amazon SageMaker AI; without it no account has any."""


class ModelRegistrySpec(Spec):
    """The central registry of models, in the account with the function `ml-shared-services`."""

    approver_permission_sets: tuple[PermissionSetName, ...] = ("MLOpsApprover",)
    """Permission sets whose holders in a team's production account approve its models. With several stages of
    production, each of them does."""

    versions_kept_days: int = Field(default=365, ge=1, le=3650)
    """Days for which artifacts that were deleted or overwritten are kept: 1 to 3,650. Artifacts themselves stay."""


class ModelDeploymentsSpec(Spec):
    """How versions of models come to be served: those that wait for approval in test, approved ones in production.

    An account that deploys has a VPC of its own in the home region. Which teams the account with the function
    `ml-deployments` deploys for is said there, with `deploys_for`.
    """

    enabled: bool = True
    """Whether anything is deployed by itself."""

    instance_type: InstanceType = "ml.m5.large"
    """What endpoints run on: a type that guardrails admit in test and in production, whose instances have no disks of
    their own, since SageMaker takes no key for those."""

    instance_count: int = Field(default=1, ge=1, le=100)
    """On how many instances, 1 to 100."""

    data_classification: TagValue = "internal"
    """The tag `DataClassification` of models and endpoints, one of `guardrails.data_classifications`."""


class BaseImageSpec(Spec):
    """An image that teams may build on."""

    versions_kept: int = Field(default=50, ge=1, le=1000)
    """How many images with a tag are kept: 1 to 1,000. Older ones go, used or not."""


class PackagesSpec(Spec):
    """Python packages for the whole organization, in AWS CodeArtifact."""

    enabled: bool = True
    """Whether there are any."""

    public_sources: tuple[PublicSource, ...] = ("pypi",)
    """Public repositories that packages are taken from when somebody asks for them the first time. Without any there
    are only packages that the organization publishes."""


class SharedServicesSpec(Spec):
    """What serves all ML teams, in the account with the function `ml-shared-services`."""

    base_images: dict[Name, BaseImageSpec] = Field(
        default_factory=lambda: {name: BaseImageSpec() for name in ("training", "inference")}
    )
    """Approved base images, by name: each is the repository `base/<name>` in Amazon ECR, which the whole organization
    pulls from and only the role ImageBuilder pushes to."""

    packages: PackagesSpec = PackagesSpec()
    """Packages for the whole organization."""


class MachineLearningSpec(Spec):
    """What accounts for machine learning start with. `{}` is the recommended whole."""

    team_accounts: TeamAccountsSpec = TeamAccountsSpec()
    """What the accounts of teams start with."""

    model_registry: ModelRegistrySpec = ModelRegistrySpec()
    """The registry that teams register models in, where people approve them."""

    deployments: ModelDeploymentsSpec = ModelDeploymentsSpec()
    """How models of the registry come to be served."""

    shared_services: SharedServicesSpec = SharedServicesSpec()
    """What serves all teams, beside the registry."""
