"""How a team's models come to be served in the account of the central team that deploys for it."""

from __future__ import annotations

from dataclasses import replace

from constructs import Construct

from modules.machine_learning.deployments.deployed_models import DeployedModels
from modules.machine_learning.deployments.model_deployment import ModelDeployment
from modules.machine_learning.execution_role import TeamExecutionRole
from modules.machine_learning.execution_role_library import Holder, execution_roles
from modules.machine_learning.models.registered_team import DEPLOYMENT_ROLE, central_role
from modules.machine_learning.spec import ModelDeploymentsSpec
from modules.machine_learning.team_storage import TeamKey


class CentralDeployment(Construct):
    """Define a team's key and roles in an account that is not the team's, and the deployment of its models.

    Roles are called after the team and the stage: a name is taken once in an account, whatever its path. They are
    tagged, since the boundary lets a role hand on those of its own team alone, and the account has no team.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        spec: What endpoints run on.
        models: The models, and the account; key and roles are those that are made here.
        log_retention_days: Days for which logs are kept.
        boundary_arn: The permissions boundary of roles.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: ModelDeploymentsSpec,
        models: DeployedModels,
        log_retention_days: int,
        boundary_arn: str,
        deletion_days: int,
    ) -> None:
        super().__init__(scope, id_)
        team = models.team
        key = TeamKey(self, "key", team=team, deletion_days=deletion_days)
        (role,) = execution_roles(Holder.CENTRAL_TEAM)
        serving = central_role(role.name, team.name, team.stage)
        TeamExecutionRole(
            self,
            "serving-role",
            role=replace(role, name=serving),
            team=team,
            boundary_arn=boundary_arn,
            values={
                "account_id": team.account_id,
                "models_bucket_arn": f"arn:aws:s3:::{models.bucket}",
                "registry": f"{team.region}:{models.registry_account_id}",
                "stage": team.stage,
                "team": team.name,
            },
            tags=models.owner_tags,
        )
        deploying = central_role(DEPLOYMENT_ROLE, team.name, team.stage)
        ModelDeployment(
            self,
            "deployment",
            spec=spec,
            models=replace(models, key_arn=key.key_arn, deployment_role=deploying, serving_role=serving),
            log_retention_days=log_retention_days,
            boundary_arn=boundary_arn,
        )
