"""What the account of a data lake starts with."""

from __future__ import annotations

from collections.abc import Sequence

from constructs import Construct

from modules.data.catalog import CatalogEncryption, LakeFormationSettings, LfTags
from modules.data.grants import SEE_DATABASES, SEE_TABLES, GrantByTags
from modules.data.lake import CATALOG_KEY, Lake
from modules.data.lake_grants import PipelineGrants, ZoneTags
from modules.data.lake_zone import LakeZone
from modules.data.pipeline_role import PipelineRole
from modules.data.spec import DataSpec
from modules.data.zones import DOMAIN_TAG, Zone, lake_tags
from modules.naming import access_log_bucket
from modules.specification.reserved_text import literal
from modules.storage.access_log_bucket import AccessLogBucket
from modules.storage.encryption_key import EncryptionKey
from modules.storage.private_bucket import PrivateBucket, Retention
from modules.storage.statements import Statement, own_account_only, own_key_only


class DataLake(Construct):
    """Define three zones under Lake Formation, the role of their jobs with a place for scripts, what governance sees.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        spec: What the environment says of data.
        lake: Which lake it is.
        administrator_arns: The platform's roles, which administer Lake Formation.
        boundary_arn: The permissions boundary of roles.
        governance_account_id: The account that sees what there is; none where no account has that function.
        reader_arns: Roles of AWS's services that read every zone: for backups, and in search of sensitive data.
        decrypting_arns: Those of them that no IAM policy of the account lets use keys.
        deletion_days: Days between asking for a key's deletion and its end: 7 to 30.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: DataSpec,
        lake: Lake,
        administrator_arns: Sequence[str],
        boundary_arn: str,
        governance_account_id: str | None,
        reader_arns: list[str],
        decrypting_arns: list[str],
        deletion_days: int,
    ) -> None:
        super().__init__(scope, id_)
        settings = LakeFormationSettings(self, "settings", administrator_arns=administrator_arns).settings
        tags = LfTags(
            self, "tags", account_id=lake.account_id, tags=lake_tags(lake.domain, spec.tags), settings=settings
        )
        access_logs = AccessLogBucket(
            self,
            "access-logs",
            name=access_log_bucket(lake.organization, lake.account_id),
            account_id=lake.account_id,
            source_buckets=f"{lake.organization}-data-lake-*",
            expire_after_days=spec.lakes.access_logs_kept_days,
            takes_inventories=True,
        )
        pipeline = PipelineRole(self, "pipeline-role", lake=lake, boundary_arn=boundary_arn)
        zones = {
            zone: LakeZone(
                self,
                zone.value,
                zone=zone,
                lake=lake,
                spec=spec.lakes,
                access_log_bucket=access_logs,
                owner_arn=pipeline.role_arn,
                reader_arns=reader_arns,
                key_statements=[_services_decrypt(decrypting_arns)] if decrypting_arns else [],
                deletion_days=deletion_days,
                settings=settings,
            )
            for zone in Zone
        }
        catalog_key = EncryptionKey(
            self,
            "catalog-key",
            alias=CATALOG_KEY,
            description="Metadata of the data lake, and scripts of its jobs",
            account_id=lake.account_id,
            statements=[_readers_see_metadata()],
            deletion_days=deletion_days,
        )
        CatalogEncryption(self, "encryption", key_arn=catalog_key.key_arn)
        scripts = PrivateBucket(
            self,
            "scripts",
            name=lake.scripts_bucket_name,
            key_arn=catalog_key.key_arn,
            retention=Retention(versions_after=spec.lakes.versions_kept_days),
            access_log_bucket=access_logs.bucket_name,
            statements=lambda arn: [own_account_only(arn, lake.account_id), *own_key_only(arn, catalog_key.key_arn)],
        )
        pipeline.let_work_in(
            bucket_arns=[zone.bucket_arn for zone in zones.values()],
            key_arns=[zone.key_arn for zone in zones.values()],
            catalog_key_arn=catalog_key.key_arn,
            scripts_arn=scripts.bucket_arn,
        )
        databases = Construct(self, "databases")
        for zone, defined in zones.items():
            ZoneTags(databases, zone.value, zone=zone, lake=lake, defined=defined, tags=tags)
        PipelineGrants(
            self,
            "pipeline-grants",
            role_arn=pipeline.role_arn,
            zones=zones.values(),
            own_tags=spec.tags,
            tags=tags,
        )
        if governance_account_id:
            governance = Construct(self, "governance")
            for kind, granted in {"databases": SEE_DATABASES, "tables": SEE_TABLES}.items():
                GrantByTags(
                    governance,
                    kind,
                    principal=governance_account_id,
                    granted=granted,
                    expression={DOMAIN_TAG: (lake.domain,)},
                    may_grant=True,
                    after=tags.defined,
                )


def _readers_see_metadata() -> Statement:
    """Let roles of the organization read encrypted metadata through AWS Glue, where Lake Formation grants it.

    Amazon Athena User Guide, Permissions to encrypted data, metadata, and Athena query results: whoever queries needs
    the catalog's key, of the lake's account too.
    """
    return {
        "Sid": "ReadersSeeMetadata",
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": "kms:Decrypt",
        "Resource": "*",
        "Condition": {
            "StringEquals": {"aws:PrincipalOrgID": literal("${aws:ResourceOrgID}")},
            "StringLike": {"kms:ViaService": "glue.*.amazonaws.com"},
        },
    }


def _services_decrypt(role_arns: list[str]) -> Statement:
    return {
        "Sid": "ServicesThatReadDecrypt",
        "Effect": "Allow",
        "Principal": {"AWS": role_arns},
        "Action": ["kms:Decrypt", "kms:DescribeKey"],
        "Resource": "*",
    }
