"""What pipelines publish portfolios as, in the account that owns them."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.catalog.pipeline.places import PipelinePlace
from modules.catalog.pipeline.publishing_roles import PublishingRoles
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import owned_by, pipelined, state_of_builds
from modules.landing_zone.contents import GuardrailNeeds
from modules.naming import templates_bucket
from modules.workspaces.account.contents import boundary
from modules.workspaces.account.contents.boundary import BOUNDARY_ARN, boundary_arn
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.base.variables import define_variables


@dataclass(frozen=True)
class PublishingRolesBlueprint:
    """The roles of portfolios that pipelines publish."""

    portfolios: tuple[str, ...]
    organization: str
    management_account_id: str
    region: str
    has_builds: bool
    name: str = "publishing-roles"

    def define(self, scope: Construct) -> None:
        """Define them."""
        variables = define_variables(scope, {ACCOUNT_ID: "The account", BOUNDARY_ARN: boundary.MEANING})
        for portfolio in self.portfolios:
            PublishingRoles(
                scope,
                portfolio,
                place=PipelinePlace(
                    organization=self.organization,
                    portfolio=portfolio,
                    account_id=variables[ACCOUNT_ID],
                    region=self.region,
                ),
                templates_bucket=templates_bucket(self.organization, variables[ACCOUNT_ID]),
                management_account_id=self.management_account_id,
                boundary_arn=variables[BOUNDARY_ARN],
                has_builds=self.has_builds,
            )


@dataclass(frozen=True, slots=True)
class PublishingRolesContent(Content):
    """Roles for the portfolios of the account that pipelines publish."""

    portfolios: tuple[str, ...]

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> PublishingRolesContent | None:  # noqa: ARG003
        """Choose it for accounts that own such a portfolio."""
        names = tuple(each.name for each in owned_by(zone, account) if each.name in pipelined(zone))
        return cls(names) if names else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        zone, organization = surroundings.zone, surroundings.zone.organization
        blueprint = PublishingRolesBlueprint(
            self.portfolios,
            organization.name,
            organization.management_account.id,
            organization.home_region,
            has_builds=state_of_builds(zone) is not None,
        )
        about = {ACCOUNT_ID: surroundings.account_id, BOUNDARY_ARN: boundary_arn(surroundings)}
        surroundings.call(blueprint.name, blueprint, variables=about)
