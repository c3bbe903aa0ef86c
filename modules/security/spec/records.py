"""What a user may say about records, and about whom findings and costs are told to. No cdktf here."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from modules.specification.model import AccountEmail, Spec
from modules.specification.regions import Region


class DataEvents(StrEnum):
    """Calls on data that the trail records beside those on resources."""

    MACHINE_LEARNING = "machine-learning"
    STATE = "state"


class TrailSpec(Spec):
    """The organization's trail: every call of every account. Where Control Tower governs, its trail is the one."""

    enabled: bool = True
    """Whether there is one, where Control Tower does not have it."""

    data_events: tuple[DataEvents, ...] = (DataEvents.STATE,)
    """Calls on data that it records besides; they are charged by number. `state`: the bucket with Terraform's state,
    where it is in S3; `machine-learning`: feature groups and experiments of SageMaker, and buckets whose names begin
    with the organization's, but for those with logs."""


class LockMode(StrEnum):
    """Who may shorten the retention of a log object (Amazon S3 User Guide, Locking objects with Object Lock)."""

    GOVERNANCE = "GOVERNANCE"
    COMPLIANCE = "COMPLIANCE"


class ObjectLockSpec(Spec):
    """How long a log object can be neither deleted nor overwritten, where its writer takes that."""

    mode: LockMode = LockMode.GOVERNANCE
    """`COMPLIANCE`: nobody ends it early, AWS included. `GOVERNANCE`: a principal with the right to bypass it does, and
    policies here give that to nobody."""

    days: int = Field(default=365, ge=1, le=36500)
    """Days from writing: 1 to 36,500."""


class LogArchiveSpec(Spec):
    """The buckets of the log archive."""

    lock: ObjectLockSpec = ObjectLockSpec()
    """Object Lock. Once a bucket has it, it cannot be taken away."""

    glacier_after_days: int = Field(default=90, ge=1, le=36500)
    """Days after which logs are moved to S3 Glacier Instant Retrieval."""

    expire_after_days: int = Field(default=3650, ge=1, le=36500)
    """Days after which logs are deleted; not before their lock ends."""

    query_limit_gib: int = Field(default=100, ge=1, le=100_000)
    """What one query of the trail may read before it is stopped, in GiB: 1 to 100,000."""

    replica_region: Region | None = None
    """A second region of the organization, where each log that is written from then on has a copy that nobody alters
    either. Left out: none. A copy costs as much as what it is of, and its way there besides."""


class FindingsSpec(Spec):
    """Whom findings of high and critical severity are sent to."""

    emails: tuple[AccountEmail, ...] = ()
    """Addresses that are written to; each must confirm a message of AWS once. Without any the topic is there, and
    nobody is told until somebody subscribes."""


class CostAlarmSpec(Spec):
    """An alarm on what GuardDuty and AWS Config cost in all accounts together: they are charged by volume."""

    monthly_usd: int = Field(ge=1, le=100_000_000)
    """What they may cost in a month, in US dollars. People are written to when four fifths of it are spent, and when
    more than all of it is expected."""

    emails: tuple[AccountEmail, ...] = Field(min_length=1, max_length=10)
    """Addresses that are written to: 1 to 10."""
