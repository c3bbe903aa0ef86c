"""A team's models in one account that serves them, and what its parts are called."""

from __future__ import annotations

from dataclasses import dataclass

from modules.machine_learning.models.promotion import deployment_name
from modules.machine_learning.team import Team
from modules.naming import models_bucket
from modules.specification.tag_keys import LibraryTag, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployedModels:
    """What is served of a team's models in one stage; each value may be a token."""

    team: Team
    registry_account_id: str
    status: str
    """The status that a version has which is deployed here."""
    key_arn: str
    """The key of the endpoint's volumes, of logs, and of events that could not be delivered."""
    deployment_role: str
    """The name of what the state machine works as."""
    serving_role: str
    """The name of what models work as; both are below the team's path."""
    vpc_id: str
    subnet_ids: str
    """The subnets for workloads, joined by commas."""
    emails: tuple[tuple[str, str], ...]
    """Who is told of outcomes: addresses, each by what it is called in addresses of Terraform."""
    data_classification: str

    @property
    def name(self) -> str:
        """What bus, rule, state machine, endpoint, alarm and topic are called."""
        return deployment_name(self.team.name, self.team.stage)

    @property
    def serving_role_arn(self) -> str:
        """What models work as."""
        return f"arn:aws:iam::{self.team.account_id}:role{self.team.role_path}{self.serving_role}"

    @property
    def bus_arn(self) -> str:
        """The bus that the registry's account puts events on."""
        return self._arn("events", f"event-bus/{self.name}")

    @property
    def rule_arn(self) -> str:
        """The rule that starts the state machine."""
        return self._arn("events", f"rule/{self.name}/{self.name}")

    @property
    def state_machine_arn(self) -> str:
        """The state machine."""
        return self._arn("states", f"stateMachine:{self.name}")

    @property
    def undelivered_arn(self) -> str:
        """The queue of events that started nothing."""
        return self._arn("sqs", self.name)

    @property
    def topic_arn(self) -> str:
        """The topic that tells of outcomes."""
        return self._arn("sns", self.name)

    @property
    def versions(self) -> str:
        """What the ARN of every version begins with, in the registry."""
        return f"arn:aws:sagemaker:{self.team.region}:{self.registry_account_id}:model-package/{self.team.name}/"

    @property
    def bucket(self) -> str:
        """The team's bucket in the registry."""
        return models_bucket(self.team.organization, self.team.name, self.registry_account_id)

    @property
    def owner_tags(self) -> dict[str, str]:
        """Whose models they are: the account's own tags do not say so where it is not the team's."""
        values = {LibraryTag.TEAM: self.team.name, LibraryTag.STAGE: self.team.stage}
        return {key_of(tag, self.team.tag_keys): value for tag, value in values.items()}

    @property
    def tags(self) -> dict[str, str]:
        """What the state machine tags: roles and guardrails ask for these."""
        values = {
            LibraryTag.COST_CENTER: self.team.cost_center,
            LibraryTag.DATA_CLASSIFICATION: self.data_classification,
        }
        return {**self.owner_tags, **{key_of(tag, self.team.tag_keys): value for tag, value in values.items()}}

    def _arn(self, service: str, resource: str) -> str:
        return f"arn:aws:{service}:{self.team.region}:{self.team.account_id}:{resource}"
