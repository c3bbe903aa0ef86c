"""Who backs an account up, and where its backups go."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.blueprints.backup import BackedUpRegion, BackupRole
from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds, backup_regions
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.base.variables import define_variables

_MEANINGS = {ACCOUNT_ID: "The account"}


@dataclass(frozen=True)
class BackupRoleBlueprint:
    """The role that backs the account up."""

    role_name: str
    name: str = "backup-role"

    def define(self, scope: Construct) -> None:
        """Define the role."""
        account_id = define_variables(scope, _MEANINGS)[ACCOUNT_ID]
        BackupRole(scope, "backup-role", name=self.role_name, account_id=account_id)


@dataclass(frozen=True)
class BackedUpRegionBlueprint:
    """Where backups of one region go."""

    vault: str
    deletion_days: int
    name: str = "backup-vault"

    def define(self, scope: Construct) -> None:
        """Define the vault."""
        account_id = define_variables(scope, _MEANINGS)[ACCOUNT_ID]
        BackedUpRegion(scope, "backup-vault", vault=self.vault, account_id=account_id, deletion_days=self.deletion_days)


@dataclass(frozen=True, slots=True)
class Backup(Content):
    """The backup role, and a vault in each region that has one."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> Backup | None:  # noqa: ARG003
        """Choose it for accounts that a backup policy reaches."""
        return cls() if needs.is_backed_up(account) else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprints."""
        zone = surroundings.zone
        own = {ACCOUNT_ID: surroundings.account_id}
        surroundings.call("backup-role", BackupRoleBlueprint(zone.guardrails.backup_role), variables=own)
        vault = BackedUpRegionBlueprint(zone.guardrails.backup_vault, zone.baseline.key_deletion_days)
        for region in backup_regions(zone):
            provider = surroundings.providers[region]
            surroundings.call(f"backup-vault-{region}", vault, provider=provider, variables=own)
