"""The buckets of the log archive: what each is for."""

from __future__ import annotations

from enum import StrEnum


class LogPurpose(StrEnum):
    """What a bucket of the log archive holds: the middle of its name."""

    ACCESS_LOGS = "access-logs"
    TRAIL = "trail"
    CONFIG = "config"
    FLOW_LOGS = "flow-logs"
    QUERY_LOGS = "query-logs"
    FIREWALL_LOGS = "firewall-logs"
    FINDINGS = "findings"
    DATA_DISCOVERY = "data-discovery"


NEVER_LOCKED = frozenset({LogPurpose.ACCESS_LOGS, LogPurpose.CONFIG})
"""Buckets whose writers refuse Object Lock (Amazon S3 User Guide, Enabling Amazon S3 server access logging; AWS Config
Developer Guide, Managing the Delivery Channel)."""


def replica_of(purpose: LogPurpose) -> str:
    """Return what a bucket in the second region holds: the middle of its name."""
    return f"{purpose.value}-replica"
