"""Regions as a user writes them: those that are known here, and newer ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from modules.aws_limits import REGION_PATTERN, REGIONS, REGIONS_READ_ON
from modules.specification.errors import LandingZoneError
from modules.specification.refused_paths import KeyPath
from modules.specification.suggestions import listed, nearest
from modules.specification.texts import matching

_OTHER_PARTITIONS = {
    "cn-": "aws-cn", "us-gov-": "aws-us-gov", "us-iso": "aws-iso", "eu-iso": "aws-iso", "eusc-": "aws-eusc",
}  # fmt: skip
"""The partitions that are not `aws`, by how the codes of their regions begin (the partitions of the AWS SDK)."""

WHAT = "a region must be one of the `aws` partition"


class NewerRegion(str):
    """The code of a region that is not known here, and may be one that AWS opened since."""

    __slots__ = ()


def _region(text: str) -> str:
    if text in REGIONS:
        return text
    if re.fullmatch(REGION_PATTERN, text):
        return NewerRegion(text)
    why, fix = advice(text)
    raise LandingZoneError(WHAT, got=text, why=why, fix=fix)


def advice(text: str) -> tuple[str, str]:
    """Return why `text` is no region of the `aws` partition, and what to write.

    Another region is only suggested for what cannot be one itself: `eu-wset-1`, and not `ap-east-9`.
    """
    for start, partition in _OTHER_PARTITIONS.items():
        if text.startswith(start):
            return (
                f"it is in the partition {partition}, which has other ARNs and endpoints, and organizations of its own",
                "leave it out: this library builds no landing zone there",
            )
    why = f"known here are the regions of {REGIONS_READ_ON} (AWS Account Management Reference Guide, AWS Regions)"
    if re.fullmatch(REGION_PATTERN, text):
        return why, f"write {listed(REGIONS)}; or, where AWS has opened it since, add it to organization.newer_regions"
    return why, f"write {nearest(text, REGIONS) or listed(REGIONS)}"


def newer_regions(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every region in a specification, or in a part of it, that is not known here, and its path."""
    if isinstance(value, NewerRegion):
        yield path, str(value)
    elif isinstance(value, BaseModel):
        for key in type(value).model_fields:
            yield from newer_regions(getattr(value, key), (*path, key))
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            yield from newer_regions(entry, (*path, key))
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from newer_regions(entry, (*path, index))


Region = Annotated[
    str,
    AfterValidator(_region),
    Field(
        examples=["eu-west-1", "us-east-1", *sorted({*REGIONS} - {"eu-west-1", "us-east-1"})],
        json_schema_extra={"pattern": f"^{REGION_PATTERN}$"},
    ),
]
"""A region of the `aws` partition by its code, such as `eu-west-1`."""

NewerRegionCode = Annotated[
    str,
    AfterValidator(
        matching(
            REGION_PATTERN,
            what="a newer region must be given by its code, in the `aws` partition",
            why="other partitions have organizations of their own, and this library builds no landing zone there",
            fix="write the code, such as sa-west-1",
        )
    ),
    Field(examples=["sa-west-1"]),
]
"""`sa-west-1`: the code of a region that AWS opened after the library's list was read."""
