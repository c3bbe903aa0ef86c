"""A team as the central registry of models knows it: which roles of which accounts register, approve and deploy."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamStage:
    """A team's account of one stage; the id may be a token."""

    stage: str
    kind: StageKind
    account_id: str
    approvers: tuple[str, ...] = ()
    """Permission sets of those who approve, each as it is called in this stage."""


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
        registry = f"arn:aws:sagemaker:{self.region}:{self.registry_account_id}"
        return f"{registry}:model-package-group/{self.group_name}", f"{registry}:model-package/{self.group_name}/*"

    @property
    def bucket_name(self) -> str:
        """The bucket of its models' artifacts. Guardrails protect it by its name."""
        return models_bucket(self.organization, self.name, self.registry_account_id)

    @property
    def key_alias(self) -> str:
        """The alias of the key of the artifacts. Guardrails protect `alias/landing-zone/*`."""
        return f"alias/landing-zone/models/{self.name}"

    @property
    def registering(self) -> Grantees:
        """Who registers versions: jobs and pipelines of development."""
        return self._roles(EXECUTION_ROLE, StageKind.DEV)

    @property
    def deploying(self) -> Grantees:
        """Who deploys versions, to test and to production."""
        return self._roles(DEPLOYMENT_ROLE, StageKind.TEST, StageKind.PROD)

    @property
    def serving(self) -> Grantees:
        """What deployed models work as: they load the artifacts."""
        return self._roles(EXECUTION_ROLE, StageKind.TEST, StageKind.PROD)

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

    def _roles(self, name: str, *kinds: StageKind) -> Grantees:
        stages = [stage for stage in self.stages if stage.kind in kinds]
        return Grantees(
            account_ids=tuple(stage.account_id for stage in stages),
            role_arns=tuple(
                f"arn:aws:iam::{stage.account_id}:role/teams/{self.name}/{stage.stage}/{name}" for stage in stages
            ),
        )
