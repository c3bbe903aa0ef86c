"""What a user may say about accounts, and how they come into being. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from modules.accounts.stages import StageName
from modules.accounts.vpc_spec import AccountVpcSpec, VpcPrefix, two_sizes
from modules.specification.acceptance import Day
from modules.specification.errors import LandingZoneError
from modules.specification.model import (
    AccountEmail,
    AccountId,
    CostCenter,
    Name,
    OptionalSection,
    Owner,
    Spec,
    TagKey,
    TagValue,
)
from modules.specification.texts import AccountName, UnitPath


class Function(StrEnum):
    """What an account is for. Every account has one; foundational ones may share an account of one owner."""

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
    WORKLOAD = "workload"
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
"""Functions that one account at most has. Several of them may share an account, when one owner answers for all."""

CONTROL_TOWER_SHARED = (Function.LOG_ARCHIVE, Function.SECURITY_TOOLING)
"""Accounts that a Control Tower landing zone names in its manifest: they exist before Account Factory does."""


class Connectivity(StrEnum):
    """What an account is connected to, where the environment has a `network`."""

    CORPORATE = "corporate"
    SHARED = "shared"
    INTERNET = "internet"
    NONE = "none"


class Suspension(StrEnum):
    """How far an account is that nobody needs any more."""

    EMPTIED = "emptied"
    """It is where it was. Nobody has access, and nothing of the library is in it but what costs nothing."""
    MOVED = "moved"
    """It is in the unit for suspended accounts, where only the clean-up role works. It has no workspace any more."""


def _one_owner(value: object) -> object:
    if isinstance(value, list):
        raise LandingZoneError(
            "an account must have one owner",
            got=", ".join(map(str, value)),
            why="one owner is accountable for an account's billing, security and compliance; when two answer for "
            "DevOps and ML shared services, these are two accounts",
            fix="name one owner, or split the account in two",
        )
    return value


def _one_or_several(value: object) -> object:
    """Read a list, or one thing without brackets."""
    return tuple(value) if isinstance(value, list) else (value,) if isinstance(value, str) else value


_ONE_OR_SEVERAL: dict[str, Any] = {
    "anyOf": [{"enum": [*FOUNDATIONAL_FUNCTIONS]}, {"items": {"enum": [*FOUNDATIONAL_FUNCTIONS]}, "type": "array"}]
}


class AccountSpec(Spec):
    """One account beside those of the teams."""

    function: Function
    """What the account is for."""

    also: Annotated[tuple[Function, ...], BeforeValidator(_one_or_several), WithJsonSchema(_ONE_OR_SEVERAL)] = ()
    """Further foundational functions, one or several, where one owner answers for all: `also: ml-shared-services`."""

    unit: UnitPath
    """The organizational unit it lives in, as a path: `Workloads/Production`; `Root` where it is in none. Nothing moves
    an account that exists already."""

    stage: StageName | None = None
    """The stage of a `workload`, one of `stages`. Without one it counts as production. Refused for other functions: a
    team's accounts have theirs, and all others are there for every stage."""

    owner: Annotated[Owner, BeforeValidator(_one_owner)]
    """Who answers for it: a team of people or its address, used in the `Owner` tag."""

    domain: Name | None = None
    """The business domain of a data lake. Required for the function `data-lake`, refused for others."""

    email: AccountEmail | None = None
    """The address of its root user, where `organization.email_pattern` does not give it."""

    name: AccountName | None = None
    """Its name in Organizations, where it is not the key; at most 50 characters where it does not exist yet."""

    id: AccountId | None = None
    """The id of an account that exists already: it is not vended, only given its workspaces."""

    cost_center: CostCenter | None = None
    """Its `CostCenter` tag, where it is not the organization's."""

    connectivity: Connectivity | None = None
    """`corporate`, `shared`, `internet` or `none`, where it is not what `network.connectivity` says for its
    function."""

    segment: Name | None = None
    """The segment of its corporate VPC, where it is not what `network.connectivity` says for its function."""

    vpc_prefix: VpcPrefix | None = None
    """The size of its corporate VPC in prefix bits, 16 to 24, where it is not what `network.connectivity` says."""

    vpc: OptionalSection[AccountVpcSpec] = None
    """Its corporate VPC by its range, made so or there already. Without this its range comes from its segment's pool,
    by size."""

    monthly_budget_usd: int | None = Field(default=None, ge=1, le=10_000_000)
    """What it may cost in a month, in US dollars: the billing contact is told at 80 and 100 percent, and when a
    forecast passes that. Without it nobody is told. In a sandbox nothing new is made from 100 percent on
    (docs/how-to/run-a-sandbox.md); elsewhere nothing is stopped."""

    expires: Day | None = None
    """The last day of a sandbox, as YYYY-MM-DD; at most a year ahead. People are written to 30 and 7 days before, and
    `validate` says when it has passed; nothing is deleted. Refused for other functions."""

    suspension: Suspension | None = None
    """`emptied`, then `moved`, where nobody needs the account any more (docs/how-to/empty-a-suspended-account.md).
    Emptied: nobody has access, and all that costs is destroyed. Moved: it is in the unit `Suspended`, whatever `unit`
    says. Without it the account is in use."""

    deploys_for: tuple[Name, ...] = ()
    """Teams whose models are served in this account, and not in the teams' own accounts of production. Refused but for
    the function `ml-deployments`, which the central team that deploys for others has."""

    guardrails: tuple[Name, ...] = ()
    """Guardrails for this account alone, beside those of its unit and of the units above."""

    tags: dict[TagKey, TagValue] = Field(default_factory=dict)
    """Tags for the account and everything in it."""

    @property
    def functions(self) -> tuple[Function, ...]:
        """Return the function, and all further ones."""
        return (self.function, *self.also)

    @model_validator(mode="after")
    def _foundational_functions_share(self) -> Self:
        apart = [function for function in self.functions if function not in FOUNDATIONAL_FUNCTIONS]
        if self.also and (apart or len(set(self.functions)) < len(self.functions)):
            raise LandingZoneError(
                "an account with several functions must have different ones, and foundational ones only",
                got=" and ".join(self.functions),
                why=f"{', '.join(FOUNDATIONAL_FUNCTIONS)} may share an account, when one owner answers for all; data, "
                "workloads and sandboxes of others stay apart from them",
                fix="make an account for each function" if apart else "name each function once",
                path=("also",),
            )
        return self

    @model_validator(mode="after")
    def _only_a_workload_has_a_stage(self) -> Self:
        if self.stage and self.function is not Function.WORKLOAD:
            raise LandingZoneError(
                "only a workload must have a stage",
                got=f"stage {self.stage} for the function {self.function}",
                why="teams' accounts have theirs, and all other accounts are there for every stage",
                fix="remove `stage`, or write function: workload",
                path=("stage",),
            )
        return self

    @model_validator(mode="after")
    def _only_a_sandbox_expires(self) -> Self:
        if self.expires and self.function is not Function.SANDBOX:
            raise LandingZoneError(
                "only a sandbox must have a last day",
                got=f"expires {self.expires} for the function {self.function}",
                why="what others depend on has no end that is known beforehand",
                fix="remove `expires`, or write function: sandbox",
                path=("expires",),
            )
        return self

    @model_validator(mode="after")
    def _one_size(self) -> Self:
        if self.vpc and self.vpc_prefix is not None:
            raise two_sizes(self.vpc, self.vpc_prefix, path=("vpc_prefix",))
        return self

    @model_validator(mode="after")
    def _not_derived(self) -> Self:
        if self.function in DERIVED_FUNCTIONS:
            raise LandingZoneError(
                "`accounts` must list neither the management account nor teams' accounts",
                got=self.function.value,
                why="the management account is organization.management_account; a team brings its own accounts",
                fix="remove this account; for a team, add an entry to teams",
                path=("function",),
            )
        return self

    @model_validator(mode="after")
    def _only_a_data_lake_has_a_domain(self) -> Self:
        if (self.function is Function.DATA_LAKE) != (self.domain is not None):
            raise LandingZoneError(
                "a data lake must have a business domain, and no other account one",
                got=f"function {self.function}, domain {self.domain or 'not given'}",
                why="there may be several data lakes, one for each domain; the domain tells them apart",
                fix="remove `domain`" if self.domain else "add `domain`, for example domain: claims",
                path=("domain",) if self.domain else ("function",),
            )
        return self
