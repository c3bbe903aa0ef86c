"""What every workspace of an account with a foundational function has: its provider for one region."""

from __future__ import annotations

from cdktf import TerraformLocal

from modules.accounts.roster import account_for
from modules.accounts.spec import Function
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class MemberWorkspace(Workspace):
    """Define an empty workspace that works in the one account with a function, in one region.

    Args:
        deployment: The deployment.
        name: The workspace's name.
        function: The account's function.
        accounts: What is known of the accounts.
        region: The region.

    """

    def __init__(
        self, deployment: Deployment, name: str, *, function: Function, accounts: AccountsOutputs, region: str
    ) -> None:
        super().__init__(deployment, name)
        environment = deployment.environment
        self._account = account_for(function, environment.zone.roster)
        account_id = accounts.account_id(self, self._account)
        # Under a name of its own: a policy is JSON in JSON, where the expression's quotes would be escaped twice.
        self._account_id = TerraformLocal(self.default_scope, "account-id", account_id).as_string
        self._role_arn = f"arn:aws:iam::{self._account_id}:role/{environment.role_name(self._account)}"
        self.provider = add_provider(
            self.default_scope,
            account_id=account_id,
            role_name=environment.role_name(self._account),
            region=region,
            tags=environment.tags(self._account),
        )
