"""Where the templates of products are, in an account that owns portfolios."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.catalog.template_bucket import TemplateBucket
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import owned_by
from modules.landing_zone.contents import GuardrailNeeds
from modules.naming import templates_bucket
from modules.workspaces.account.contents.access_logs import ACCESS_LOG_BUCKET, recording_module
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.base.variables import define_variables


@dataclass(frozen=True)
class ProductTemplatesBlueprint:
    """The bucket of templates."""

    organization: str
    deletion_days: int
    name: str = "product-templates"

    def define(self, scope: Construct) -> None:
        """Define it."""
        meanings = {ACCOUNT_ID: "The account", ACCESS_LOG_BUCKET: "The bucket that records who reads templates"}
        variables = define_variables(scope, meanings)
        TemplateBucket(
            scope,
            "templates",
            name=templates_bucket(self.organization, variables[ACCOUNT_ID]),
            account_id=variables[ACCOUNT_ID],
            access_log_bucket=variables[ACCESS_LOG_BUCKET],
            deletion_days=self.deletion_days,
        )


@dataclass(frozen=True, slots=True)
class ProductTemplates(Content):
    """A bucket for the templates of all portfolios of the account."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> ProductTemplates | None:  # noqa: ARG003
        """Choose it for accounts that own a portfolio."""
        return cls() if owned_by(zone, account) else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        zone = surroundings.zone
        blueprint = ProductTemplatesBlueprint(zone.organization.name, zone.baseline.key_deletion_days)
        recording = recording_module(surroundings).get_string(ACCESS_LOG_BUCKET)
        about = {ACCOUNT_ID: surroundings.account_id, ACCESS_LOG_BUCKET: recording}
        surroundings.call(blueprint.name, blueprint, variables=about)
