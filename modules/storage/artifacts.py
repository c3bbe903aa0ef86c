"""Where pipelines keep what they build and deploy: a bucket, and its key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from constructs import Construct

from modules.storage.artifact_statements import READING_OBJECTS, keeping_artifacts
from modules.storage.encryption_key import EncryptionKey
from modules.storage.grantees import Grantees, admitted, through_s3
from modules.storage.private_bucket import PrivateBucket, Retention
from modules.storage.statements import Statement, own_key_only


class ArtifactPlace(Protocol):
    """Where artifacts are kept; each value may be a token."""

    @property
    def account_id(self) -> str:
        """The account."""

    @property
    def region(self) -> str:
        """The home region."""

    @property
    def deploying(self) -> Grantees:
        """The roles of other accounts that read artifacts."""

    @property
    def bucket_name(self) -> str:
        """The bucket's name."""

    @property
    def key_alias(self) -> str:
        """The alias of its key."""

    @property
    def role_arns(self) -> tuple[str, ...]:
        """The roles of the account that get to artifacts."""


class Artifacts(Construct):
    """Define the bucket and the key, which pipelines, their builds and the roles that they deploy as get to alone.

    AWS CodePipeline User Guide, Create a pipeline in CodePipeline that uses resources from another AWS account.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        account: Where it is.
        kept_days: Days for which artifacts are kept.
        access_log_bucket: The bucket that records who reads them.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        account: ArtifactPlace,
        kept_days: int,
        access_log_bucket: str,
        deletion_days: int,
    ) -> None:
        super().__init__(scope, id_)
        for_the_bucket = through_s3(account.region, f"arn:aws:s3:::{account.bucket_name}")
        self._key = EncryptionKey(
            self,
            "key",
            alias=account.key_alias,
            description="Artifacts of pipelines",
            account_id=account.account_id,
            statements=admitted("DecryptArtifacts", account.deploying, ["kms:Decrypt"], ["*"], for_the_bucket),
            deletion_days=deletion_days,
        )
        self._bucket = PrivateBucket(
            self,
            "bucket",
            name=account.bucket_name,
            key_arn=self._key.key_arn,
            retention=Retention(expire_after=kept_days),
            access_log_bucket=access_log_bucket,
            statements=lambda arn: [*_statements(account, arn), *own_key_only(arn, self._key.key_arn)],
        )

    @property
    def key_arn(self) -> str:
        """Token: the ARN of the key."""
        return self._key.key_arn

    @property
    def bucket_arn(self) -> str:
        """Token: the bucket's ARN, known once its policy is there."""
        return self._bucket.bucket_arn

    def keeping(self) -> Iterator[Statement]:
        """Give what a role may do that keeps artifacts."""
        yield from keeping_artifacts(self.bucket_arn, f"{self.bucket_arn}/*", self.key_arn)


def _statements(account: ArtifactPlace, arn: str) -> Iterator[Statement]:
    objects = [f"{arn}/*"]
    yield from admitted("ReadArtifacts", account.deploying, [*READING_OBJECTS], objects)
    # Whoever runs an artifact gives it their rights: nobody else plants one, not even who works in the account.
    yield _deny("DenyWritingByOthers", ["s3:DeleteObject*", "s3:PutObject*"], objects, account.role_arns)
    yield _deny("DenyReadingByOthers", ["s3:GetObject*"], objects, (*account.role_arns, *account.deploying.role_arns))


def _deny(sid: str, actions: list[str], objects: list[str], spared: tuple[str, ...]) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": actions,
        "Resource": objects,
        "Condition": {"ArnNotEquals": {"aws:PrincipalArn": [*spared]}},
    }
