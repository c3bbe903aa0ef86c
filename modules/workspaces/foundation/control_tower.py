"""The workspaces of AWS Control Tower: the landing zone with its two accounts, and the controls of units."""

from __future__ import annotations

from modules.accounts.organizations_engine import OrganizationsEngine
from modules.accounts.roster import account_for
from modules.accounts.spec import CONTROL_TOWER_SHARED
from modules.organization.control_tower.bindings import bindings
from modules.organization.control_tower.catalogue import catalogue
from modules.organization.control_tower.enabled_controls import EnabledControls
from modules.organization.control_tower.landing_zone import ControlTowerLandingZone
from modules.organization.control_tower.spec import ControlTowerLandingZoneSpec
from modules.organization.spec import FoundationalUnit
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import ManagementWorkspace, Workspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs, requests


class ControlTowerWorkspace(ManagementWorkspace):
    """Define the landing zone, and the log archive and the security tooling account, which exist before it does."""

    def __init__(
        self, deployment: Deployment, *, landing_zone: ControlTowerLandingZoneSpec, organization: OrganizationOutputs
    ) -> None:
        super().__init__(deployment, "control-tower")
        environment = deployment.environment
        zone = environment.zone
        shared = [account_for(function, zone.roster) for function in CONTROL_TOWER_SHARED]
        wanted = requests(environment, organization, shared)
        vended = OrganizationsEngine(self, "accounts", spec=zone.vending, requests=wanted).account_ids
        log_archive, security_tooling = shared
        sandbox = zone.organization.foundational_unit(FoundationalUnit.SANDBOX)
        ControlTowerLandingZone(
            self,
            "landing-zone",
            spec=landing_zone,
            account_id=zone.organization.management_account.id,
            home_region=zone.organization.home_region,
            regions=landing_zone.governed_regions or zone.organization.regions,
            log_archive_id=log_archive.known_id or vended[log_archive.key],
            security_tooling_id=security_tooling.known_id or vended[security_tooling.key],
            security_unit=log_archive.unit[0],
            sandbox_unit=sandbox[0] if sandbox and len(sandbox) == 1 else None,
        )
        self._vended = tuple(vended)
        self._outputs = AccountsOutputs.publish(self, account_ids=vended)

    def account_ids(self, reader: Workspace) -> dict[str, str]:
        """Return the expressions of the ids of the accounts that it vends, by key, for use in `reader`."""
        return {key: self._outputs.account_ids(reader, key) for key in self._vended}


class ControlsWorkspace(ManagementWorkspace):
    """Define the controls of every unit.

    A workspace of its own: between the landing zone and the controls units are registered, which no provider in our
    range can do, and Control Tower works on its landing zone and on controls never at once.
    """

    def __init__(
        self,
        deployment: Deployment,
        *,
        organization: OrganizationOutputs,
        control_tower: ControlTowerWorkspace | None,
    ) -> None:
        super().__init__(deployment, "controls")
        EnabledControls(
            self,
            "controls",
            bindings=bindings(deployment.environment.zone.control_tower),
            catalogue=catalogue(),
            unit_arns=organization.unit_arns,
        )
        if control_tower:
            self.add_dependency(control_tower)
