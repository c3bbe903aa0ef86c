"""The workspace of a portfolio, in the account that owns it: its products, who sees it, who launches from it."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import TerraformLocal, TerraformVariable
from constructs import Construct

from modules.accounts.roster import Account
from modules.catalog.launch_notices import LaunchNotices
from modules.catalog.pipeline.commands import ROLE_VARIABLE
from modules.catalog.pipeline.places import PORTFOLIO_TAG, PortfolioRole, role_path
from modules.catalog.portfolio import Portfolio
from modules.catalog.published_product import PublishedProduct, TemplatePlace
from modules.catalog.tag_options import OfferedTagOptions
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import (
    PublishedPortfolio,
    launching_permission_sets,
    owners,
    pipelined,
    published_portfolios,
)
from modules.naming import templates_bucket
from modules.workspaces.account.account import AccountWorkspace
from modules.workspaces.account.after_accounts import wait_for
from modules.workspaces.base.deployment import Deployment, Representative
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.catalog.portfolio_pipeline import PortfolioPipelineWorkspace
from modules.workspaces.catalog.tag_options import TagOptionsOutputs, TagOptionsWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class PortfolioWorkspace(Workspace):
    """Define a portfolio with its products, and share it with organizational units.

    Args:
        deployment: The deployment.
        portfolio: The portfolio.
        owner: The account that owns it.
        organization: What is known of the organization.
        accounts: What is known of the accounts.
        tag_options: What is known of the tag options of its owner; None where there are none.
        delegation: The workspace that lets the account share with the organization.
        account_workspaces: The workspace that stands for each account's, by the account's key; the owner's has the
            roles that launch constraints name, and the bucket of templates.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        deployment: Deployment,
        *,
        portfolio: PublishedPortfolio,
        owner: Account,
        organization: OrganizationOutputs,
        accounts: AccountsOutputs,
        tag_options: TagOptionsOutputs | None,
        delegation: Workspace,
        account_workspaces: Mapping[str, Representative[AccountWorkspace]],
    ) -> None:
        super().__init__(deployment, f"catalog-{portfolio.name}")
        environment = deployment.environment
        zone, home = environment.zone, environment.zone.organization.home_region
        self.add_dependency(delegation)
        wait_for(self, [owner.key], account_workspaces)
        owner_id = accounts.account_id(self, owner)
        # Under a name of its own: a policy is JSON in JSON, where the expression's quotes would be escaped twice.
        account_id = TerraformLocal(self.default_scope, "account-id", owner_id).as_string
        add_provider(
            self.default_scope,
            account_id=owner_id,
            role_name=self._role_name(environment.role_name(owner), portfolio.name, zone),
            region=home,
            tags=environment.tags(owner)
            | ({PORTFOLIO_TAG: portfolio.name} if portfolio.name in pipelined(zone) else {}),
        )
        own = Portfolio(
            self,
            "portfolio",
            description=portfolio.description,
            permission_sets=launching_permission_sets(zone, portfolio),
            home_region=home,
            unit_arns={unit: _arn(organization, unit) for unit in portfolio.units},
        )
        if zone.catalog and tag_options:
            ids = {
                key: {value: tag_options.tag_option_ids(self, key, value) for value in values}
                for key, values in zone.catalog.tag_options.items()
            }
            OfferedTagOptions(self, "tag-options", portfolio_id=own.portfolio_id, tag_option_ids=ids)
        notices = self._notices(portfolio, account_id, organization, zone.baseline.key_deletion_days)
        products = Construct(self, "products")
        for product in portfolio.products:
            PublishedProduct(
                products,
                product.name,
                product=product,
                portfolio_id=own.portfolio_id,
                place=TemplatePlace(templates_bucket(zone.organization.name, account_id), home),
                tag_keys=zone.organization.tag_keys,
                notice_topic_arn=notices.topic_arn if notices else None,
            )

    def _role_name(self, by_hand: str | None, portfolio: str, zone: LandingZone) -> str | None:
        """Return the role that it works as: the account's own, or where there is a pipeline what that publishes as."""
        if portfolio not in pipelined(zone):
            return by_hand
        return TerraformVariable(
            self.default_scope,
            ROLE_VARIABLE,
            type="string",
            nullable=False,
            default=role_path(portfolio, PortfolioRole.DEPLOYMENT),
            description="The role that it works as; whoever plans only may name the one that sees what is published",
        ).string_value

    def _notices(
        self, portfolio: PublishedPortfolio, account_id: str, organization: OrganizationOutputs, deletion_days: int
    ) -> LaunchNotices | None:
        """Define the topic that is told of launches, where somebody is."""
        if not portfolio.emails:
            return None
        return LaunchNotices(
            self,
            "notices",
            portfolio=portfolio.name,
            account_id=account_id,
            organization_id=organization.organization_id,
            emails=portfolio.emails,
            deletion_days=deletion_days,
        )


def _arn(organization: OrganizationOutputs, unit: tuple[str, ...]) -> str:
    return organization.unit_arns[unit] if unit else organization.organization_arn


def add_portfolios(
    deployment: Deployment,
    *,
    organization: OrganizationOutputs,
    accounts: AccountsOutputs,
    delegation: Workspace | None,
    account_workspaces: Mapping[str, Representative[AccountWorkspace]],
) -> None:
    """Add a workspace for each portfolio that the environment publishes, behind the tag options of each owner."""
    spec = deployment.environment.zone.catalog
    tag_options = {
        owner.key: deployment.add(TagOptionsWorkspace(deployment, spec=spec, owner=owner, accounts=accounts)).outputs
        for owner in owners(deployment.environment.zone)
        if spec and spec.tag_options
    }
    for portfolio in published_portfolios(deployment.environment.zone):
        if portfolio.owner is not None and delegation is not None:
            workspace = deployment.add(
                PortfolioWorkspace(
                    deployment,
                    portfolio=portfolio,
                    owner=portfolio.owner,
                    organization=organization,
                    accounts=accounts,
                    tag_options=tag_options.get(portfolio.owner.key),
                    delegation=delegation,
                    account_workspaces=account_workspaces,
                )
            )
            if portfolio.name in pipelined(deployment.environment.zone):
                deployment.add(
                    PortfolioPipelineWorkspace(
                        deployment,
                        portfolio=portfolio.name,
                        owner=portfolio.owner,
                        accounts=accounts,
                        published=workspace,
                        account_workspaces=account_workspaces,
                    )
                )
