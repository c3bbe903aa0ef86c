"""How the account of a team comes to serve the team's models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cdktf import Fn, TerraformLocal, TerraformVariable
from constructs import Construct

from modules.accounts.roster import Account, account_for
from modules.accounts.spec import Function
from modules.accounts.stages import StageKind
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.deployments import served_in
from modules.machine_learning.deployments.deployed_models import DeployedModels
from modules.machine_learning.deployments.model_deployment import ModelDeployment
from modules.machine_learning.models.promotion import APPROVED, WAITING
from modules.machine_learning.models.registered_team import DEPLOYMENT_ROLE, EXECUTION_ROLE
from modules.machine_learning.spec import ModelDeploymentsSpec
from modules.specification.tag_keys import TagKeys
from modules.workspaces.account.contents import boundary
from modules.workspaces.account.contents.boundary import BOUNDARY_ARN, boundary_arn
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.account.contents.team_account import (
    COST_CENTER,
    KEY_ARN,
    STAGE,
    TEAM,
    TEAM_ACCOUNT,
    team_of,
)
from modules.workspaces.base.template import marker
from modules.workspaces.base.variables import define_variables
from modules.workspaces.network.spoke_blueprints import SUBNET_IDS, VPC_ID, list_output

LEAD_EMAIL, REGISTRY_ID, STATUS = "lead_email", "registry_account_id", "status"

OF_MODELS = {
    ACCOUNT_ID: "The account",
    BOUNDARY_ARN: boundary.MEANING,
    TEAM: "The team",
    STAGE: "The stage",
    COST_CENTER: "Who pays",
    LEAD_EMAIL: "The address of who leads the team",
    REGISTRY_ID: "The account with the registry",
    STATUS: "The status of versions that are deployed",
    VPC_ID: "The VPC",
}
"""Variables of modules that deploy, and what they mean."""


@dataclass(frozen=True)
class DeployingBlueprint:
    """What is the same wherever a team's models come to be served."""

    spec: ModelDeploymentsSpec
    log_retention_days: int
    organization: str
    region: str
    tag_keys: TagKeys

    def models(self, scope: Construct, variables: Mapping[str, str]) -> DeployedModels:
        """Return what a module's variables say of models, with the team's own roles; the key where there is one."""
        subnets = TerraformVariable(
            scope, SUBNET_IDS, type="list(string)", nullable=False, description="The subnets for workloads"
        )
        # Under a name of its own: the definition is JSON in JSON, where the expression's quotes would be escaped twice.
        joined = TerraformLocal(scope, "joined-subnet-ids", Fn.join(",", subnets.list_value))
        return DeployedModels(
            team=team_of(variables, self.organization, self.region, self.tag_keys),
            registry_account_id=variables[REGISTRY_ID],
            status=variables[STATUS],
            key_arn=variables.get(KEY_ARN, ""),
            deployment_role=DEPLOYMENT_ROLE,
            serving_role=EXECUTION_ROLE,
            vpc_id=variables[VPC_ID],
            subnet_ids=joined.as_string,
            emails=(("lead", variables[LEAD_EMAIL]),),
            data_classification=self.spec.data_classification,
        )


@dataclass(frozen=True)
class ModelDeploymentBlueprint(DeployingBlueprint):
    """How the account of a team comes to serve the team's models."""

    name: str = "model-deployment"

    def define(self, scope: Construct) -> None:
        """Define it."""
        variables = define_variables(scope, {**OF_MODELS, KEY_ARN: "The team's key"})
        ModelDeployment(
            scope,
            self.name,
            spec=self.spec,
            models=self.models(scope, variables),
            log_retention_days=self.log_retention_days,
            boundary_arn=variables[BOUNDARY_ARN],
        )


def about_the_account(surroundings: Surroundings, hub: str) -> dict[str, str]:
    """Return the values of variables that say where models are served, and where the registry is."""
    spoke = surroundings.spokes[hub]
    registry = account_for(Function.ML_SHARED_SERVICES, surroundings.zone.roster)
    return {
        ACCOUNT_ID: surroundings.account_id,
        BOUNDARY_ARN: boundary_arn(surroundings),
        REGISTRY_ID: surroundings.accounts.account_id(surroundings.workspace, registry),
        VPC_ID: spoke.get_string(VPC_ID),
        SUBNET_IDS: list_output(spoke, SUBNET_IDS),
    }


@dataclass(frozen=True, slots=True)
class TeamDeployment(Content):
    """The deployment of the team's models in the team's own account."""

    spec: ModelDeploymentsSpec
    log_retention_days: int
    hub: str
    """The hub at whose place the VPC stands."""
    status: str
    """The status of versions that are deployed."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> TeamDeployment | None:  # noqa: ARG003
        """Choose it for accounts of teams in test and production, but where the central team deploys."""
        served = served_in(zone, account) if account.team else ()
        if not served or zone.machine_learning is None:
            return None
        status = APPROVED if account.stage_kind is StageKind.PROD else WAITING
        spec = zone.machine_learning
        return cls(spec.deployments, spec.team_accounts.log_retention_days, served[0].hub, status)

    @staticmethod
    def values(zone: LandingZone, account: Account) -> Mapping[str, str]:  # noqa: ARG004
        """Return the address of who leads the team."""
        return {LEAD_EMAIL: account.lead_email or ""}

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        organization, team = surroundings.zone.organization, surroundings.modules[TEAM_ACCOUNT]
        blueprint = ModelDeploymentBlueprint(
            self.spec,
            self.log_retention_days,
            organization.name,
            organization.home_region,
            organization.tag_keys,
        )
        own = {name: marker(name) for name in (TEAM, STAGE, COST_CENTER, LEAD_EMAIL)}
        of_team = {KEY_ARN: team.get_string(KEY_ARN)}
        about = about_the_account(surroundings, self.hub)
        surroundings.call(blueprint.name, blueprint, variables={**own, **of_team, **about, STATUS: self.status})
