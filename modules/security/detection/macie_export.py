"""Where an account's Macie keeps what it found."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.macie2_classification_export_configuration import (
    Macie2ClassificationExportConfiguration,
    Macie2ClassificationExportConfigurationS3Destination,
)
from constructs import Construct


class MacieExport(Construct):
    """Keep results of sensitive data discovery in the log archive, in the region of the module's provider.

    Amazon Macie User Guide, Storing and retaining sensitive data discovery results: Macie itself keeps them for 90
    days, and each account says for itself where they go.
    """

    def __init__(self, scope: Construct, id_: str, *, bucket: str, key_arn: str) -> None:
        super().__init__(scope, id_)
        Macie2ClassificationExportConfiguration(
            self,
            "Default",
            s3_destination=Macie2ClassificationExportConfigurationS3Destination(
                bucket_name=bucket, kms_key_arn=key_arn
            ),
        )
