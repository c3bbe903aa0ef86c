"""What the account that governs data starts with."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.data.data_governance import DataGovernance
from modules.data.spec import DataZoneSpec
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.base.variables import define_variables

LfTags = tuple[tuple[str, tuple[str, ...]], ...]
"""Keys of LF-Tags, each with its values."""


@dataclass(frozen=True)
class DataGovernanceBlueprint:
    """What the account that governs data starts with."""

    role_names: tuple[str, ...]
    """The roles that workspaces assume, which administer Lake Formation."""
    deletion_days: int
    datazone: DataZoneSpec | None
    tags: LfTags
    name: str = "data-governance"

    def define(self, scope: Construct) -> None:
        """Define it."""
        account_id = define_variables(scope, {ACCOUNT_ID: "The account"})[ACCOUNT_ID]
        DataGovernance(
            scope,
            "data-governance",
            account_id=account_id,
            administrator_arns=[f"arn:aws:iam::{account_id}:role/{name}" for name in self.role_names],
            deletion_days=self.deletion_days,
            datazone=self.datazone,
            tags=dict(self.tags),
        )


@dataclass(frozen=True, slots=True)
class DataGovernanceContent(Content):
    """A catalog that Lake Formation governs, and where the environment has one, a domain of Amazon DataZone."""

    datazone: DataZoneSpec | None
    tags: LfTags
    """What the domain explains."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> DataGovernanceContent | None:  # noqa: ARG003
        """Choose it for the account with this function, where the environment has the section `data`."""
        if zone.data is None or Function.DATA_GOVERNANCE not in account.functions:
            return None
        tags = zone.data.tags if zone.data.datazone else {}
        return cls(zone.data.datazone, tuple(tags.items()))

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        days = surroundings.zone.baseline.key_deletion_days
        roles = tuple(name for name in (surroundings.role_name, surroundings.further_role_name) if name)
        blueprint = DataGovernanceBlueprint(roles, days, self.datazone, self.tags)
        surroundings.call("data-governance", blueprint, variables={ACCOUNT_ID: surroundings.account_id})
