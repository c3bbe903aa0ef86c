"""What people ask the bill with: a table over the export, a workgroup, saved queries."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.glue_catalog_database import GlueCatalogDatabase
from constructs import Construct

from modules.cost.export_columns import cur_columns
from modules.cost.exports import CUR_EXPORT, CUR_PREFIX
from modules.cost.showback_queries import PARTITION, TABLE, saved_queries
from modules.cost.spec import ExportsSpec
from modules.storage.file_table import FileFormat, FileTable
from modules.storage.query_workgroup import QueryWorkgroup

WORKGROUP = "landing-zone-costs"
DATABASE = "landing_zone_costs"

_PARQUET = FileFormat(
    classification="parquet",
    reader="org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    writer="org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    serde="org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
)
_MONTHS = {
    "type": "date",
    "format": "yyyy-MM",
    "range": "2024-01,NOW",
    "interval": "1",
    "interval.unit": "MONTHS",
}


class Showback(Construct):
    """Define a table over the export in AWS's own columns, a workgroup that reads little, and saved queries.

    Files are below `<prefix>/<export>/data/BILLING_PERIOD=<month>/` (AWS Data Exports User Guide, Understanding
    export delivery). The results are in the bucket of the exports, under the key of costs.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        spec: What the environment says of exports.
        bucket: The bucket of the exports.
        key_arn: The key that results are encrypted with.
        account_id: The management account.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, spec: ExportsSpec, bucket: str, key_arn: str, account_id: str
    ) -> None:
        super().__init__(scope, id_)
        database = GlueCatalogDatabase(
            self, "database", catalog_id=account_id, name=DATABASE, description="The bill, as it is exported"
        )
        FileTable(
            self,
            "table",
            catalog_id=account_id,
            database=database.name,
            name=TABLE,
            description="Every line of the bill, in the columns of CUR 2.0",
            file_format=_PARQUET,
            columns=cur_columns(resource_ids=spec.resource_ids),
            location=f"s3://{bucket}/{CUR_PREFIX}/{CUR_EXPORT}/data",
            path=f"/BILLING_PERIOD={{{PARTITION}}}/",
            partitions={PARTITION: _MONTHS},
        )
        workgroup = QueryWorkgroup(
            self,
            "workgroup",
            name=WORKGROUP,
            description="Questions to the bill",
            bucket=bucket,
            key_arn=key_arn,
            query_limit_gib=spec.query_limit_gib,
        )
        workgroup.save(Construct(self, "query"), saved_queries(), database=database.name)
