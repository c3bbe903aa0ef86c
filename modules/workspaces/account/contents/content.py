"""What every kind of content is, and what it finds around it in an account's workspace."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field

from cdktf import TerraformHclModule
from cdktf_cdktf_provider_aws.provider import AwsProvider

from modules.accounts.aft.spec import AFT_EXECUTION_ROLE
from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.delivery import applying_role
from modules.workspaces.base.blueprint import Blueprint
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.observability import ObservabilityOutputs
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs

ACCOUNT_ID = "account_id"
"""The variable of modules that must know whose account they are in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What content finds around it in the workspace of the accounts of one shape."""

    workspace: Workspace
    zone: LandingZone
    providers: Mapping[str, AwsProvider]
    """The provider of each region."""
    account_id: str
    organization: OrganizationOutputs
    spokes: Mapping[str, TerraformHclModule]
    """The module of each VPC that is made for the account, by its hub."""
    accounts: AccountsOutputs
    role_name: str | None
    """The role that the workspace assumes."""
    observability: ObservabilityOutputs | None = None
    """The account that watches the others, where there is one."""
    modules: dict[str, TerraformHclModule] = field(default_factory=dict)
    """What was called by now, by its name in the workspace."""

    @property
    def home(self) -> AwsProvider:
        """The provider of the home region."""
        return self.providers[self.zone.organization.home_region]

    @property
    def further_role_name(self) -> str | None:
        """The role of workspaces that come later, where AFT delivers this one and works as another."""
        return applying_role(self.zone) if self.role_name == AFT_EXECUTION_ROLE else None

    def call(
        self,
        id_: str,
        blueprint: Blueprint,
        *,
        provider: AwsProvider | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> TerraformHclModule:
        """Call a blueprint's module, in the home region if not said otherwise."""
        module = self.workspace.call(id_, blueprint, provider=provider or self.home, variables=variables)
        self.modules[id_] = module
        return module


class Content(ABC):
    """One kind of content, as accounts of one shape have it.

    A kind is a frozen dataclass. Its fields are all that its calls depend on, but for the values: two accounts with
    equal contents are of one shape.
    """

    @classmethod
    @abstractmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> Content | None:
        """Choose what an account has of this kind; None for nothing.

        Args:
            zone: The environment.
            needs: What its guardrails need accounts to have.
            account: The account.

        """

    @staticmethod
    def values(zone: LandingZone, account: Account) -> Mapping[str, str]:  # noqa: ARG004 - most have none
        """Return what differs between accounts of one shape, by the names of its markers; also for those without it."""
        return {}

    @abstractmethod
    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprints."""
