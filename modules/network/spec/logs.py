"""What a user may say about records of traffic. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from modules.aws_limits import LOG_GROUP_PERIODS
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.texts import BUCKET_PATTERN, KEY_PATTERN, matching

BucketArn = Annotated[
    str,
    AfterValidator(
        matching(
            rf"(?!.*/AWSLogs(?:/|\Z))arn:aws:s3:::{BUCKET_PATTERN}(/{KEY_PATTERN})?",
            what="a bucket must be named by its ARN",
            why="the bucket may be another account's; the logs may have a prefix in it, though not AWSLogs, which is "
            "reserved (Amazon VPC User Guide, Publish flow logs to Amazon S3)",
            fix="write it like arn:aws:s3:::acme-log-archive",
        )
    ),
    Field(examples=["arn:aws:s3:::acme-log-archive"]),
]
"""`arn:aws:s3:::acme-log-archive`, with a prefix behind it where one is wanted."""


def _a_period(days: int) -> int:
    if days not in LOG_GROUP_PERIODS:
        raise LandingZoneError(
            "logs must be kept for one of the periods of CloudWatch Logs",
            got=days,
            why="the service takes no other number of days (Amazon CloudWatch Logs API Reference, PutRetentionPolicy)",
            fix=f"write one of {', '.join(map(str, LOG_GROUP_PERIODS))}",
        )
    return days


RetentionDays = Annotated[int, AfterValidator(_a_period), Field(json_schema_extra={"enum": list(LOG_GROUP_PERIODS)})]
"""A number of days that CloudWatch Logs can keep logs."""


class FlowLogsSpec(Spec):
    """Where records of traffic go: to S3, since CloudWatch Logs takes none from other accounts."""

    bucket_arn: BucketArn | None = None
    """The bucket that takes flow logs, with a prefix where one is wanted. Without it the log archive does, where there
    is one (`security`); else each hub has a bucket of its own. The log archive takes DNS queries and what the firewall
    logs, too; else they are in log groups."""

    retention_days: RetentionDays = 365
    """Days that a hub's own bucket and log groups keep them, one of the periods of CloudWatch Logs."""
