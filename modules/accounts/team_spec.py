"""What a user may say about teams. No cdktf here."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from modules.accounts.person_spec import PersonSpec
from modules.accounts.spec import Connectivity, Suspension
from modules.accounts.stages import StageName
from modules.accounts.vpc_spec import AccountVpcSpec, VpcPrefix, two_sizes
from modules.specification.model import AccountId, CostCenter, Name, Spec, TagKey, TagValue
from modules.specification.texts import matching

FeatureGroupName = Annotated[
    str,
    AfterValidator(
        matching(
            r"[a-zA-Z0-9]([_-]*[a-zA-Z0-9]){0,63}",
            what="a feature group must be called as SageMaker calls it",
            why="names have letters, digits, hyphens and underscores, up to 64, with a letter or a digit at either end",
            fix="write its name, for example customers",
        )
    ),
    Field(max_length=64, examples=["customers"]),
]
"""The name of a feature group (Amazon SageMaker API Reference, CreateFeatureGroup)."""


class TeamSpec(Spec):
    """One ML team. It becomes an account for each of its stages."""

    lead: PersonSpec
    """Who leads the team and answers for its accounts."""

    cost_center: CostCenter
    """The `CostCenter` tag of the team's accounts."""

    stages: tuple[StageName, ...] | None = Field(default=None, min_length=1)
    """Which accounts the team has; one for each stage that has a unit, where nothing is said."""

    account_ids: dict[StageName, AccountId] = Field(default_factory=dict)
    """Ids of accounts that exist already, by stage: they are not vended, only given their workspaces."""

    connectivity: dict[StageName, Connectivity] = Field(default_factory=dict)
    """`corporate`, `shared`, `internet` or `none` by stage, where it is not what `network.connectivity` says for the
    stage."""

    segment: dict[StageName, Name] = Field(default_factory=dict)
    """The segment of a stage's corporate VPC, where it is not what `network.connectivity` says for the stage."""

    vpc_prefix: dict[StageName, VpcPrefix] = Field(default_factory=dict)
    """The size of a stage's corporate VPC in prefix bits, 16 to 28, where it is not what `network.connectivity`
    says."""

    vpc: dict[StageName, AccountVpcSpec] = Field(default_factory=dict)
    """A stage's corporate VPC by its range, made so or there already. Without this its range comes from its segment's
    pool, by size."""

    monthly_budget_usd: dict[StageName, Annotated[int, Field(ge=1, le=10_000_000)]] = Field(default_factory=dict)
    """What a stage's account may cost in a month, in US dollars: the team's lead and the billing contact are told at 80
    and 100 percent, and when a forecast passes that. Without it nobody is told. Nothing is stopped."""

    studio_users: dict[Name, Annotated[TagValue, Field(min_length=1, examples=["ada@acme.example"])]] = Field(
        default_factory=dict
    )
    """Who has a profile in Amazon SageMaker Studio, where `machine_learning.team_accounts.studio` gives the team some:
    the name that each person signs in with, by the name of the profile."""

    data_products: tuple[Name, ...] = ()
    """Data products of `data.products` that services read for the team, in every stage that a product admits."""

    feature_groups: tuple[FeatureGroupName, ...] = ()
    """Feature groups of the account with the function `ml-shared-services` that services read for the team, in every
    stage, in the home region. Each must exist already. The team finds the others without it."""

    suspension: dict[StageName, Suspension] = Field(default_factory=dict)
    """`emptied`, then `moved`, for a stage whose account nobody needs any more
    (docs/how-to/empty-a-suspended-account.md). The account stays the organization's until it is closed."""

    guardrails: dict[StageName, tuple[Name, ...]] = Field(default_factory=dict)
    """Guardrails for the team's account of a stage alone, beside those of its unit and of the units above."""

    tags: dict[TagKey, TagValue] = Field(default_factory=dict)
    """Tags for the team's accounts and everything in them."""

    @model_validator(mode="after")
    def _one_size(self) -> Self:
        for stage, vpc in self.vpc.items():
            if stage in self.vpc_prefix:
                raise two_sizes(vpc, self.vpc_prefix[stage], path=("vpc_prefix", stage))
        return self
