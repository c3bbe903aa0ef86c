"""What the account that serves all ML teams starts with."""

from __future__ import annotations

from dataclasses import dataclass

from cdktf import TerraformOutput
from constructs import Construct

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.machine_learning.platform.shared_account import SharedAccount
from modules.machine_learning.platform.shared_services import SharedServices
from modules.machine_learning.spec import MachineLearningSpec
from modules.workspaces.account.contents import boundary
from modules.workspaces.account.contents.boundary import BOUNDARY_ARN, boundary_arn
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.base.variables import define_variables

ORGANIZATION_ID = "organization_id"
"""The variable of modules that admit the whole organization."""

_MEANINGS = {
    ACCOUNT_ID: "The account",
    BOUNDARY_ARN: boundary.MEANING,
    ORGANIZATION_ID: "The organization, which pulls images and reads packages",
}


def is_for_teams(zone: LandingZone, account: Account) -> bool:
    """Whether an account serves all ML teams."""
    return zone.machine_learning is not None and Function.ML_SHARED_SERVICES in account.functions


@dataclass(frozen=True)
class SharedServicesBlueprint:
    """What the account that serves all ML teams starts with."""

    spec: MachineLearningSpec
    organization: str
    region: str
    deletion_days: int
    name: str = "ml-shared-services"

    def define(self, scope: Construct) -> None:
        """Define it."""
        variables = define_variables(scope, _MEANINGS)
        shared = SharedServices(
            scope,
            self.name,
            spec=self.spec.shared_services,
            account=SharedAccount(
                organization=self.organization,
                organization_id=variables[ORGANIZATION_ID],
                account_id=variables[ACCOUNT_ID],
                region=self.region,
            ),
            boundary_arn=variables[BOUNDARY_ARN],
            log_retention_days=self.spec.team_accounts.log_retention_days,
            deletion_days=self.deletion_days,
        )
        TerraformOutput(scope, "access_log_bucket", value=shared.access_log_bucket, static_id=True)


@dataclass(frozen=True, slots=True)
class SharedServicesContent(Content):
    """Images, packages, and what all teams have in common of the registry of models."""

    @classmethod
    def of(
        cls,
        zone: LandingZone,
        needs: GuardrailNeeds,  # noqa: ARG003
        account: Account,
    ) -> SharedServicesContent | None:
        """Choose it for the account that serves teams, where there is machine learning."""
        return cls() if is_for_teams(zone, account) else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        zone = surroundings.zone
        blueprint = SharedServicesBlueprint(
            spec=zone.machine_learning or MachineLearningSpec(),
            organization=zone.organization.name,
            region=zone.organization.home_region,
            deletion_days=zone.baseline.key_deletion_days,
        )
        about = {
            ACCOUNT_ID: surroundings.account_id,
            BOUNDARY_ARN: boundary_arn(surroundings),
            ORGANIZATION_ID: surroundings.organization.organization_id,
        }
        surroundings.call(blueprint.name, blueprint, variables=about)
