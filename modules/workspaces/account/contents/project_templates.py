"""Templates of projects in SageMaker Studio, where a portfolio that the account sees has any."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import launched_in
from modules.landing_zone.contents import GuardrailNeeds
from modules.machine_learning.project_templates import ProjectTemplates
from modules.workspaces.account.contents.content import Content, Surroundings


@dataclass(frozen=True)
class ProjectTemplatesBlueprint:
    """That Studio offers templates."""

    name: str = "project-templates"

    def define(self, scope: Construct) -> None:
        """Define it."""
        ProjectTemplates(scope, self.name)


@dataclass(frozen=True, slots=True)
class ProjectTemplatesContent(Content):
    """Templates of projects."""

    @classmethod
    def of(
        cls,
        zone: LandingZone,
        needs: GuardrailNeeds,  # noqa: ARG003 - no guardrail asks for it
        account: Account,
    ) -> ProjectTemplatesContent | None:
        """Choose it for accounts of teams that see a template."""
        seen = (product for portfolio in launched_in(zone, account) for product in portfolio.products)
        return cls() if any(product.is_project_template for product in seen) else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        blueprint = ProjectTemplatesBlueprint()
        surroundings.call(blueprint.name, blueprint)
