"""How Control Tower gets at blueprints of accounts, in the account that owns them."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.catalog.blueprint_access import BlueprintAccess
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import owned_by
from modules.landing_zone.contents import GuardrailNeeds
from modules.organization.guardrails.parameters import roles_of_permission_sets
from modules.workspaces.account.contents.content import Content, Surroundings

_WHO_VENDS = "AWSControlTowerAdmins"
"""The permission set of people who work with Control Tower in the management account."""


@dataclass(frozen=True)
class BlueprintAccessBlueprint:
    """The role that Control Tower looks for."""

    management_account_id: str
    user_role_patterns: tuple[str, ...]
    name: str = "blueprint-access"

    def define(self, scope: Construct) -> None:
        """Define it."""
        BlueprintAccess(
            scope,
            "blueprint-access",
            management_account_id=self.management_account_id,
            user_role_patterns=self.user_role_patterns,
        )


@dataclass(frozen=True, slots=True)
class BlueprintAccessContent(Content):
    """The role, where there are blueprints: where Control Tower vends accounts."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> BlueprintAccessContent | None:  # noqa: ARG003
        """Choose it for the account that owns blueprints."""
        return cls() if any(portfolio.blueprints for portfolio in owned_by(zone, account)) else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        organization = surroundings.zone.organization
        blueprint = BlueprintAccessBlueprint(
            organization.management_account.id, roles_of_permission_sets([_WHO_VENDS], organization.home_region)
        )
        surroundings.call(blueprint.name, blueprint)
