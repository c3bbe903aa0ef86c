"""What the account that serves all ML teams starts with, beside what each team has of its registry."""

from __future__ import annotations

from constructs import Construct

from modules.machine_learning.models.promotion import UNDELIVERED
from modules.machine_learning.platform.base_images import BaseImage
from modules.machine_learning.platform.image_builder import ImageBuilder
from modules.machine_learning.platform.packages import Packages
from modules.machine_learning.platform.shared_account import SharedAccount
from modules.machine_learning.spec import SharedServicesSpec
from modules.naming import access_log_bucket
from modules.storage.access_log_bucket import AccessLogBucket
from modules.storage.encryption_key import EncryptionKey
from modules.storage.undelivered_events import UndeliveredEvents, events_use_the_key


class SharedServices(Construct):
    """Define the key, base images, packages, the bucket that records who reads models' artifacts, and a queue.

    In the queue are events of the registry that reached nobody.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        spec: What there is.
        account: Where it is.
        boundary_arn: The permissions boundary of roles.
        log_retention_days: Days for which records of reads are kept.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: SharedServicesSpec,
        account: SharedAccount,
        boundary_arn: str,
        log_retention_days: int,
        deletion_days: int,
    ) -> None:
        super().__init__(scope, id_)
        self._access_logs = AccessLogBucket(
            self,
            "access-logs",
            name=access_log_bucket(account.organization, account.account_id),
            account_id=account.account_id,
            source_buckets=f"{account.organization}-*",
            expire_after_days=log_retention_days,
        )
        key = EncryptionKey(
            self,
            "key",
            alias=account.key_alias,
            description="Images, packages, and undelivered events, for all ML teams",
            account_id=account.account_id,
            statements=[events_use_the_key(account.account_id, account.registry_rules)],
            deletion_days=deletion_days,
        )
        UndeliveredEvents(
            self,
            "undelivered-events",
            name=UNDELIVERED,
            arn=f"arn:aws:sqs:{account.region}:{account.account_id}:{UNDELIVERED}",
            rules=account.registry_rules,
            account_id=account.account_id,
            key_arn=key.key_arn,
        )
        ImageBuilder(self, "image-builder", account=account, boundary_arn=boundary_arn)
        images = Construct(self, "base-images")
        for name, image in spec.base_images.items():
            BaseImage(images, name, spec=image, account=account, key_arn=key.key_arn)
        if spec.packages.enabled:
            Packages(self, "packages", account=account, key_arn=key.key_arn, sources=spec.packages.public_sources)

    @property
    def access_log_bucket(self) -> str:
        """Token: the name of the bucket that records who reads others of the account."""
        return self._access_logs.bucket_name
