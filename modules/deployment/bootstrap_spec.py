"""What a user may say about the bucket of states that `bootstrap` makes. No cdktf here."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from modules.deployment.state_access_spec import StateAccessSpec
from modules.specification.model import OptionalSection, Spec
from modules.specification.texts import BucketName

BOOTSTRAP = "bootstrap"
"""What the workspace is called."""


class StateLockMode(StrEnum):
    """Who may shorten the retention of a state's version (Amazon S3 User Guide, Locking objects with Object Lock)."""

    GOVERNANCE = "GOVERNANCE"
    COMPLIANCE = "COMPLIANCE"


class StateObjectLockSpec(Spec):
    """How long a version of a state cannot be deleted. Terraform writes new versions all the same."""

    mode: StateLockMode = StateLockMode.GOVERNANCE
    """`COMPLIANCE`: nobody ends it early, AWS included. `GOVERNANCE`: a principal with the right to bypass it does."""

    days: int = Field(default=30, ge=1, le=36500)
    """Days from writing: 1 to 36,500."""


class BootstrapSpec(Spec):
    """How the bucket is made that `backend` names, in the management account, by `main.py bootstrap`.

    With it come the key behind the alias in `kms_key_id`, and the table in `dynamodb_table` where one is named.
    """

    noncurrent_version_days: int = Field(default=365, ge=1, le=36500)
    """Days for which a version of a state is kept once another took its place: 1 to 36,500."""

    object_lock: OptionalSection[StateObjectLockSpec] = None
    """Object Lock for versions of states; none by default. Once the bucket has it, it cannot be taken away."""

    access: OptionalSection[StateAccessSpec] = None
    """Who gets to which state; without it, whoever has rights to the bucket in the management account gets to all."""

    access_log_bucket: BucketName | None = None
    """A bucket that is there, in the same account and region, to which S3 writes who reads states; none by default."""
