"""What to say about a region that is not known here."""

from __future__ import annotations

import re

from modules.aws_limits import REGIONS, REGIONS_READ_ON
from modules.specification.suggestions import listed, nearest

_SHAPE = re.compile(r"[a-z]{2}-(north|south|east|west|central|northeast|northwest|southeast|southwest)-[0-9]")
"""What the code of a region looks like."""

_OTHER_PARTITIONS = {"cn-": "aws-cn", "us-gov-": "aws-us-gov", "us-iso": "aws-iso", "eu-iso": "aws-iso"}


def advice(text: str) -> tuple[str, str]:
    """Return why `text` is no region of the `aws` partition, and what to write.

    Another region is only suggested for what cannot be one itself: `eu-wset-1`, and not `ap-east-2`.
    """
    for start, partition in _OTHER_PARTITIONS.items():
        if text.startswith(start):
            return (
                f"the partition {partition} has other ARNs and endpoints, and organizations of its own",
                "leave it out: this library builds no landing zone there",
            )
    guess = None if _SHAPE.fullmatch(text) else nearest(text, REGIONS)
    why = f"known here are the regions of {REGIONS_READ_ON} (AWS Account Management Reference Guide, AWS Regions)"
    return why, f"write {guess}" if guess else f"write {listed(REGIONS)}"
