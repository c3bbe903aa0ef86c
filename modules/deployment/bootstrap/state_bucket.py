"""The bucket of states, and the key that encrypts it."""

from __future__ import annotations

from collections.abc import Sequence

from constructs import Construct

from modules.deployment.bootstrap_spec import BootstrapSpec
from modules.deployment.spec import S3BackendSpec
from modules.storage.encryption_key import EncryptionKey
from modules.storage.private_bucket import Lock, PrivateBucket, Retention
from modules.storage.statements import Statement, own_account_only, own_key_only

_OTHER_KEYS = "DenyOtherKeys"

_USES = ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*")


class StateBucket(Construct):
    """Define the bucket, into which only principals of the account get, and the key, which AWS's services use alone.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        backend: What the bucket, the key's alias and the region are called.
        spec: How it keeps versions, and who is told of reads.
        account_id: The account.
        statements: What the bucket's policy says beside that.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        backend: S3BackendSpec,
        spec: BootstrapSpec,
        account_id: str,
        statements: Sequence[Statement],
        deletion_days: int,
    ) -> None:
        super().__init__(scope, id_)
        key = EncryptionKey(
            self,
            "key",
            alias=str(backend.kms_key_id),
            description="Encrypts the states of Terraform.",
            account_id=account_id,
            statements=[_deny_use_by_hand(backend.region)],
            deletion_days=deletion_days,
        )
        lock = spec.object_lock
        PrivateBucket(
            self,
            "bucket",
            name=backend.bucket,
            key_arn=key.key_arn,
            retention=Retention(versions_after=spec.noncurrent_version_days),
            statements=lambda arn: [own_account_only(arn, account_id), *_encrypted(arn, key.key_arn), *statements],
            lock=Lock(lock.mode, lock.days) if lock else None,
            access_log_bucket=spec.access_log_bucket,
        )
        self._key_arn = key.key_arn

    @property
    def key_arn(self) -> str:
        """Token: the key's ARN."""
        return self._key_arn


def _encrypted(arn: str, key_arn: str) -> list[Statement]:
    """Refuse objects without KMS. Which key is left to the key's own policy: Terraform names this one by its alias."""
    return [statement for statement in own_key_only(arn, key_arn) if statement["Sid"] != _OTHER_KEYS]


def _deny_use_by_hand(region: str) -> Statement:
    """Refuse to use the key but through the services that keep states and locks; a service itself passes."""
    services = [f"{service}.{region}.amazonaws.com" for service in ("dynamodb", "s3")]
    return {
        "Sid": "DenyUseByHand",
        "Effect": "Deny",
        "Principal": "*",
        "Action": [*_USES],
        "Resource": "*",
        "Condition": {
            "StringNotEquals": {"kms:ViaService": services},
            "Bool": {"aws:PrincipalIsAWSService": "false"},
        },
    }
