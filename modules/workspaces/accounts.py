"""The workspace of the accounts: each is brought into being, in the management account."""

from __future__ import annotations

from dataclasses import dataclass

from cdktf import TerraformOutput
from constructs import Construct

from modules.accounts import roster
from modules.accounts.control_tower_engine import ControlTowerEngine
from modules.accounts.organizations_engine import OrganizationsEngine
from modules.accounts.spec import VendingEngine
from modules.accounts.vending import VendingEngineType, VendingRequest
from modules.workspaces.organization import OrganizationOutputs
from modules.workspaces.providers import work_in
from modules.workspaces.workspace import Environment, Workspace

ENGINES: dict[VendingEngine, VendingEngineType] = {
    VendingEngine.ORGANIZATIONS: OrganizationsEngine,
    VendingEngine.CONTROL_TOWER: ControlTowerEngine,
}


ACCOUNT_IDS = "account_ids"
"""The output that tells each vended account's id by its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsOutputs:
    """All that another workspace may know of the accounts."""

    workspace: Workspace

    def account_id(self, reader: Workspace, key: str) -> str:
        """Return the expression of a vended account's id, for use in `reader`."""
        return f'${{{reader.read(self.workspace, ACCOUNT_IDS)}["{key}"]}}'


class AccountsWorkspace(Workspace):
    """Define every account that one environment vends."""

    def __init__(self, scope: Construct, *, environment: Environment, organization: OrganizationOutputs) -> None:
        super().__init__(scope, "accounts", environment=environment)
        zone = environment.zone
        work_in(
            self,
            account_id=zone.organization.management_account.id,
            role_name=zone.deployment.management_role,
            region=zone.organization.home_region,
            tags=environment.tags(roster.management(zone.organization)),
        )
        requests = [
            VendingRequest(account=account, unit_id=organization.unit_ids[account.unit], tags=environment.tags(account))
            for account in zone.roster
            if account.vended
        ]
        engine = ENGINES[zone.vending.engine](self, "accounts", spec=zone.vending, requests=requests)
        # One output for all, under a name of its own: a team more changes nothing for the readers of the others.
        TerraformOutput(self, ACCOUNT_IDS, value=engine.account_ids, static_id=True)
        self.outputs = AccountsOutputs(workspace=self)
