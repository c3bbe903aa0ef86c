"""Errors that pass: AWS was busy or broken, or an answer was lost on its way. What was asked for may have been done."""

from __future__ import annotations

import re

_BUSY_OR_BROKEN = re.compile(
    r"StatusCode: (?:429|5\d\d)\b"
    r"|(?:api error |RequestID: [^,]*, )"
    r"(?:Throttl\w+|RequestThrottled\w*|TooManyRequestsException|RequestLimitExceeded|SlowDown|BandwidthLimitExceeded|"
    r"PriorRequestNotComplete|EC2ThrottledException|ServiceUnavailable\w*|"
    r"InternalError|InternalFailure|InternalServer(?:Error|Exception))\b"
)
"""What the AWS SDKs take for throttling or a fault of the service, in the words of the provider (AWS SDKs and Tools
Reference Guide, "Retry behavior"): behind `api error`, or behind the request's id where the service's model has the
error. `LimitExceededException` is left out: of many services it is a quota, which no time mends."""

_LOST_ANSWER = re.compile(r"request send failed, .*\b(?:EOF|connection reset by peer|broken pipe)")
"""The connection broke, in the words of the provider; where nobody is reached at all, no time mends that."""


def passes(error: str) -> bool:
    """Whether an error of Terraform's tells of throttling, a fault of a service, or an answer that was lost."""
    return bool(_BUSY_OR_BROKEN.search(error) or _LOST_ANSWER.search(error))
