"""An Athena workgroup whose settings nobody overrides."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.athena_named_query import AthenaNamedQuery
from cdktf_cdktf_provider_aws.athena_workgroup import (
    AthenaWorkgroup,
    AthenaWorkgroupConfiguration,
    AthenaWorkgroupConfigurationEngineVersion,
    AthenaWorkgroupConfigurationResultConfiguration,
    AthenaWorkgroupConfigurationResultConfigurationEncryptionConfiguration,
)
from constructs import Construct

RESULTS = "athena-results/"
"""Where results go in the bucket."""

_GIB = 1024**3


class QueryWorkgroup(Construct):
    """Define a workgroup that says for all its queries where results go, which key encrypts them, how much is read.

    Amazon Athena User Guide, Override client-side settings, and Configure data usage controls.

    Args:
        scope: The stack, or the construct, that owns the workgroup.
        id_: What it is called in addresses.
        name: Its name.
        description: Whose queries it runs.
        bucket: The bucket that results go to.
        key_arn: The key that encrypts them.
        query_limit_gib: What one query may read, in GiB, before it is stopped.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        description: str,
        bucket: str,
        key_arn: str,
        query_limit_gib: int,
    ) -> None:
        super().__init__(scope, id_)
        encryption = AthenaWorkgroupConfigurationResultConfigurationEncryptionConfiguration(
            encryption_option="SSE_KMS", kms_key_arn=key_arn
        )
        self._workgroup = AthenaWorkgroup(
            self,
            "Default",
            name=name,
            description=description,
            configuration=AthenaWorkgroupConfiguration(
                enforce_workgroup_configuration=True,
                publish_cloudwatch_metrics_enabled=True,
                bytes_scanned_cutoff_per_query=query_limit_gib * _GIB,
                engine_version=AthenaWorkgroupConfigurationEngineVersion(selected_engine_version="AUTO"),
                result_configuration=AthenaWorkgroupConfigurationResultConfiguration(
                    output_location=f"s3://{bucket}/{RESULTS}", encryption_configuration=encryption
                ),
            ),
        )

    def save(self, scope: Construct, queries: Mapping[str, str], *, database: str) -> None:
        """Save queries for whoever works in the workgroup.

        Args:
            scope: What owns the queries.
            queries: SQL by the name of each query.
            database: The database that they ask.

        """
        for name, sql in queries.items():
            AthenaNamedQuery(scope, name, name=name, database=database, workgroup=self._workgroup.name, query=sql)
