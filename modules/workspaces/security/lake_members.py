"""The workspace of what Security Lake takes in, of every account, and who reads it.

No resource of the provider lets Security Lake enrol accounts that join the organization, so each is enrolled by its id.
"""

from __future__ import annotations

from collections.abc import Iterable

from cdktf import Fn, TerraformLocal, Token

from modules.accounts.roster import account_for
from modules.accounts.spec import Function
from modules.security.records.security_lake import LakeContents
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs, account_groups
from modules.workspaces.security.lake import LakeWorkspace


class SecurityLakeMembersWorkspace(LakeWorkspace):
    """Take records of every account into the lakes, and let security tooling query them and read their objects.

    One account more is one entry more of a map, and nothing else. Terraform makes each source anew for it, since the
    provider changes none: for some minutes nothing comes in, and the log archive alone has the records.

    Args:
        deployment: The deployment.
        accounts: What is known of the accounts.
        after: Workspaces that are applied before this one: the lakes, and what makes the records.

    """

    def __init__(self, deployment: Deployment, *, accounts: AccountsOutputs, after: Iterable[Workspace]) -> None:
        super().__init__(deployment, "security-lake-members", accounts=accounts)
        for workspace in after:
            self.add_dependency(workspace)
        zone = deployment.environment.zone
        reader = account_for(Function.SECURITY_TOOLING, zone.roster)
        LakeContents(
            self,
            "lake",
            sources=self._spec.sources,
            account_ids=self._account_ids(deployment, accounts),
            providers=self._providers,
            reader_id=accounts.account_id(self, reader),
            external_id=f"{zone.organization.name}-security-tooling",
        )

    def _account_ids(self, deployment: Deployment, accounts: AccountsOutputs) -> list[str]:
        """Return the ids of all accounts: the values of a map, which has an entry for each of them."""
        ids: dict[str, str] = {}
        for group in account_groups(self, accounts, deployment.environment.zone.roster):
            ids[group.key] = group.account_id
            self.repeat(group.values, by=[group.key_name], by_name=True)
        return Token.as_list(Fn.values(TerraformLocal(self.default_scope, "account-ids", ids).as_any_map))
