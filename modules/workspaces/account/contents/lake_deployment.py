"""The role that pipelines of another account deploy jobs of a data lake as."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.data.deployment_role import Deploying, DeploymentRole
from modules.data.lake import Lake
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.pipelines import account_of_pipelines, deployed_lakes
from modules.naming import pipelines_bucket
from modules.pipelines.places import ARTIFACT_KEY, pipeline_role_arn
from modules.specification.tag_keys import TagKeys
from modules.workspaces.account.contents import boundary
from modules.workspaces.account.contents.boundary import BOUNDARY_ARN, boundary_arn
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.account.contents.data_lake import DATABASE_PREFIX, DOMAIN
from modules.workspaces.base.template import marker
from modules.workspaces.base.variables import define_variables

PIPELINES = "pipelines_account_id"
"""The variable of the account that pipelines run in."""

_MEANINGS = {
    ACCOUNT_ID: "The account",
    BOUNDARY_ARN: boundary.MEANING,
    DATABASE_PREFIX: "The domain, as names of databases begin",
    DOMAIN: "The business domain of the lake",
    PIPELINES: "The account that pipelines run in",
}


@dataclass(frozen=True)
class LakeDeploymentBlueprint:
    """The role that pipelines deploy as."""

    organization: str
    region: str
    tag_keys: TagKeys
    name: str = "lake-deployment"

    def define(self, scope: Construct) -> None:
        """Define the role."""
        variables = define_variables(scope, _MEANINGS)
        DeploymentRole(
            scope,
            "deployment-role",
            lake=Lake(
                organization=self.organization,
                domain=variables[DOMAIN],
                database_prefix=variables[DATABASE_PREFIX],
                account_id=variables[ACCOUNT_ID],
                tag_keys=self.tag_keys,
            ),
            region=self.region,
            deploying=Deploying(
                account_id=variables[PIPELINES],
                role_arn=pipeline_role_arn(variables[PIPELINES]),
                bucket_name=pipelines_bucket(self.organization, variables[PIPELINES]),
                key_alias=ARTIFACT_KEY,
            ),
            boundary_arn=variables[BOUNDARY_ARN],
        )


@dataclass(frozen=True, slots=True)
class LakeDeployment(Content):
    """A role for pipelines."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> LakeDeployment | None:  # noqa: ARG003
        """Choose it for data lakes that pipelines deploy to."""
        return cls() if account_of_pipelines(zone) and account in deployed_lakes(zone).values() else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        zone, pipelines = surroundings.zone, account_of_pipelines(surroundings.zone)
        if pipelines is None:
            return
        blueprint = LakeDeploymentBlueprint(
            zone.organization.name, zone.organization.home_region, zone.organization.tag_keys
        )
        about = {
            ACCOUNT_ID: surroundings.account_id,
            BOUNDARY_ARN: boundary_arn(surroundings),
            PIPELINES: surroundings.accounts.account_id(surroundings.workspace, pipelines),
        }
        own = {name: marker(name) for name in (DATABASE_PREFIX, DOMAIN)}
        surroundings.call(blueprint.name, blueprint, variables={**own, **about})
