"""The whole specification of one environment: the rooms' specifications composed into one."""

from __future__ import annotations

from functools import cached_property
from typing import Self

from pydantic import Field, ValidationInfo, model_validator

from modules.accounts import roster
from modules.accounts.blueprints.spec import BaselineSpec
from modules.accounts.roster import Account
from modules.accounts.spec import AccountSpec, Function, Stage, StageSpec, TeamSpec, VendingSpec
from modules.network.spec import NetworkSpec
from modules.organization.spec import OrganizationSpec
from modules.specification.model import Name, Spec
from modules.workspaces.spec import DeploymentSpec


class LandingZone(Spec):
    """One environment: one AWS organization and everything that its YAML says of it."""

    organization: OrganizationSpec
    """The organization: its name, regions, management account and organizational units."""

    deployment: DeploymentSpec
    """Where Terraform keeps state, and whom it works as."""

    vending: VendingSpec
    """How accounts come into being."""

    baseline: BaselineSpec
    """What every account gets before anybody works in it."""

    accounts: dict[Name, AccountSpec]
    """Every account beside the management account and the teams' accounts, by name."""

    stages: dict[Stage, StageSpec] = Field(default_factory=dict)
    """What all teams' accounts of one stage have in common, by stage."""

    teams: dict[Name, TeamSpec] = Field(default_factory=dict)
    """ML teams, by name. A team becomes one account for each of its stages."""

    network: NetworkSpec | None = None
    """The corporate network and the VPCs of accounts. Without this section there is none."""

    @model_validator(mode="after")
    def _is_consistent(self, info: ValidationInfo) -> Self:
        """Refuse the first contradiction between rooms; the loader asks for all instead, through the context."""
        from modules.consistency import contradictions  # noqa: PLC0415 - the checks read this class

        if not (info.context and info.context.get("contradictions_apart")):
            for contradiction in contradictions(self):
                raise contradiction
        return self

    @cached_property
    def roster(self) -> tuple[Account, ...]:
        """Every account of the environment, the management account first, in the order written."""
        return (
            roster.management(self.organization),
            *roster.written(self.organization, self.accounts),
            *roster.of_teams(self.organization, self.teams, self.stages),
        )

    def account_for(self, function: Function) -> Account:
        """Return the one account with a foundational function."""
        (account,) = (one for one in self.roster if function in one.functions)
        return account
