"""A table over files in a bucket, whose partitions follow from how the files are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.glue_catalog_table import (
    GlueCatalogTable,
    GlueCatalogTablePartitionKeys,
    GlueCatalogTableStorageDescriptor,
    GlueCatalogTableStorageDescriptorColumns,
    GlueCatalogTableStorageDescriptorSerDeInfo,
)
from constructs import Construct

from modules.specification.pattern import with_names
from modules.specification.reserved_text import literal


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """How files are read."""

    classification: str
    reader: str
    """The class of Hadoop that opens them."""
    writer: str
    serde: str
    """The class that makes rows of them."""


Partition = Mapping[str, str]
"""Which values one part of a file's path has: `type` and what belongs to it, as parameters of a table have it without
`projection.<name>.` before (Amazon Athena User Guide, Supported types for partition projection)."""


class FileTable(Construct):
    """Define the table. Athena works its partitions out, so that nobody adds any.

    Amazon Athena User Guide, Use partition projection with Amazon Athena.

    Args:
        scope: The stack, or the construct, that owns the table.
        id_: What it is called in addresses.
        catalog_id: The account.
        database: The database.
        name: The table's name.
        description: What it holds.
        file_format: How its files are read.
        columns: Columns with their types in Athena.
        location: Where files are: `s3://bucket/prefix`.
        path: What follows from there, a slash first, with `{name}` for each partition.
        partitions: Partitions by name; their type is a text.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        catalog_id: str,
        database: str,
        name: str,
        description: str,
        file_format: FileFormat,
        columns: Mapping[str, str],
        location: str,
        path: str,
        partitions: Mapping[str, Partition],
    ) -> None:
        super().__init__(scope, id_)
        template = with_names(path, **{key: literal(f"${{{key}}}") for key in partitions})
        GlueCatalogTable(
            self,
            "Default",
            catalog_id=catalog_id,
            database_name=database,
            name=name,
            description=description,
            table_type="EXTERNAL_TABLE",
            parameters={
                "EXTERNAL": "TRUE",
                "classification": file_format.classification,
                "projection.enabled": "true",
                **{
                    f"projection.{key}.{setting}": value
                    for key, partition in partitions.items()
                    for setting, value in partition.items()
                },
                "storage.location.template": f"{location}{template}",
            },
            partition_keys=[GlueCatalogTablePartitionKeys(name=key, type="string") for key in partitions],
            storage_descriptor=GlueCatalogTableStorageDescriptor(
                location=f"{location}/",
                input_format=file_format.reader,
                output_format=file_format.writer,
                columns=[
                    GlueCatalogTableStorageDescriptorColumns(name=key, type=type_) for key, type_ in columns.items()
                ],
                ser_de_info=GlueCatalogTableStorageDescriptorSerDeInfo(serialization_library=file_format.serde),
            ),
        )
