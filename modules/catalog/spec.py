"""What a user may say about Service Catalog. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from modules.catalog.pipeline.spec import PortfolioPipelineSpec
from modules.organization.guardrails.spec import PermissionSetName
from modules.specification.model import AccountEmail, AccountKey, Name, ResourceName, Spec
from modules.specification.texts import UnitPath


class PortfolioSpec(Spec):
    """A portfolio of the library. `{}` publishes all of its products, as the library recommends."""

    owner: AccountKey | None = None
    """The account that owns it, by its key. Without it the account with the function that the library names."""

    shared_with: tuple[UnitPath, ...] | None = None
    """Organizational units whose accounts see it, those of units below included; `[]` keeps it in its owner's account.
    Without it the units that the library names."""

    products: Annotated[tuple[Name, ...], Field(min_length=1)] | None = None
    """Products that are published, by name. Without it all that the library has."""

    launched_by: Annotated[tuple[PermissionSetName, ...], Field(min_length=1)] | None = None
    """Permission sets whose holders see and launch the products, in every account that sees them. Without it those
    that the library names."""

    emails: tuple[AccountEmail, ...] = Field(default=(), max_length=8)
    """Addresses that are written to whenever somebody launches, changes or ends a product: at most 8. With any, its
    owner's account has a topic that CloudFormation tells of the stacks of launches. Not with a pipeline of its own."""


class CatalogSpec(Spec):
    """Portfolios of approved products, which people launch in their own accounts.

    `{}` is the recommended whole: every portfolio of the library.
    """

    portfolios: Annotated[dict[Name, PortfolioSpec], Field(min_length=1)] | None = None
    """Portfolios that are published, by name. Without it every one that there is."""

    tag_options: dict[ResourceName, Annotated[tuple[ResourceName, ...], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    """Tags beside the library's own that whoever launches a product chooses, each with the values that it may have."""

    pipelines: dict[Name, PortfolioPipelineSpec] = Field(default_factory=dict)
    """Pipelines that publish portfolios from repositories of their own, by the names of the portfolios. Without one a
    portfolio is published by whoever deploys (docs/how-to/give-a-portfolio-its-own-repository.md)."""
