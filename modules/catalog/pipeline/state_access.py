"""What a build may do with the state of a portfolio's workspace, and with those that it reads from. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modules.deployment.spec import S3BackendSpec
from modules.deployment.state_names import WORKSPACES_PREFIX, s3_key
from modules.naming import workspace_id
from modules.storage.grantees import through_s3
from modules.storage.statements import Statement, allow


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAccess:
    """A state in S3, and those that it reads from."""

    backend: S3BackendSpec
    environment: str
    workspace: str
    """The workspace, without the environment's name."""
    reads: tuple[str, ...]
    """The workspaces whose outputs it reads."""

    def statements(self, *, writes: bool) -> Iterator[Statement]:
        """Give the statements of a build that plans, or writes as well.

        Both lock with a file beside the state (Terraform Language Documentation, Backend Type: s3).
        """
        bucket, own = f"arn:aws:s3:::{self.backend.bucket}", self._object(self.workspace)
        lock = f"{own}.tflock"
        prefixes = [*(arn.removeprefix(f"{bucket}/") for arn in (own, lock)), WORKSPACES_PREFIX]
        yield allow("FindItsState", ["s3:ListBucket"], [bucket], {"StringLike": {"s3:prefix": prefixes}})
        yield allow("ReadStates", ["s3:GetObject"], [own, lock, *map(self._object, self.reads)])
        yield allow("LockItsState", ["s3:DeleteObject", "s3:PutObject"], [lock])
        if writes:
            yield allow("WriteItsState", ["s3:PutObject"], [own])
        if self.backend.kms_key_id:
            actions = ["kms:Decrypt", "kms:GenerateDataKey"]
            yield allow(
                "UseTheKeyOfStates", actions, [self.backend.kms_key_id], through_s3(self.backend.region, bucket)
            )

    def _object(self, workspace: str) -> str:
        key = s3_key(self.backend, self.environment, workspace_id(self.environment, workspace))
        return f"arn:aws:s3:::{self.backend.bucket}/{key}"
