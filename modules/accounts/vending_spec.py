"""What a user may say about how accounts come into being. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from modules.accounts.aft.spec import AftSpec
from modules.accounts.person_spec import PersonSpec
from modules.organization.control_tower.spec import EXECUTION_ROLE
from modules.specification.errors import LandingZoneError
from modules.specification.model import AccountKey, Name, OptionalSection, RoleName, Spec

ORGANIZATIONS_ROLE = "OrganizationAccountAccessRole"
"""The role that Organizations makes in a new account (AWS Organizations API Reference, CreateAccount)."""


class VendingEngine(StrEnum):
    """How accounts come into being."""

    ORGANIZATIONS = "organizations"
    CONTROL_TOWER = "control-tower"
    AFT = "aft"


class VendingSpec(Spec):
    """How accounts come into being."""

    engine: VendingEngine
    """`organizations` (plain accounts), `control-tower` (Account Factory's product in Service Catalog) or `aft`
    (Account Factory for Terraform: requests and customizations are exported, and no account is made here)."""

    execution_role: RoleName | None = None
    """The role in every account that workspaces assume, where it is not the engine's own
    (`OrganizationAccountAccessRole` or `AWSControlTowerExecution`)."""

    blueprint: dict[AccountKey, Name] = Field(default_factory=dict)
    """Accounts that Control Tower customizes with a blueprint, by key, each with a product of the catalog:
    `{claims-prod: corporate-account}`. It is in charge of the account's VPC, so its workspace makes none. Such an
    account has its `id` here (docs/how-to/vend-an-account-with-a-blueprint.md)."""

    access_user: OptionalSection[PersonSpec] = None
    """The Identity Center user that Account Factory gives access to each new account. Required for `control-tower` and
    `aft`."""

    aft: OptionalSection[AftSpec] = None
    """Account Factory for Terraform. Required for `aft`, refused for the others."""

    @model_validator(mode="after")
    def _account_factory_has_a_user(self) -> Self:
        if self.by_account_factory and self.access_user is None:
            raise LandingZoneError(
                "the user of Account Factory is missing",
                got=f"engine {self.engine} without access_user",
                why="its product asks for an Identity Center user who gets access to each new account",
                fix="add `access_user: {name: Cloud Platform, email: cloud-platform@example.com}`",
                path=("engine",),
            )
        return self

    @model_validator(mode="after")
    def _aft_is_described(self) -> Self:
        if (self.engine is VendingEngine.AFT) is (self.aft is None):
            raise LandingZoneError(
                "Account Factory for Terraform must be described where it vends, and nowhere else",
                got=f"engine {self.engine}, aft {'not given' if self.aft is None else 'given'}",
                why="what is exported depends on where it runs, and is exported for nobody else",
                fix="remove `aft`" if self.aft else "add `aft: {management_account: aft-management}`",
                path=("aft",) if self.aft else ("engine",),
            )
        return self

    @property
    def by_account_factory(self) -> bool:
        """Whether Control Tower's Account Factory makes accounts, whoever asks it to."""
        return self.engine in (VendingEngine.CONTROL_TOWER, VendingEngine.AFT)

    def role_name(self) -> str:
        """Return the role in every account that workspaces assume."""
        if self.execution_role:
            return self.execution_role
        return EXECUTION_ROLE if self.by_account_factory else ORGANIZATIONS_ROLE
