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
