"""What the account of a team knows of the registry of models."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account, account_for
from modules.accounts.spec import Function
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.deployments import has_registry
from modules.machine_learning.models.registered_team import RegisteredTeam
from modules.machine_learning.models.registry_parameters import RegistryParameters
from modules.specification.tag_keys import TagKeys
from modules.workspaces.account.contents.content import Content, Surroundings
from modules.workspaces.account.contents.team_account import OF_TEAM, TEAM
from modules.workspaces.base.template import marker
from modules.workspaces.base.variables import define_variables

REGISTRY_ID = "registry_account_id"
"""The variable of the module that says which account has the registry."""

_MEANINGS = {TEAM: OF_TEAM[TEAM], REGISTRY_ID: "The account with the registry"}


@dataclass(frozen=True)
class RegistryParametersBlueprint:
    """Parameters that tell of the registry."""

    organization: str
    region: str
    tag_keys: TagKeys
    name: str = "registry-parameters"

    def define(self, scope: Construct) -> None:
        """Define it."""
        variables = define_variables(scope, _MEANINGS)
        team = RegisteredTeam(
            organization=self.organization,
            name=variables[TEAM],
            registry_account_id=variables[REGISTRY_ID],
            region=self.region,
            tag_keys=self.tag_keys,
            stages=(),
        )
        RegistryParameters(scope, "parameters", team=team)


@dataclass(frozen=True, slots=True)
class RegistryParametersContent(Content):
    """Parameters that tell of the registry."""

    @classmethod
    def of(
        cls,
        zone: LandingZone,
        needs: GuardrailNeeds,  # noqa: ARG003 - no guardrail asks for it
        account: Account,
    ) -> RegistryParametersContent | None:
        """Choose it for accounts of teams, where there is a registry."""
        return cls() if account.team and has_registry(zone) else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        organization = surroundings.zone.organization
        blueprint = RegistryParametersBlueprint(organization.name, organization.home_region, organization.tag_keys)
        registry = account_for(Function.ML_SHARED_SERVICES, surroundings.zone.roster)
        variables = {
            TEAM: marker(TEAM),
            REGISTRY_ID: surroundings.accounts.account_id(surroundings.workspace, registry),
        }
        surroundings.call(blueprint.name, blueprint, variables=variables)
