"""The role that empties an account once it is suspended."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.blueprints.clean_up_role import CleanUpRole
from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds, units_to_clean_up
from modules.organization.guardrails.parameters import roles_of_permission_sets
from modules.workspaces.account.contents.content import Content, Surroundings
from modules.workspaces.base.variables import define_variables


@dataclass(frozen=True)
class CleanUpRoleBlueprint:
    """The role that empties the account once it is suspended."""

    role_name: str
    management_account_id: str
    trusted_role_patterns: tuple[str, ...]
    units: tuple[str, ...]
    """The units for suspended accounts, each as its variable is called."""
    name: str = "clean-up-role"

    def define(self, scope: Construct) -> None:
        """Define the role."""
        paths = define_variables(scope, dict.fromkeys(self.units, "A unit for suspended accounts, as its path of ids"))
        CleanUpRole(
            scope,
            "clean-up-role",
            name=self.role_name,
            trusted_account_id=self.management_account_id,
            trusted_role_patterns=self.trusted_role_patterns,
            unit_paths=[paths[unit] for unit in self.units],
        )


@dataclass(frozen=True, slots=True)
class CleanUp(Content):
    """The clean-up role."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> CleanUp | None:  # noqa: ARG003
        """Choose it where there are units for suspended accounts."""
        return cls() if needs.is_emptied_when_suspended(account) else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        zone = surroundings.zone
        units = {f"unit_{index}": path for index, path in enumerate(units_to_clean_up(zone), start=1)}
        blueprint = CleanUpRoleBlueprint(
            role_name=zone.guardrails.clean_up_role,
            management_account_id=zone.organization.management_account.id,
            trusted_role_patterns=roles_of_permission_sets(
                zone.guardrails.clean_up_permission_sets, zone.organization.home_region
            ),
            units=tuple(units),
        )
        variables = {name: surroundings.organization.place_of(path) for name, path in units.items()}
        surroundings.call("clean-up-role", blueprint, variables=variables)
