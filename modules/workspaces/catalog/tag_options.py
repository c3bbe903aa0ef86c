"""The workspace of the tag options of an account that owns portfolios."""

from __future__ import annotations

from modules.accounts.roster import Account
from modules.catalog.spec import CatalogSpec
from modules.catalog.tag_options import TagOptions
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class TagOptionsOutputs(Outputs):
    """All that another workspace may know of it."""

    tag_option_ids = Output()
    """The id of each value, by its key."""


class TagOptionsWorkspace(Workspace):
    """Define the tag options, which portfolios of the account share.

    Args:
        deployment: The deployment.
        spec: What the environment says of the catalog.
        owner: The account.
        accounts: What is known of the accounts.

    """

    def __init__(self, deployment: Deployment, *, spec: CatalogSpec, owner: Account, accounts: AccountsOutputs) -> None:
        super().__init__(deployment, f"tag-options-{owner.key}")
        environment = deployment.environment
        add_provider(
            self.default_scope,
            account_id=accounts.account_id(self, owner),
            role_name=environment.role_name(owner),
            region=environment.zone.organization.home_region,
            tags=environment.tags(owner),
        )
        options = TagOptions(self, "tag-options", values=spec.tag_options)
        self.outputs = TagOptionsOutputs.publish(self, tag_option_ids=options.tag_option_ids)
