"""What auditors ask the organization's trail with: a table over its files, a workgroup, saved queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.glue_catalog_database import GlueCatalogDatabase
from constructs import Construct

from modules.security.plan.audit_queries import ACCOUNT, COLUMNS, DAY, REGION, TABLE
from modules.storage.encryption_key import EncryptionKey
from modules.storage.file_table import FileFormat, FileTable
from modules.storage.private_bucket import PrivateBucket, Retention
from modules.storage.query_workgroup import QueryWorkgroup
from modules.storage.statements import own_account_only

WORKGROUP = "landing-zone-audit"
DATABASE = "landing_zone_audit"

_DAYS_OF_RESULTS = 90
_CLOUDTRAIL = FileFormat(
    classification="cloudtrail",
    reader="com.amazon.emr.cloudtrail.CloudTrailInputFormat",
    writer="org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
    serde="org.apache.hive.hcatalog.data.JsonSerDe",
)
_DAYS = {
    "type": "date",
    "format": "yyyy/MM/dd",
    "range": "2024/01/01,NOW",
    "interval": "1",
    "interval.unit": "DAYS",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailFiles:
    """Where the organization's trail writes."""

    location: str
    """The folder with a folder for each account: `s3://bucket/AWSLogs/o-example`."""
    regions: Sequence[str]
    """The regions that are asked about."""


class AuditQueries(Construct):
    """Define a database of the trail, a workgroup that reads so much and no more, a bucket and a key for its results.

    The account is injected into each query: accounts are listed nowhere, so that one account more changes nothing, and
    a query that names none is refused (Amazon Athena User Guide, Dynamic ID partitioning).

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        account_id: The log archive.
        files: Where the trail writes.
        queries: Saved queries by name.
        bucket_name: The name of the bucket of results.
        query_limit_gib: What one query may read before it is stopped, in GiB.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        account_id: str,
        files: TrailFiles,
        queries: Mapping[str, str],
        bucket_name: str,
        query_limit_gib: int,
        deletion_days: int,
    ) -> None:
        super().__init__(scope, id_)
        database = GlueCatalogDatabase(
            self, "database", catalog_id=account_id, name=DATABASE, description="Records of the organization's trail"
        )
        regions = sorted({*files.regions, "us-east-1"})  # where services without regions are recorded
        FileTable(
            self,
            "table",
            catalog_id=account_id,
            database=database.name,
            name=TABLE,
            description="Every call that the organization's trail recorded",
            file_format=_CLOUDTRAIL,
            columns=COLUMNS,
            location=files.location,
            path=f"/{{{ACCOUNT}}}/CloudTrail/{{{REGION}}}/{{{DAY}}}/",
            partitions={
                ACCOUNT: {"type": "injected"},
                REGION: {"type": "enum", "values": ",".join(regions)},
                DAY: _DAYS,
            },
        )
        key = EncryptionKey(
            self,
            "key",
            alias="alias/landing-zone/audit",
            description="Answers to questions about the organization's trail",
            account_id=account_id,
            statements=(),
            deletion_days=deletion_days,
        )
        bucket = PrivateBucket(
            self,
            "results",
            name=bucket_name,
            key_arn=key.key_arn,
            retention=Retention(expire_after=_DAYS_OF_RESULTS),
            statements=lambda arn: [own_account_only(arn, account_id)],
        )
        workgroup = QueryWorkgroup(
            self,
            "workgroup",
            name=WORKGROUP,
            description="Questions to the organization's trail",
            bucket=bucket.bucket_name,
            key_arn=key.key_arn,
            query_limit_gib=query_limit_gib,
        )
        workgroup.save(Construct(self, "query"), queries, database=database.name)
