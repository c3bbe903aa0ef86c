"""How the account of the central team comes to serve models of the teams that it deploys for."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.deployments import served_in
from modules.machine_learning.deployments.central_deployment import CentralDeployment
from modules.machine_learning.models.promotion import APPROVED
from modules.machine_learning.spec import ModelDeploymentsSpec
from modules.workspaces.account.contents.boundary import BOUNDARY_ARN
from modules.workspaces.account.contents.content import Content, Surroundings
from modules.workspaces.account.contents.model_deployment import (
    LEAD_EMAIL,
    OF_MODELS,
    STATUS,
    DeployingBlueprint,
    about_the_account,
)
from modules.workspaces.account.contents.team_account import COST_CENTER, STAGE, TEAM
from modules.workspaces.base.variables import define_variables


@dataclass(frozen=True, kw_only=True)
class CentralDeploymentBlueprint(DeployingBlueprint):
    """How the account of the central team comes to serve the models of one team."""

    deletion_days: int
    name: str = "central-deployment"

    def define(self, scope: Construct) -> None:
        """Define it."""
        variables = define_variables(scope, OF_MODELS)
        CentralDeployment(
            scope,
            self.name,
            spec=self.spec,
            models=self.models(scope, variables),
            log_retention_days=self.log_retention_days,
            boundary_arn=variables[BOUNDARY_ARN],
            deletion_days=self.deletion_days,
        )


@dataclass(frozen=True, slots=True)
class ServedTeam:
    """What a module must know of a team whose models are served."""

    key: str
    """The key of the team's account of the stage."""
    team: str
    stage: str
    cost_center: str
    lead_email: str


@dataclass(frozen=True, slots=True)
class CentralDeployments(Content):
    """The deployment of models of each team that the central team deploys for."""

    spec: ModelDeploymentsSpec
    log_retention_days: int
    hub: str
    """The hub at whose place the VPC stands."""
    served: tuple[ServedTeam, ...]

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> CentralDeployments | None:  # noqa: ARG003
        """Choose it for the account that deploys for teams."""
        served = served_in(zone, account) if account.deploys_for else ()
        if not served or zone.machine_learning is None:
            return None
        teams = tuple(
            ServedTeam(
                each.of.key, str(each.of.team), str(each.of.stage), each.of.cost_center, each.of.lead_email or ""
            )
            for each in served
        )
        spec = zone.machine_learning
        return cls(spec.deployments, spec.team_accounts.log_retention_days, served[0].hub, teams)

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint for each team, and each stage of production that the team has."""
        organization = surroundings.zone.organization
        blueprint = CentralDeploymentBlueprint(
            self.spec,
            self.log_retention_days,
            organization.name,
            organization.home_region,
            organization.tag_keys,
            deletion_days=surroundings.zone.baseline.key_deletion_days,
        )
        about = about_the_account(surroundings, self.hub)
        for each in self.served:
            own = {
                TEAM: each.team,
                STAGE: each.stage,
                COST_CENTER: each.cost_center,
                LEAD_EMAIL: each.lead_email,
                STATUS: APPROVED,
            }
            surroundings.call(f"deployment-{each.key}", blueprint, variables={**own, **about})
