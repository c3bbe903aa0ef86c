"""The Regions of AWS, as the SDK below moto knows them."""

from __future__ import annotations

from functools import cache

from botocore.session import get_session


@cache
def regions_of(service: str, partition: str = "aws") -> frozenset[str]:
    """List the Regions that have a service; each look takes the SDK 30 ms, and some answers look for every account.

    Args:
        service: botocore's name of it.
        partition: `aws`, `aws-cn` or another.

    """
    return frozenset(get_session().get_available_regions(service, partition))
