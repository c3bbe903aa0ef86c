"""One zone of a data lake: key, bucket, location and database."""

from __future__ import annotations

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.glue_catalog_database import (
    GlueCatalogDatabase,
    GlueCatalogDatabaseCreateTableDefaultPermission,
    GlueCatalogDatabaseCreateTableDefaultPermissionPrincipal,
)
from cdktf_cdktf_provider_aws.lakeformation_resource import LakeformationResource
from cdktf_cdktf_provider_aws.s3_access_point import S3AccessPoint, S3AccessPointPublicAccessBlockConfiguration
from constructs import Construct

from modules.data.lake import Lake
from modules.data.location_role import LocationRole
from modules.data.spec import DataLakesSpec
from modules.data.zones import CLASSIFICATIONS, Zone
from modules.specification.tag_keys import LibraryTag, key_of
from modules.storage.bucket_inventory import BucketInventory
from modules.storage.encryption_key import EncryptionKey
from modules.storage.private_bucket import PrivateBucket, Retention
from modules.storage.statements import Statement, own_account_only, own_key_only


class LakeZone(Construct):
    """Define the zone: its bucket, which no other account gets into, and its database, which Lake Formation governs.

    The database names who owns tables that are made in it. Without that, Glue lets IAM policies alone decide, since the
    provider cannot say that nobody owns them (AWS Lake Formation Developer Guide, Changing the default settings for
    your data lake).

    Args:
        scope: The module.
        id_: What it is called in addresses.
        zone: Which zone it is.
        lake: Whose it is.
        spec: How long things are kept.
        access_log_bucket: The bucket that records who reads it, and takes the lists of what it holds.
        owner_arn: Who owns the tables that are made in its database: the role of the lake's jobs.
        reader_arns: Roles of AWS's services that read it, beside those of the lake.
        key_statements: What the key's policy says besides.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.
        settings: What the database waits for: the settings of Lake Formation.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        zone: Zone,
        lake: Lake,
        spec: DataLakesSpec,
        access_log_bucket: PrivateBucket,
        owner_arn: str,
        reader_arns: list[str],
        key_statements: list[Statement],
        deletion_days: int,
        settings: ITerraformDependable,
    ) -> None:
        super().__init__(scope, id_)
        self._key = EncryptionKey(
            self,
            "key",
            alias=lake.key_alias(zone),
            description=f"The {zone} zone of the data lake",
            account_id=lake.account_id,
            statements=key_statements,
            deletion_days=deletion_days,
        )
        glacier_after = spec.raw_to_glacier_after_days if zone is Zone.RAW else None
        own_readers = [lake.location_role_arn(zone), lake.pipeline_role_arn]
        self._bucket = PrivateBucket(
            self,
            "bucket",
            name=lake.bucket_name(zone),
            key_arn=self._key.key_arn,
            retention=Retention(versions_after=spec.versions_kept_days, glacier_after=glacier_after),
            access_log_bucket=access_log_bucket.bucket_name,
            tags={key_of(LibraryTag.DATA_CLASSIFICATION, lake.tag_keys): CLASSIFICATIONS[zone]},
            statements=lambda arn: [
                own_account_only(arn, lake.account_id),
                *own_key_only(arn, self._key.key_arn),
                *([_deny_reading(arn, [*own_readers, *reader_arns])] if zone is Zone.RAW else []),
            ],
        )
        BucketInventory(
            self,
            "inventory",
            bucket=self._bucket.bucket_name,
            destination_arn=access_log_bucket.bucket_arn,
            account_id=lake.account_id,
        )
        S3AccessPoint(
            self,
            "access-point",
            account_id=lake.account_id,
            name=f"data-lake-{zone}",
            bucket=self._bucket.bucket_name,
            public_access_block_configuration=S3AccessPointPublicAccessBlockConfiguration(
                block_public_acls=True, block_public_policy=True, ignore_public_acls=True, restrict_public_buckets=True
            ),
        )
        role = LocationRole(
            self, "location-role", zone=zone, lake=lake, bucket_arn=self._bucket.bucket_arn, key_arn=self._key.key_arn
        )
        self._location = LakeformationResource(
            self,
            "location",
            arn=self._bucket.bucket_arn,
            role_arn=role.role_arn,
            hybrid_access_enabled=False,
            depends_on=[settings],
        )
        owner = GlueCatalogDatabaseCreateTableDefaultPermissionPrincipal(data_lake_principal_identifier=owner_arn)
        self._database = GlueCatalogDatabase(
            self,
            "database",
            catalog_id=lake.account_id,
            name=lake.database_name(zone),
            description=f"The {zone} zone of the data lake",
            create_table_default_permission=[
                GlueCatalogDatabaseCreateTableDefaultPermission(permissions=["ALL"], principal=owner)
            ],
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
            depends_on=[settings],
        )

    @property
    def key_arn(self) -> str:
        """Token: the key's ARN."""
        return self._key.key_arn

    @property
    def bucket_arn(self) -> str:
        """Token: the bucket's ARN, known once its policy is there."""
        return self._bucket.bucket_arn

    @property
    def location_arn(self) -> str:
        """Token: the bucket's ARN, known once Lake Formation governs it."""
        return self._location.arn

    @property
    def database_name(self) -> str:
        """Token: the database's name."""
        return self._database.name


def _deny_reading(arn: str, reader_arns: list[str]) -> Statement:
    """Refuse reading to everybody but what works the data up, backs it up, or looks for sensitive data in it."""
    return {
        "Sid": "DenyReadingToOthers",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:GetObject*",
        "Resource": f"{arn}/*",
        "Condition": {"ArnNotEquals": {"aws:PrincipalArn": reader_arns}},
    }
