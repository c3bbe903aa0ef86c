"""A tracking server of MLflow in the account of a team."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.experiment_tracking import experiment_tracking_of
from modules.machine_learning.experiment_tracking import ExperimentTracking
from modules.machine_learning.spec import ExperimentTrackingSpec
from modules.specification.tag_keys import TagKeys
from modules.workspaces.account.contents import boundary
from modules.workspaces.account.contents.boundary import BOUNDARY_ARN, boundary_arn
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.account.contents.team_account import (
    BUCKET_NAME,
    KEY_ARN,
    OF_TEAM,
    ROLE_NAME,
    TEAM_ACCOUNT,
    team_of,
)
from modules.workspaces.base.template import marker
from modules.workspaces.base.variables import define_variables

_MEANINGS = {
    **OF_TEAM,
    ACCOUNT_ID: "The account",
    BOUNDARY_ARN: boundary.MEANING,
    BUCKET_NAME: "The team's bucket",
    KEY_ARN: "The team's key",
    ROLE_NAME: "The role that jobs work as",
}


@dataclass(frozen=True)
class ExperimentTrackingBlueprint:
    """The tracking server of an account."""

    spec: ExperimentTrackingSpec
    organization: str
    region: str
    tag_keys: TagKeys
    name: str = "experiment-tracking"

    def define(self, scope: Construct) -> None:
        """Define it."""
        variables = define_variables(scope, _MEANINGS)
        ExperimentTracking(
            scope,
            "experiment-tracking",
            spec=self.spec,
            team=team_of(variables, self.organization, self.region, self.tag_keys),
            bucket_name=variables[BUCKET_NAME],
            key_arn=variables[KEY_ARN],
            boundary_arn=variables[BOUNDARY_ARN],
            recorder=variables[ROLE_NAME],
        )


@dataclass(frozen=True, slots=True)
class ExperimentTrackingContent(Content):
    """A tracking server."""

    spec: ExperimentTrackingSpec

    @classmethod
    def of(
        cls,
        zone: LandingZone,
        needs: GuardrailNeeds,  # noqa: ARG003 - no guardrail asks for it
        account: Account,
    ) -> ExperimentTrackingContent | None:
        """Choose it for accounts of the stages that have it."""
        spec = experiment_tracking_of(zone, account)
        return cls(spec) if spec else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        organization, team = surroundings.zone.organization, surroundings.modules[TEAM_ACCOUNT]
        blueprint = ExperimentTrackingBlueprint(
            self.spec, organization.name, organization.home_region, organization.tag_keys
        )
        about = {
            ACCOUNT_ID: surroundings.account_id,
            BOUNDARY_ARN: boundary_arn(surroundings),
            BUCKET_NAME: team.get_string(BUCKET_NAME),
            KEY_ARN: team.get_string(KEY_ARN),
            ROLE_NAME: team.get_string(ROLE_NAME),
        }
        own = {name: marker(name) for name in OF_TEAM}
        surroundings.call(blueprint.name, blueprint, variables={**own, **about})
