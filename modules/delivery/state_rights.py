"""What roles that plan and apply may do with the states of an environment. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modules.delivery.classes import Phase
from modules.deployment.spec import S3BackendSpec
from modules.deployment.state_names import WORKSPACES_PREFIX
from modules.storage.grantees import through_s3
from modules.storage.statements import Statement, allow


@dataclass(frozen=True, slots=True)
class StateRights:
    """The states of an environment in S3."""

    backend: S3BackendSpec
    environment: str

    @property
    def objects(self) -> str:
        """The ARN of every state of the environment, and of every lock beside one."""
        return f"{self._bucket}/{self.backend.key_prefix}/{self.environment}/*"

    @property
    def keys(self) -> list[str]:
        """The ARN of the key that encrypts them; nothing where it is the bucket's default."""
        return [self.backend.kms_key_id] if self.backend.kms_key_id else []

    @property
    def _bucket(self) -> str:
        return f"arn:aws:s3:::{self.backend.bucket}"

    def statements(self, phase: Phase) -> Iterator[Statement]:
        """Give the statements of a role.

        A plan locks, too, with a file beside the state (Terraform Language Documentation, Backend Type: s3).
        """
        prefixes = [f"{self.backend.key_prefix}/{self.environment}/*", WORKSPACES_PREFIX]
        yield allow("FindStates", ["s3:ListBucket"], [self._bucket], {"StringLike": {"s3:prefix": prefixes}})
        yield allow("ReadStates", ["s3:GetObject"], [self.objects])
        yield allow("LockStates", ["s3:DeleteObject", "s3:PutObject"], [f"{self.objects}.tflock"])
        if phase is Phase.APPLY:
            yield allow("WriteStates", ["s3:PutObject"], [f"{self.objects}.tfstate"])
        if self.keys:
            actions = ["kms:Decrypt", "kms:GenerateDataKey"]
            yield allow("UseTheKeyOfStates", actions, self.keys, through_s3(self.backend.region, self._bucket))
