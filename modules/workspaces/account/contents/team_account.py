"""What the account of a team starts with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cdktf import TerraformOutput
from constructs import Construct

from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.machine_learning.models.registered_team import EXECUTION_ROLE
from modules.machine_learning.spec import TeamAccountsSpec
from modules.machine_learning.team import Team
from modules.machine_learning.team_account import TeamAccount
from modules.specification.tag_keys import TagKeys
from modules.workspaces.account.contents import boundary
from modules.workspaces.account.contents.boundary import BOUNDARY_ARN, boundary_arn
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.base.template import marker
from modules.workspaces.base.variables import define_variables

TEAM_ACCOUNT = "team-account"
"""What the module is called in the workspace."""

BUCKET_NAME, KEY_ARN = "bucket_name", "key_arn"
ROLE_ARN, ROLE_NAME = "sagemaker_role_arn", "sagemaker_role_name"
"""Outputs of the module."""

TEAM, STAGE, COST_CENTER = "team", "stage", "cost_center"
"""Variables of the module, and the markers of their values."""

OF_TEAM = {TEAM: "The team", STAGE: "The stage of the team's account", COST_CENTER: "Who pays"}
"""What those variables mean."""

_MEANINGS = {ACCOUNT_ID: "The account", BOUNDARY_ARN: boundary.MEANING, **OF_TEAM}


def team_of(variables: Mapping[str, str], organization: str, region: str, tag_keys: TagKeys) -> Team:
    """Return the team that the variables of a module name, in an organization and its home region."""
    return Team(
        organization=organization,
        name=variables[TEAM],
        stage=variables[STAGE],
        cost_center=variables[COST_CENTER],
        account_id=variables[ACCOUNT_ID],
        region=region,
        tag_keys=tag_keys,
    )


@dataclass(frozen=True)
class TeamAccountBlueprint:
    """What the account of a team starts with."""

    spec: TeamAccountsSpec
    organization: str
    region: str
    tag_keys: TagKeys
    deletion_days: int
    name: str = "team-account"

    def define(self, scope: Construct) -> None:
        """Define it."""
        variables = define_variables(scope, _MEANINGS)
        account = TeamAccount(
            scope,
            "team-account",
            spec=self.spec,
            team=team_of(variables, self.organization, self.region, self.tag_keys),
            boundary_arn=variables[BOUNDARY_ARN],
            deletion_days=self.deletion_days,
        )
        TerraformOutput(scope, BUCKET_NAME, value=account.bucket_name, static_id=True)
        TerraformOutput(scope, KEY_ARN, value=account.key_arn, static_id=True)
        TerraformOutput(scope, ROLE_ARN, value=account.role_arns[EXECUTION_ROLE], static_id=True)
        TerraformOutput(scope, ROLE_NAME, value=account.role_names[EXECUTION_ROLE], static_id=True)


@dataclass(frozen=True, slots=True)
class TeamContent(Content):
    """What a team's work needs."""

    spec: TeamAccountsSpec

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> TeamContent | None:  # noqa: ARG003
        """Choose it for accounts of teams, where there is machine learning."""
        if zone.machine_learning is None or account.team is None:
            return None
        return cls(zone.machine_learning.team_accounts)

    @staticmethod
    def values(zone: LandingZone, account: Account) -> Mapping[str, str]:  # noqa: ARG004
        """Return the team, its stage, and who pays."""
        return {TEAM: account.team or "", STAGE: account.stage or "", COST_CENTER: account.cost_center}

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        zone = surroundings.zone
        blueprint = TeamAccountBlueprint(
            spec=self.spec,
            organization=zone.organization.name,
            region=zone.organization.home_region,
            tag_keys=zone.organization.tag_keys,
            deletion_days=zone.baseline.key_deletion_days,
        )
        own = {name: marker(name) for name in OF_TEAM}
        about = {ACCOUNT_ID: surroundings.account_id, BOUNDARY_ARN: boundary_arn(surroundings)}
        surroundings.call(TEAM_ACCOUNT, blueprint, variables={**own, **about})
