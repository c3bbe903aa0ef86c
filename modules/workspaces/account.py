"""The workspace of one account: calls of its blueprints."""

from __future__ import annotations

from constructs import Construct

from modules.workspaces.account_kinds import PLACEHOLDER_ID, AccountKind, placeholder_key
from modules.workspaces.accounts import AccountsWorkspace
from modules.workspaces.blueprints import call
from modules.workspaces.providers import work_in
from modules.workspaces.workspace import Environment, Workspace


class AccountWorkspace(Workspace):
    """Define what the accounts of one kind hold: the baseline, once for the account and once for each region.

    Key, id and tag values are placeholders; `account_kinds.filled_in` puts those of an account in their places.
    """

    def __init__(
        self, scope: Construct, *, environment: Environment, number: int, kind: AccountKind, accounts: AccountsWorkspace
    ) -> None:
        key = placeholder_key(number)
        super().__init__(scope, f"account-{key}", environment=environment)
        account_id = PLACEHOLDER_ID if kind.known_id else accounts.outputs.account_id(self, key)
        organization = environment.zone.organization

        # The home region comes first: its provider is the one without an alias.
        for region in sorted(organization.regions, key=lambda region: region != organization.home_region):
            alias = None if region == organization.home_region else region
            provider = work_in(
                self,
                account_id=account_id,
                role_name=kind.role_name,
                region=region,
                tags=kind.placeholder_tags(),
                alias=alias,
            )
            if alias is None:
                call(self, "account-baseline", blueprint=kind.blueprints.for_account, provider=provider)
            call(self, f"region-baseline-{region}", blueprint=kind.blueprints.for_region, provider=provider)
