"""The catalog of an account for data: who administers it, how metadata is encrypted, which LF-Tags there are."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.glue_data_catalog_encryption_settings import (
    GlueDataCatalogEncryptionSettings,
    GlueDataCatalogEncryptionSettingsDataCatalogEncryptionSettings,
    GlueDataCatalogEncryptionSettingsDataCatalogEncryptionSettingsConnectionPasswordEncryption,
    GlueDataCatalogEncryptionSettingsDataCatalogEncryptionSettingsEncryptionAtRest,
)
from cdktf_cdktf_provider_aws.lakeformation_data_lake_settings import LakeformationDataLakeSettings
from cdktf_cdktf_provider_aws.lakeformation_lf_tag import LakeformationLfTag
from constructs import Construct

from modules.data.zones import Expression

_CROSS_ACCOUNT_VERSION = "4"
"""Grants by LF-Tag to a role of another account take version 3 at least (AWS Lake Formation Developer Guide, Updating
cross-account data sharing version settings)."""


class LakeFormationSettings(Construct):
    """Define the settings: the platform's role is the one administrator, and IAM policies alone admit nobody."""

    def __init__(self, scope: Construct, id_: str, *, administrator_arns: Sequence[str]) -> None:
        super().__init__(scope, id_)
        self._settings = LakeformationDataLakeSettings(
            self,
            "Default",
            admins=list(administrator_arns),
            # Without defaults for databases and tables, nobody has what IAM allows.
            parameters={"CROSS_ACCOUNT_VERSION": _CROSS_ACCOUNT_VERSION},
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )

    @property
    def settings(self) -> ITerraformDependable:
        """What databases, locations and grants wait for."""
        return self._settings


class CatalogEncryption(Construct):
    """Encrypt metadata, and passwords of connections, with a key of the account's."""

    def __init__(self, scope: Construct, id_: str, *, key_arn: str) -> None:
        super().__init__(scope, id_)
        passwords = GlueDataCatalogEncryptionSettingsDataCatalogEncryptionSettingsConnectionPasswordEncryption(
            return_connection_password_encrypted=True, aws_kms_key_id=key_arn
        )
        at_rest = GlueDataCatalogEncryptionSettingsDataCatalogEncryptionSettingsEncryptionAtRest(
            catalog_encryption_mode="SSE-KMS", sse_aws_kms_key_id=key_arn
        )
        GlueDataCatalogEncryptionSettings(
            self,
            "Default",
            data_catalog_encryption_settings=GlueDataCatalogEncryptionSettingsDataCatalogEncryptionSettings(
                connection_password_encryption=passwords, encryption_at_rest=at_rest
            ),
        )


class LfTags(Construct):
    """Define the LF-Tags of a catalog, which decide who reads what."""

    def __init__(
        self, scope: Construct, id_: str, *, account_id: str, tags: Expression, settings: ITerraformDependable
    ) -> None:
        super().__init__(scope, id_)
        self._tags = {
            key: LakeformationLfTag(self, key, catalog_id=account_id, key=key, values=[*values], depends_on=[settings])
            for key, values in tags.items()
        }

    @property
    def defined(self) -> list[ITerraformDependable]:
        """What grants wait for that name tags."""
        return [*self._tags.values()]

    def key(self, key: str) -> str:
        """Token: a tag's key, known once the tag is there."""
        return self._tags[key].key
