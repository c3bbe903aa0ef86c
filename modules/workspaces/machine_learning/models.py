"""The workspace of what the teams of one shape have of the central registry of models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cdktf import TerraformLocal
from constructs import Construct

from modules.accounts.roster import Account, account_for
from modules.accounts.spec import Function
from modules.accounts.stages import StageKind
from modules.machine_learning.models.registered_team import RegisteredTeam, TeamStage
from modules.machine_learning.models.shared_features import SharedFeatures
from modules.machine_learning.models.team_models import TeamModels
from modules.machine_learning.spec import MachineLearningSpec
from modules.naming import access_log_bucket
from modules.workspaces.account.account import AccountWorkspace
from modules.workspaces.account.after_accounts import wait_for
from modules.workspaces.account.contents.boundary import boundary_of
from modules.workspaces.base.deployment import Deployment, Representative
from modules.workspaces.base.template import marker
from modules.workspaces.foundation.member_workspace import MemberWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs

TEAM = "team"
"""The name of the marker of a team's name."""


@dataclass(frozen=True, slots=True)
class StageShape:
    """What the constructs depend on of a team's account of one stage."""

    stage: str
    kind: StageKind
    is_known: bool
    """Whether the account's id is known before anything is applied."""
    approvers: tuple[str, ...]
    """Permission sets of those who approve, as they are called in the stage."""
    is_central: bool
    """Whether the central team deploys the stage's models."""
    is_served: bool
    """Whether something waits to be told of them."""


@dataclass(frozen=True, slots=True)
class TeamShape:
    """What the constructs depend on of a team."""

    stages: tuple[StageShape, ...]
    feature_groups: tuple[str, ...]
    """Feature groups of the registry's account that it reads."""


class ModelsWorkspace(MemberWorkspace):
    """Define what the teams of one shape have of the registry, and of the central feature store.

    Args:
        deployment: The deployment.
        key: Stands for the teams' names.
        shape: The shape.
        registry: The account that the registry is in.
        accounts: What is known of the accounts.
        account_workspaces: The workspace that stands for each account's, by the account's key; the registry's has what
            all teams have.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        deployment: Deployment,
        key: str,
        *,
        shape: TeamShape,
        registry: Account,
        accounts: AccountsOutputs,
        account_workspaces: Mapping[str, Representative[AccountWorkspace]],
    ) -> None:
        zone = deployment.environment.zone
        super().__init__(
            deployment,
            f"models-{key}",
            function=Function.ML_SHARED_SERVICES,
            accounts=accounts,
            region=zone.organization.home_region,
        )
        wait_for(self, [registry.key], account_workspaces)
        ids = Construct(self.default_scope, "account-ids")
        if any(stage.is_central for stage in shape.stages):
            central = account_for(Function.ML_DEPLOYMENTS, zone.roster)
            self._central_id = TerraformLocal(ids, "ml-deployments", accounts.account_id(self, central)).as_string
        team = RegisteredTeam(
            organization=zone.organization.name,
            name=marker(TEAM),
            registry_account_id=self._account_id,
            region=zone.organization.home_region,
            tag_keys=zone.organization.tag_keys,
            stages=tuple(self._stage(stage, ids, accounts) for stage in shape.stages),
        )
        TeamModels(
            self,
            "models",
            boundary_arn=boundary_of(zone, registry, self._account_id),
            spec=(zone.machine_learning or MachineLearningSpec()).model_registry,
            team=team,
            access_log_bucket=access_log_bucket(zone.organization.name, self._account_id),
            deletion_days=zone.baseline.key_deletion_days,
        )
        SharedFeatures(self, "features", team=team, groups=shape.feature_groups)

    def _stage(self, shape: StageShape, ids: Construct, accounts: AccountsOutputs) -> TeamStage:
        account_id = (
            marker(id_of(shape.stage)) if shape.is_known else accounts.account_ids(self, marker(key_of(shape.stage)))
        )
        # Under a name of its own, as the registry's: a policy is JSON in JSON.
        local = TerraformLocal(ids, shape.stage, account_id)
        return TeamStage(
            stage=shape.stage,
            kind=shape.kind,
            account_id=local.as_string,
            approvers=shape.approvers,
            central_account_id=self._central_id if shape.is_central else None,
            is_deployed=shape.is_served,
        )


def id_of(stage: str) -> str:
    """Name the marker of the id of a team's account, by the stage."""
    return f"id of {stage}"


def key_of(stage: str) -> str:
    """Name the marker of the key of a team's account, by the stage."""
    return f"key of {stage}"
