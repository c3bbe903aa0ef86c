"""Where the templates of products are."""

from __future__ import annotations

from constructs import Construct

from modules.storage.encryption_key import EncryptionKey
from modules.storage.private_bucket import PrivateBucket, Retention
from modules.storage.statements import own_key_only


class TemplateBucket(Construct):
    """Define the bucket that Service Catalog takes templates from, and its key.

    It is read once for each version, as whoever publishes it; what launches products reads Service Catalog's own copy
    (AWS Service Catalog API Reference, ProvisioningArtifactProperties). So nobody of another account gets in.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        name: The bucket's name.
        account_id: The account that it is in.
        access_log_bucket: The bucket that records who reads it; None: nothing but CloudTrail does.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        account_id: str,
        access_log_bucket: str | None,
        deletion_days: int,
    ) -> None:
        super().__init__(scope, id_)
        key = EncryptionKey(
            self,
            "key",
            alias="alias/landing-zone/catalog",
            description="Templates of products",
            account_id=account_id,
            statements=[],
            deletion_days=deletion_days,
        )
        PrivateBucket(
            self,
            "bucket",
            name=name,
            key_arn=key.key_arn,
            retention=Retention(),
            access_log_bucket=access_log_bucket,
            statements=lambda arn: own_key_only(arn, key.key_arn),
        )
