"""A portfolio of AWS Service Catalog: who may launch its products, and which accounts see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.servicecatalog_portfolio import ServicecatalogPortfolio
from cdktf_cdktf_provider_aws.servicecatalog_portfolio_share import ServicecatalogPortfolioShare
from cdktf_cdktf_provider_aws.servicecatalog_principal_portfolio_association import (
    ServicecatalogPrincipalPortfolioAssociation,
)
from constructs import Construct

from modules.catalog.library.portfolio import PortfolioDescription
from modules.organization.unit_ids import unit_id
from modules.specification.permission_set_roles import permission_set_role

_ORGANIZATION, _UNIT = "ORGANIZATION", "ORGANIZATIONAL_UNIT"


class Portfolio(Construct):
    """Define a portfolio, whom it is for, and the organizational units that see it.

    Whom it is for is shared with it, by patterns, so that people of accounts which come later have it on their first
    day. Whoever can make a role that such a pattern fits could launch as well (AWS Service Catalog API Reference,
    AssociatePrincipalWithPortfolio); below `aws-reserved/` only Identity Center makes roles.

    Service Catalog works on one share of an organization at a time, and refuses a second (`InvalidStateException`). The
    provider waits for the end of a creation where it is told to, and for that of no update; so each share waits for the
    one before it. What goes waits for nothing that comes: the runner changes one resource at a time here,
    unless it only adds (modules/runner/turns.py).

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        description: What the library says of it.
        permission_sets: Those whose holders may launch its products.
        home_region: The region of Identity Center.
        unit_arns: Units that see it, by the paths of their names; the organization by an empty path.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        description: PortfolioDescription,
        permission_sets: Sequence[str],
        home_region: str,
        unit_arns: Mapping[tuple[str, ...], str],
    ) -> None:
        super().__init__(scope, id_)
        self._portfolio = ServicecatalogPortfolio(
            self,
            "Default",
            name=description.title,
            description=description.description.strip(),
            provider_name=description.provider,
        )
        principals = Construct(self, "principals")
        for name in permission_sets:
            ServicecatalogPrincipalPortfolioAssociation(
                principals,
                name,
                portfolio_id=self._portfolio.id,
                principal_arn=f"arn:aws:iam:::role/{permission_set_role(name, home_region)}",
                principal_type="IAM_PATTERN",
            )
        self._share(unit_arns)

    @property
    def portfolio_id(self) -> str:
        """Token: the portfolio's id."""
        return self._portfolio.id

    def _share(self, unit_arns: Mapping[tuple[str, ...], str]) -> None:
        branches: dict[tuple[str, ...], Construct] = {(): Construct(self, "shares")}
        before: list[ITerraformDependable] = []
        for path, arn in unit_arns.items():
            for depth in range(1, len(path) + 1):
                part = path[:depth]
                if part not in branches:
                    branches[part] = Construct(branches[part[:-1]], unit_id(part[-1]))
            share = ServicecatalogPortfolioShare(
                branches[path],
                "Default",
                portfolio_id=self._portfolio.id,
                principal_id=arn,
                type=_UNIT if path else _ORGANIZATION,
                share_principals=True,
                share_tag_options=True,
                wait_for_acceptance=True,
                depends_on=before or None,
            )
            before = [share]
