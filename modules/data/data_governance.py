"""What the account that governs data starts with."""

from __future__ import annotations

from collections.abc import Sequence

from constructs import Construct

from modules.data.catalog import CatalogEncryption, LakeFormationSettings
from modules.data.datazone_domain import DataZoneDomain
from modules.data.spec import DataZoneSpec
from modules.data.zones import Expression
from modules.storage.encryption_key import EncryptionKey


class DataGovernance(Construct):
    """Define a catalog that Lake Formation governs and a key encrypts: links to what lakes have come into it.

    Where the environment has one, a domain of Amazon DataZone is beside it, under the same key.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        account_id: The account.
        administrator_arns: The platform's roles, which administer Lake Formation.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.
        datazone: What the environment says of the domain, if it has one.
        tags: The LF-Tags that the environment describes, with their values.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        account_id: str,
        administrator_arns: Sequence[str],
        deletion_days: int,
        datazone: DataZoneSpec | None,
        tags: Expression,
    ) -> None:
        super().__init__(scope, id_)
        LakeFormationSettings(self, "settings", administrator_arns=administrator_arns)
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
        if datazone:
            DataZoneDomain(self, "datazone", spec=datazone, account_id=account_id, key_arn=key.key_arn, tags=tags)
