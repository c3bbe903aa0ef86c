"""Exports of the bill, and the bucket that they are written to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cdktf import DataResource, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.bcmdataexports_export import (
    BcmdataexportsExport,
    BcmdataexportsExportExport,
    BcmdataexportsExportExportDataQuery,
    BcmdataexportsExportExportDestinationConfigurations,
    BcmdataexportsExportExportDestinationConfigurationsS3Destination,
    BcmdataexportsExportExportDestinationConfigurationsS3DestinationS3OutputConfigurations,
    BcmdataexportsExportExportRefreshCadence,
)
from constructs import Construct

from modules.cost import export_columns
from modules.cost.spec import ExportsSpec
from modules.storage.private_bucket import PrivateBucket, Retention
from modules.storage.statements import Statement, admit_writing

CUR_PREFIX, CUR_EXPORT = "cur", "landing-zone-cur"
"""Where the files of the bill in AWS's own columns are in the bucket, and what their export is called."""

_IGNORED = "export[0].data_query[0].table_configurations"
_DAYS_OF_OLD_VERSIONS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One export: its query, and every setting of the table that it is taken from."""

    name: str
    """Its name in AWS, and the folder that its files are in."""
    query: str
    table: str
    settings: Mapping[str, str]


def tables(spec: ExportsSpec, account_id: str) -> dict[str, Table]:
    """Return the exports, by what their columns are called after.

    Every setting is written out: AWS tells those that nobody gave, and the provider takes that for an inconsistency
    and fails (AWS Data Exports User Guide, Cost and Usage Report (CUR) 2.0, table configurations).

    Args:
        spec: What the environment says of exports.
        account_id: The management account.

    """
    columns = export_columns.cur_columns(resource_ids=spec.resource_ids)
    cur = {
        "BILLING_VIEW_ARN": f"arn:aws:billing::{account_id}:billingview/primary",
        "INCLUDE_CAPACITY_RESERVATION_DATA": "FALSE",
        "INCLUDE_IAM_PRINCIPAL_DATA": "FALSE",
        "INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY": "FALSE",
        "INCLUDE_RESOURCES": str(spec.resource_ids).upper(),
        "INCLUDE_SPLIT_COST_ALLOCATION_DATA": "FALSE",
        "TIME_GRANULARITY": spec.granularity,
    }
    return {
        CUR_PREFIX: Table(
            name=CUR_EXPORT,
            query=export_columns.query(export_columns.CUR_TABLE, columns),
            table=export_columns.CUR_TABLE,
            settings=cur,
        ),
        "focus": Table(
            name="landing-zone-focus",
            query=export_columns.query(export_columns.FOCUS_TABLE, export_columns.FOCUS_COLUMNS),
            table=export_columns.FOCUS_TABLE,
            settings={"TIME_GRANULARITY": spec.granularity},
        ),
    }


class CostExports(Construct):
    """Define exports of the bill to a bucket of this account, the only place that the provider can name.

    The bucket has S3's own key: Data Exports names no key of customers that it writes with. It tries the whole bucket
    before it accepts an export (AWS Data Exports User Guide, Setting up an Amazon S3 bucket for data exports).

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        spec: What the environment says of exports.
        bucket_name: The bucket's name.
        account_id: The management account.
        region: The bucket's region.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, spec: ExportsSpec, bucket_name: str, account_id: str, region: str
    ) -> None:
        super().__init__(scope, id_)
        self._bucket = PrivateBucket(
            self,
            "bucket",
            name=bucket_name,
            key_arn=None,
            retention=Retention(expire_after=spec.expire_after_days, versions_after=_DAYS_OF_OLD_VERSIONS),
            statements=lambda arn: [_admit_exports(arn, account_id)],
        )
        for name, table in tables(spec, account_id).items():
            _export(self, name, table, self._bucket.bucket_name, region)

    @property
    def bucket_name(self) -> str:
        """Token: the bucket's name, known once its policy is there."""
        return self._bucket.bucket_name


def _export(scope: Construct, id_: str, table: Table, bucket: str, region: str) -> None:
    """Define an export that is replaced when its settings change here, and not when AWS adds one of its own."""
    own = Construct(scope, id_)
    settings = DataResource(own, "settings", triggers_replace={**table.settings})
    # As text: of a resource cdktf makes "${...}" here, which Terraform does not take.
    address = f"{settings.terraform_resource_type}.{settings.friendly_unique_id}"
    output = BcmdataexportsExportExportDestinationConfigurationsS3DestinationS3OutputConfigurations(
        compression="PARQUET", format="PARQUET", output_type="CUSTOM", overwrite="OVERWRITE_REPORT"
    )
    destination = BcmdataexportsExportExportDestinationConfigurationsS3Destination(
        s3_bucket=bucket, s3_prefix=id_, s3_region=region, s3_output_configurations=[output]
    )
    query = BcmdataexportsExportExportDataQuery(
        query_statement=table.query, table_configurations={table.table: {**table.settings}}
    )
    BcmdataexportsExport(
        own,
        "Default",
        export=[
            BcmdataexportsExportExport(
                name=table.name,
                data_query=[query],
                destination_configurations=[
                    BcmdataexportsExportExportDestinationConfigurations(s3_destination=[destination])
                ],
                refresh_cadence=[BcmdataexportsExportExportRefreshCadence(frequency="SYNCHRONOUS")],
            )
        ],
        lifecycle=TerraformResourceLifecycle(ignore_changes=[_IGNORED], replace_triggered_by=[address]),
    )


def _admit_exports(arn: str, account_id: str) -> Statement:
    return admit_writing(
        "AdmitDataExports",
        "bcm-data-exports",
        arn,
        source_arn=f"arn:aws:bcm-data-exports:us-east-1:{account_id}:export/*",
        equals={"aws:SourceAccount": account_id},
    )
