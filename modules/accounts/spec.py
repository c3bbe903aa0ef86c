"""What a user may say about accounts, teams and their stages. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from modules.aws_limits import ACCOUNT_NAME_LENGTH
from modules.specification.errors import LandingZoneError
from modules.specification.model import AccountEmail, AccountId, Name, Spec, TagKey, TagValue


class Function(StrEnum):
    """What an account is for. Every account has exactly one, but for the one allowed pair (`SHARED_FUNCTIONS`)."""

    MANAGEMENT = "management"
    LOG_ARCHIVE = "log-archive"
    SECURITY_TOOLING = "security-tooling"
    NETWORK = "network"
    SHARED_SERVICES = "shared-services"
    DATA_LAKE = "data-lake"
    DATA_GOVERNANCE = "data-governance"
    DEVOPS = "devops"
    ML_SHARED_SERVICES = "ml-shared-services"
    ML_DEPLOYMENTS = "ml-deployments"
    TEAM = "team"
    SANDBOX = "sandbox"


DERIVED_FUNCTIONS = (Function.MANAGEMENT, Function.TEAM)
"""Functions that `accounts` does not list: the organization names its management account, teams bring their own."""

FOUNDATIONAL_FUNCTIONS = (
    Function.LOG_ARCHIVE,
    Function.SECURITY_TOOLING,
    Function.NETWORK,
    Function.SHARED_SERVICES,
    Function.DATA_GOVERNANCE,
    Function.DEVOPS,
    Function.ML_SHARED_SERVICES,
)
"""Functions that exactly one account has."""

SHARED_FUNCTIONS = frozenset({Function.DEVOPS, Function.ML_SHARED_SERVICES})
"""The only two functions that may share one account, when one owner answers for both."""

CONTROL_TOWER_SHARED = (Function.LOG_ARCHIVE, Function.SECURITY_TOOLING)
"""Accounts that a Control Tower landing zone names in its manifest: they exist before Account Factory does."""


class Stage(StrEnum):
    """A step of a team's way to production; each is an account of its own."""

    DEV = "dev"
    TEST = "test"
    PROD = "prod"


class VendingEngine(StrEnum):
    """How accounts come into being."""

    ORGANIZATIONS = "organizations"
    CONTROL_TOWER = "control-tower"


def _functions(value: object) -> object:
    """Let one function be written as a word, the allowed pair as a list."""
    return [value] if isinstance(value, str) else value


def _one_owner(value: object) -> object:
    if isinstance(value, list):
        raise LandingZoneError(
            "an account has one owner",
            got=", ".join(map(str, value)),
            why="one owner is accountable for an account's billing, security and compliance; when two answer for DevOps and "
            "ML shared services, these are two accounts",
            fix="name one owner, or split the account in two",
        )
    return value


class AccountSpec(Spec):
    """One account beside those of the teams."""

    function: Annotated[tuple[Function, ...], Field(min_length=1, max_length=2), BeforeValidator(_functions)]
    """What the account is for: one word, or `[devops, ml-shared-services]` when one owner answers for both."""

    unit: str
    """The organizational unit it lives in, as a path: `Workloads/Production`."""

    owner: Annotated[Name, BeforeValidator(_one_owner)]
    """Who answers for it: the name of a team of people, used in the `Owner` tag."""

    domain: Name | None = None
    """The business domain of a data lake. Required for the function `data-lake`, refused for others."""

    email: AccountEmail | None = None
    """The address of its root user, where `organization.email_pattern` does not give it."""

    name: str | None = Field(default=None, min_length=1, max_length=ACCOUNT_NAME_LENGTH.value)
    """Its name in Organizations, at most 50 characters, where it is not the key."""

    id: AccountId | None = None
    """The id of an account that exists already: it is not vended, only given its workspaces."""

    cost_center: TagValue | None = None
    """Its `CostCenter` tag, where it is not the organization's."""

    tags: dict[TagKey, TagValue] = Field(default_factory=dict)
    """Tags for the account and everything in it."""


class PersonSpec(Spec):
    """A person."""

    name: str = Field(min_length=1)
    """First name and last name."""

    email: AccountEmail
    """The address that the person reads."""


class TeamSpec(Spec):
    """One ML team. It becomes an account for each of its stages."""

    lead: PersonSpec
    """Who leads the team and answers for its accounts."""

    cost_center: TagValue
    """The `CostCenter` tag of the team's accounts."""

    stages: tuple[Stage, ...] = Field(default=(Stage.DEV, Stage.TEST, Stage.PROD), min_length=1)
    """Which accounts the team has."""

    account_ids: dict[Stage, AccountId] = Field(default_factory=dict)
    """Ids of accounts that exist already, by stage: they are not vended, only given their workspaces."""

    tags: dict[TagKey, TagValue] = Field(default_factory=dict)
    """Tags for the team's accounts and everything in them."""


class StageSpec(Spec):
    """What all teams' accounts of one stage have in common."""

    unit: str
    """The organizational unit that they live in, as a path: `Workloads/NonProduction`."""


class VendingSpec(Spec):
    """How accounts come into being."""

    engine: VendingEngine
    """`organizations` (plain accounts) or `control-tower` (Account Factory's product in Service Catalog)."""

    execution_role: str | None = Field(default=None, min_length=1)
    """The role in every account that workspaces assume, where it is not the engine's own
    (`OrganizationAccountAccessRole` or `AWSControlTowerExecution`)."""

    def role_name(self) -> str:
        """Return the role in every account that workspaces assume."""
        if self.execution_role:
            return self.execution_role
        if self.engine is VendingEngine.CONTROL_TOWER:
            return "AWSControlTowerExecution"
        return "OrganizationAccountAccessRole"
