"""What AWS Backup finds in an account that a backup policy of the organization reaches."""

from __future__ import annotations

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.backup_region_settings import BackupRegionSettings
from cdktf_cdktf_provider_aws.backup_vault import BackupVault
from cdktf_cdktf_provider_aws.backup_vault_lock_configuration import BackupVaultLockConfiguration
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from constructs import Construct

from modules.storage.encryption_key import EncryptionKey
from modules.storage.statements import policy, trust_for_the_account

_POLICIES = ("AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForS3Backup")
"""What the role may do: take backups, of buckets too. Restoring takes policies of its own, which nobody holds."""

_LEAST_RETENTION_DAYS = 7
"""A recovery point lives that long at least, whoever asks for less: longer than a weekend until somebody looks."""

_OPTED_IN = ("Aurora", "DynamoDB", "EBS", "EC2", "EFS", "RDS", "S3")
"""Kinds of resources that backup plans reach by tag (AWS Backup Developer Guide, Service opt-in): those of a data lake
that every region has, since AWS refuses a list with one that the region lacks. S3 is off before."""


_MANAGED = ("DynamoDB", "EFS")
"""Kinds of which AWS Backup makes and keeps backups itself: tables are copied to a second region, and moved to cold
storage, only so (AWS Backup Developer Guide, Advanced DynamoDB backup)."""


class BackupRole(Construct):
    """Define the role that AWS Backup works as, once in an account.

    AWS Backup Developer Guide, IAM service roles. A backup policy of the organization names it, and backs nothing up
    where it is missing.
    """

    def __init__(self, scope: Construct, id_: str, *, name: str, account_id: str) -> None:
        super().__init__(scope, id_)
        trust = trust_for_the_account("TrustBackupOfTheAccount", "backup", account_id)
        role = IamRole(
            self,
            "Default",
            name=name,
            description="What AWS Backup works as",
            assume_role_policy=policy([trust]),
        )
        for managed in _POLICIES:
            arn = f"arn:aws:iam::aws:policy/{'' if 'S3' in managed else 'service-role/'}{managed}"
            IamRolePolicyAttachment(self, managed, role=role.name, policy_arn=arn)


class BackedUpRegion(Construct):
    """Define the vault that backups go to in the region of the module's provider, its key, and what is backed up.

    Whoever deletes a recovery point before its time needs `backup:DeleteBackupVaultLockConfiguration` first, which the
    guardrail `protect-backup-vaults` denies (AWS Backup Developer Guide, AWS Backup Vault Lock: governance mode).
    """

    def __init__(self, scope: Construct, id_: str, *, vault: str, account_id: str, deletion_days: int) -> None:
        super().__init__(scope, id_)
        key = EncryptionKey(
            self,
            "key",
            alias="alias/landing-zone/backup",
            description="Encrypts the account's backups",
            account_id=account_id,
            statements=(),
            deletion_days=deletion_days,
        )
        kept = BackupVault(
            self,
            "Default",
            name=vault,
            kms_key_arn=key.key_arn,
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        BackupVaultLockConfiguration(
            self, "lock", backup_vault_name=kept.name, min_retention_days=_LEAST_RETENTION_DAYS
        )
        BackupRegionSettings(
            self,
            "settings",
            resource_type_opt_in_preference=dict.fromkeys(_OPTED_IN, True),
            resource_type_management_preference=dict.fromkeys(_MANAGED, True),
            # AWS answers with every kind that it has, which would be a change that never ends.
            lifecycle=TerraformResourceLifecycle(
                ignore_changes=["resource_type_opt_in_preference", "resource_type_management_preference"]
            ),
        )
