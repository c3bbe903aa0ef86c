"""The workspace of one account: calls of its blueprints."""

from __future__ import annotations

from constructs import Construct

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.workspaces.blueprints import Blueprints, call
from modules.workspaces.providers import work_in
from modules.workspaces.workspace import Environment, Workspace


class AccountWorkspace(Workspace):
    """Define what one account holds: its baseline, once for the account and once for each region."""

    def __init__(self, scope: Construct, *, environment: Environment, account: Account, account_id: str) -> None:
        super().__init__(scope, f"account-{account.key}", environment=environment)
        zone, tags = environment.zone, environment.tags(account)
        is_management = Function.MANAGEMENT in account.functions
        role_name = zone.deployment.management_role if is_management else zone.vending.role_name()
        home = zone.organization.home_region
        blueprints = Blueprints.of(account, zone.baseline)

        # The home region comes first: its provider is the one without an alias.
        for region in sorted(zone.organization.regions, key=lambda region: region != home):
            alias = None if region == home else region
            provider = work_in(self, account_id=account_id, role_name=role_name, region=region, tags=tags, alias=alias)
            if alias is None:
                call(self, "account-baseline", blueprint=blueprints.for_account, provider=provider)
            call(self, f"region-baseline-{region}", blueprint=blueprints.for_region, provider=provider)
