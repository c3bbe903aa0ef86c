"""What the account that governs data starts with."""

from __future__ import annotations

from constructs import Construct

from modules.data.catalog import CatalogEncryption, LakeFormationSettings
from modules.storage.encryption_key import EncryptionKey


class DataGovernance(Construct):
    """Define a catalog that Lake Formation governs and a key encrypts: links to what lakes have come into it.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        account_id: The account.
        administrator_arn: The platform's role, which administers Lake Formation.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.

    """

    def __init__(
        self, scope: Construct, id_: str, *, account_id: str, administrator_arn: str, deletion_days: int
    ) -> None:
        super().__init__(scope, id_)
        LakeFormationSettings(self, "settings", administrator_arn=administrator_arn)
        key = EncryptionKey(
            self,
            "key",
            alias="alias/landing-zone/data-governance",
            description="The catalog of data governance",
            account_id=account_id,
            statements=(),
            deletion_days=deletion_days,
        )
        CatalogEncryption(self, "encryption", key_arn=key.key_arn)
