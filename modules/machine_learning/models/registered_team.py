"""A team as the central registry of models knows it: which roles of which accounts register, approve and deploy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from modules.accounts.stages import StageKind
from modules.naming import models_bucket
from modules.specification.permission_set_roles import permission_set_role
from modules.specification.tag_keys import LibraryTag, TagKeys, key_of
from modules.storage.grantees import Grantees

EXECUTION_ROLE = "SageMakerExecution"
"""What jobs, pipelines and models of a team work as (`policies/execution_roles`)."""

DEPLOYMENT_ROLE = "ModelDeployment"
"""What deploys a team's models in one of its accounts (`policies/execution_roles`)."""


SERVING_ROLE = "ModelServing"
"""What a team's models work as in an account that is not the team's (`policies/execution_roles`)."""


def central_role(role: str, team: str, stage: str) -> str:
    """Name a team's role in the account of the central team that deploys for it, beside those of other teams."""
    return f"{role}-{team}-{stage}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamStage:
    """A team's account of one stage; the ids may be tokens."""

    stage: str
    kind: StageKind
    account_id: str
    approvers: tuple[str, ...] = ()
    """Permission sets of those who approve, each as it is called in this stage."""
    central_account_id: str | None = None
    """The account of the central team, where that one deploys the stage's models, and not the team's own."""

    is_deployed: bool = False
    """Whether versions are deployed for the stage by themselves."""

    @property
    def deployer_id(self) -> str:
        """The account that deploys the stage's models, where any does."""
        return self.central_account_id or self.account_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredTeam:
    """A team with models in the registry; each value may be a token."""

    organization: str
    name: str
    registry_account_id: str
    region: str
    """The home region, where the registry is."""
    tag_keys: TagKeys
    """The organization's keys for the library's tags."""
    stages: tuple[TeamStage, ...]

    @property
    def group_name(self) -> str:
        """Its model package group: who it belongs to is read from its tags, and from this name in events."""
        return self.name

    @property
    def group_tags(self) -> dict[str, str]:
        """The tags of the group, which its versions have too: approvers know their team's by them."""
        return {key_of(LibraryTag.TEAM, self.tag_keys): self.name}

    @property
    def group_arns(self) -> tuple[str, str]:
        """The group's ARN, and that of every version in it."""
        registry, group = self._registry_arn, self.group_name
        return f"{registry}:model-package-group/{group}", f"{registry}:model-package/{group}/*"

    @property
    def bucket_name(self) -> str:
        """The bucket of its models' artifacts. Guardrails protect it by its name."""
        return models_bucket(self.organization, self.name, self.registry_account_id)

    @property
    def key_alias(self) -> str:
        """The alias of the key of the artifacts. Guardrails protect `alias/landing-zone/*`."""
        return f"alias/landing-zone/models/{self.name}"

    @property
    def feature_catalog_arn(self) -> str:
        """The catalog of all feature groups in the registry's account and region."""
        return f"{self._registry_arn}:sagemaker-catalog/DefaultFeatureGroupCatalog"

    def feature_group_arn(self, name: str) -> str:
        """Return the ARN of a feature group in the registry's account and region."""
        return f"{self._registry_arn}:feature-group/{name}"

    @property
    def _registry_arn(self) -> str:
        return f"arn:aws:sagemaker:{self.region}:{self.registry_account_id}"

    @property
    def registering(self) -> Grantees:
        """Who registers versions: jobs and pipelines of development."""
        developing = (stage for stage in self.stages if stage.kind is StageKind.DEV)
        return self._roles((stage.account_id, stage.stage, EXECUTION_ROLE) for stage in developing)

    @property
    def deploying(self) -> Grantees:
        """Who deploys versions, to test and to production."""
        return self._roles(
            (stage.deployer_id, stage.stage, _deployment_role(self.name, stage))
            for stage in self.stages
            if stage.is_deployed
        )

    @property
    def deployers(self) -> dict[str, str]:
        """The account that deploys, by the stage."""
        return {stage.stage: stage.deployer_id for stage in self.stages if stage.is_deployed}

    @property
    def serving(self) -> Grantees:
        """What loads artifacts: the team's models and jobs of test and production, and models of the central team."""
        using = [stage for stage in self.stages if stage.kind in (StageKind.TEST, StageKind.PROD)]
        own = self._roles((stage.account_id, stage.stage, EXECUTION_ROLE) for stage in using)
        return own + self._roles(
            (stage.central_account_id, stage.stage, central_role(SERVING_ROLE, self.name, stage.stage))
            for stage in using
            if stage.central_account_id
        )

    @property
    def approving(self) -> Grantees:
        """Who decides on versions: people, by a permission set in the team's production account."""
        production = [stage for stage in self.stages if stage.kind is StageKind.PROD and stage.approvers]
        return Grantees(
            account_ids=tuple(stage.account_id for stage in production),
            role_arns=tuple(
                f"arn:aws:iam::{stage.account_id}:role/{permission_set_role(name, self.region)}"
                for stage in production
                for name in stage.approvers
            ),
        )

    def _roles(self, roles: Iterable[tuple[str, str, str]]) -> Grantees:
        """Return roles, each given by its account, its stage and its name."""
        known = tuple(roles)
        return Grantees(
            account_ids=tuple(dict.fromkeys(account_id for account_id, _, _ in known)),
            role_arns=tuple(
                f"arn:aws:iam::{account_id}:role/teams/{self.name}/{stage}/{name}" for account_id, stage, name in known
            ),
        )


def _deployment_role(team: str, stage: TeamStage) -> str:
    """Name what deploys: the team's role, or that which the central team has for it in place of it."""
    return central_role(DEPLOYMENT_ROLE, team, stage.stage) if stage.central_account_id else DEPLOYMENT_ROLE
