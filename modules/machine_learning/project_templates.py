"""Templates of projects in SageMaker Studio."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.sagemaker_servicecatalog_portfolio_status import SagemakerServicecatalogPortfolioStatus
from constructs import Construct


class ProjectTemplates(Construct):
    """Define that Studio offers templates of projects in an account and region.

    It offers the organization's and those that AWS provides: the latter come with it, since AWS knows one setting for
    both (Amazon SageMaker API Reference, EnableSagemakerServicecatalogPortfolio).

    Args:
        scope: The module.
        id_: What it is called in addresses.

    """

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        SagemakerServicecatalogPortfolioStatus(self, "Default", status="Enabled")
