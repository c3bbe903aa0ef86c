"""The workspace of the accounts: each is brought into being, in the management account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cdktf import TerraformOutput

from modules.accounts.aft_engine import AftEngine
from modules.accounts.control_tower_engine import ControlTowerEngine
from modules.accounts.organizations_engine import OrganizationsEngine
from modules.accounts.roster import Account
from modules.accounts.vending import VendingEngineType
from modules.accounts.vending_spec import VendingEngine
from modules.deployment.moves_spec import MovedSpec, RemovedSpec
from modules.synthesized.applied_accounts import APPLIED_ACCOUNTS, AppliedAccount
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import ManagementWorkspace, Workspace
from modules.workspaces.foundation.account_shapes import RepeatedRequests, by_shape
from modules.workspaces.foundation.addresses import ENGINE, account_address
from modules.workspaces.foundation.control_tower import ControlTowerWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs, organization_values, requests

ENGINES: dict[VendingEngine, VendingEngineType] = {
    VendingEngine.ORGANIZATIONS: OrganizationsEngine,
    VendingEngine.CONTROL_TOWER: ControlTowerEngine,
    VendingEngine.AFT: AftEngine,
}


class AccountsWorkspace(ManagementWorkspace):
    """Define every account that one environment vends, but for those that its landing zone needed before.

    Args:
        deployment: The deployment.
        organization: What is known of the organization.
        control_tower: The workspace of the landing zone, where there is one: it vends two accounts itself.
        after: Workspaces that are applied before this one, although nothing of them is referred to.

    """

    def __init__(
        self,
        deployment: Deployment,
        *,
        organization: OrganizationOutputs,
        control_tower: ControlTowerWorkspace | None = None,
        after: Iterable[Workspace] = (),
    ) -> None:
        super().__init__(deployment, "accounts")
        environment = deployment.environment
        vended_before = control_tower.account_ids(self) if control_tower else {}
        wanted = requests(
            environment,
            organization,
            (account for account in environment.zone.every_account if account.key not in vended_before),
        )
        shapes = by_shape(wanted)
        engine = ENGINES[environment.zone.vending.engine](
            self,
            ENGINE,
            spec=environment.zone.vending,
            requests=[request for shape in shapes for request in shape.marked()],
        )
        for shape in shapes:
            self.repeat(shape.values(), by=[shape.key_name], without=[shape.before_name], by_name=True)
        for workspace in after:
            self.add_dependency(workspace)
        self._keep(environment.zone.moved, environment.zone.removed)
        self._say_what_is_applied(environment.zone.every_account, shapes, engine.account_ids, vended_before)
        # All ids in one place: who reads an account's id does not ask where the account was vended.
        vended = {shape.key: engine.account_ids[shape.key] for shape in shapes}
        self.outputs = AccountsOutputs.publish(
            self,
            account_ids={**vended_before, **vended},
            **({"organization": organization_values(organization)} if environment.zone.vending.aft else {}),
        )

    def _say_what_is_applied(
        self,
        accounts: Iterable[Account],
        shapes: Iterable[RepeatedRequests],
        vended: Mapping[str, str],
        vended_before: Mapping[str, str],
    ) -> None:
        """Have the state say what every account was applied with: what must stay is compared with it."""
        applied = {
            account.key: _applied(account, account.known_id or vended_before[account.key])
            for account in accounts
            if account.known_id or account.key in vended_before
        }
        applied |= {shape.key: _applied(shape.marked()[-1].account, vended[shape.key]) for shape in shapes}
        TerraformOutput(self, APPLIED_ACCOUNTS, value=applied, static_id=True)

    def _keep(self, moved: MovedSpec, removed: RemovedSpec) -> None:
        """Have Terraform take over what had another key, and forget what is let go of, without destroying it."""
        if moved.accounts:
            pairs = [{"from": account_address(old), "to": account_address(new)} for old, new in moved.accounts.items()]
            self.add_override("moved", pairs)
        if removed.accounts:
            kept = {"lifecycle": [{"destroy": False}]}
            self.add_override("removed", [{"from": account_address(key), **kept} for key in removed.accounts])


def _applied(account: Account, account_id: str) -> dict[str, Any]:
    return AppliedAccount(id=account_id, name=account.name, email=account.email, vended=account.vended).values()
