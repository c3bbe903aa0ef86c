"""The workspaces of data products, one for each data lake of which somebody reads some: who reads what of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from constructs import Construct

from modules.accounts.roster import Account
from modules.data.grants import READ_TABLES, SEE_DATABASES, GrantByTags, Granted
from modules.data.zones import Expression, consumption_of
from modules.landing_zone.data import lakes, readers_by_product
from modules.machine_learning.execution_role_library import Holder, execution_roles
from modules.workspaces.account.account import AccountWorkspace
from modules.workspaces.account.after_accounts import wait_for
from modules.workspaces.base.deployment import Deployment, Representative
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class DataProductsWorkspace(Workspace):
    """Grant the products of a lake to the execution roles of teams that ask for them, in the lake's account.

    Grants name each role: an account to which something is shared cannot share it with another account (AWS Lake
    Formation Developer Guide, Granting permissions on a database or table shared with your account), and nobody in a
    team's account has anything to pass on.

    Args:
        deployment: The deployment.
        domain: The lake's domain.
        accounts: What is known of the accounts.
        account_workspaces: The workspace that stands for each account's, by the account's key.

    """

    def __init__(
        self,
        deployment: Deployment,
        domain: str,
        *,
        accounts: AccountsOutputs,
        account_workspaces: Mapping[str, Representative[AccountWorkspace]],
    ) -> None:
        super().__init__(deployment, f"data-products-{domain}")
        environment, self._accounts = deployment.environment, accounts
        zone = environment.zone
        lake, reading = lakes(zone)[domain], readers_by_product(zone, domain)
        readers = {account.key: account for found in reading.values() for account in found}
        wait_for(self, [lake.key, *readers], account_workspaces)
        add_provider(
            self.default_scope,
            account_id=accounts.account_id(self, lake),
            role_name=environment.role_name(lake),
            region=zone.organization.home_region,
            tags=environment.tags(lake),
        )
        products = Construct(self, "products")
        known = zone.data.products if zone.data else {}
        for name, found in reading.items():
            self._grant(Construct(products, name), found, granted=READ_TABLES, expression=known[name].expression)
        databases = Construct(self, "databases")
        self._grant(databases, readers.values(), granted=SEE_DATABASES, expression=consumption_of(domain))

    def _grant(self, scope: Construct, readers: Iterable[Account], *, granted: Granted, expression: Expression) -> None:
        """Grant something to the execution roles of some accounts of teams that read data products."""
        of_teams: dict[str, Construct] = {}
        for account in readers:
            team, stage = account.team or "", account.stage or ""
            of_team = of_teams.get(team) or of_teams.setdefault(team, Construct(scope, team))
            of_stage = Construct(of_team, stage)
            roles = f"arn:aws:iam::{self._accounts.account_id(self, account)}:role/teams/{team}/{stage}/"
            for role in (each for each in execution_roles(Holder.TEAM) if each.description.reads_data_products):
                GrantByTags(
                    of_stage,
                    role.name,
                    principal=f"{roles}{role.name}",
                    granted=granted,
                    expression=expression,
                )


def add_products(
    deployment: Deployment,
    *,
    accounts: AccountsOutputs,
    account_workspaces: Mapping[str, Representative[AccountWorkspace]],
) -> None:
    """Add a workspace for each data lake of which some team reads a product."""
    zone = deployment.environment.zone
    for domain in lakes(zone):
        if readers_by_product(zone, domain):
            deployment.add(
                DataProductsWorkspace(deployment, domain, accounts=accounts, account_workspaces=account_workspaces)
            )
