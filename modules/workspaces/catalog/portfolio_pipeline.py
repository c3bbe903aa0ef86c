"""The workspace of the pipeline of a portfolio, in the account that owns it."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import TerraformLocal

from modules.accounts.roster import Account
from modules.catalog.pipeline.commands import PublishedBy
from modules.catalog.pipeline.places import PipelinePlace
from modules.catalog.pipeline.portfolio_pipeline import PortfolioPipeline
from modules.catalog.pipeline.state_access import StateAccess
from modules.environment import Environment
from modules.landing_zone.catalog import pipelined, state_of_builds
from modules.naming import access_log_bucket
from modules.workspaces.account.account import AccountWorkspace
from modules.workspaces.account.after_accounts import wait_for
from modules.workspaces.account.contents.boundary import boundary_of
from modules.workspaces.base.deployment import Deployment, Representative
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class PortfolioPipelineWorkspace(Workspace):
    """Define the pipeline apart from what it publishes: no run of it replaces the pipeline that it is in.

    Args:
        deployment: The deployment.
        portfolio: The portfolio's name.
        owner: The account that owns it.
        accounts: What is known of the accounts.
        published: The workspace that the pipeline plans and applies.
        account_workspaces: The workspace that stands for each account's, by the account's key; the owner's has the
            roles that the pipeline publishes as.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        deployment: Deployment,
        *,
        portfolio: str,
        owner: Account,
        accounts: AccountsOutputs,
        published: Workspace,
        account_workspaces: Mapping[str, Representative[AccountWorkspace]],
    ) -> None:
        super().__init__(deployment, f"portfolio-pipeline-{portfolio}")
        environment = deployment.environment
        zone, home = environment.zone, environment.zone.organization.home_region
        wait_for(self, [owner.key], account_workspaces)
        owner_id = accounts.account_id(self, owner)
        # Under a name of its own: a policy is JSON in JSON, where the expression's quotes would be escaped twice.
        account_id = TerraformLocal(self.default_scope, "account-id", owner_id).as_string
        add_provider(
            self.default_scope,
            account_id=owner_id,
            role_name=environment.role_name(owner),
            region=home,
            tags=environment.tags(owner),
        )
        _, spec = pipelined(zone)[portfolio]
        workspace = f"catalog-{portfolio}"
        PortfolioPipeline(
            self,
            "pipeline",
            spec=spec,
            place=PipelinePlace(
                organization=zone.organization.name, portfolio=portfolio, account_id=account_id, region=home
            ),
            published=PublishedBy(portfolio=portfolio, environment=environment.name, workspace=workspace),
            state=_state(environment, workspace, published.reads),
            boundary_arn=boundary_of(zone, owner, account_id),
            access_log_bucket=access_log_bucket(zone.organization.name, account_id),
            deletion_days=zone.baseline.key_deletion_days,
        )


def _state(environment: Environment, workspace: str, reads: tuple[str, ...]) -> StateAccess | None:
    """Return what builds may do with the state; nothing where it is in files of somebody's machine."""
    backend = state_of_builds(environment.zone)
    if backend is None:
        return None
    return StateAccess(backend=backend, environment=environment.name, workspace=workspace, reads=reads)
