"""The key of what the directory leaves behind, and the place of its administrator's password."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.secretsmanager_secret import SecretsmanagerSecret
from constructs import Construct

from modules.active_directory.logs import LOG_GROUPS
from modules.active_directory.names import ADMINISTRATOR_SECRET
from modules.storage.encryption_key import EncryptionKey
from modules.storage.statements import log_groups_use_the_key


class DirectoryKey(EncryptionKey):
    """Define the key of the administrator's password and of the directory's logs.

    Args:
        scope: The stack.
        id_: What the key is called in addresses.
        account_id: The account of the directory.
        region: Its region.
        deletion_days: Days between asking for the key's deletion and its end.

    """

    def __init__(self, scope: Construct, id_: str, *, account_id: str, region: str, deletion_days: int) -> None:
        groups = f"arn:aws:logs:{region}:{account_id}:log-group:{LOG_GROUPS}*"
        super().__init__(
            scope,
            id_,
            alias="alias/landing-zone/active-directory",
            description="Password of the directory's administrator, and logs of its domain controllers",
            account_id=account_id,
            statements=[log_groups_use_the_key("LogGroupsOfTheDirectoryUseIt", region, groups)],
            deletion_days=deletion_days,
        )


class AdministratorSecret(Construct):
    """Define where the administrator's password is kept, and nothing in it: no password passes through Terraform.

    `python main.py directory reset-password` writes it.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        key_arn: The key that encrypts it.

    """

    def __init__(self, scope: Construct, id_: str, *, key_arn: str) -> None:
        super().__init__(scope, id_)
        SecretsmanagerSecret(
            self,
            "Default",
            name=ADMINISTRATOR_SECRET,
            description="Password of Admin in AWS Managed Microsoft AD",
            kms_key_id=key_arn,
        )
