"""The workspace of the accounts: each is brought into being, in the management account."""

from __future__ import annotations

from collections.abc import Iterable

from constructs import Construct

from modules.accounts.control_tower_engine import ControlTowerEngine
from modules.accounts.organizations_engine import OrganizationsEngine
from modules.accounts.spec import VendingEngine
from modules.accounts.vending import VendingEngineType
from modules.workspaces.organization import OrganizationOutputs
from modules.workspaces.vended_accounts import AccountsOutputs, requests
from modules.workspaces.workspace import Environment, ManagementWorkspace, Workspace

ENGINES: dict[VendingEngine, VendingEngineType] = {
    VendingEngine.ORGANIZATIONS: OrganizationsEngine,
    VendingEngine.CONTROL_TOWER: ControlTowerEngine,
}


class AccountsWorkspace(ManagementWorkspace):
    """Define every account that one environment vends, but for those that its landing zone needed before.

    Args:
        scope: The app.
        environment: The environment.
        organization: What is known of the organization.
        vended_before: What is known of the accounts that another workspace vends.
        after: Workspaces that are applied before this one, although nothing of them is referred to.

    """

    def __init__(
        self,
        scope: Construct,
        *,
        environment: Environment,
        organization: OrganizationOutputs,
        vended_before: AccountsOutputs | None = None,
        after: Iterable[Workspace] = (),
    ) -> None:
        super().__init__(scope, "accounts", environment=environment)
        zone = environment.zone
        before = vended_before.account_ids(self) if vended_before else {}
        wanted = requests(environment, organization, (one for one in zone.roster if one.key not in before))
        engine = ENGINES[zone.vending.engine](self, "accounts", spec=zone.vending, requests=wanted)
        for workspace in after:
            self.add_dependency(workspace)
        # All ids in one place: who reads an account's id does not ask where the account was vended.
        self.outputs = AccountsOutputs.tell(self, {**before, **engine.account_ids})
