"""The zones of a data lake, and the LF-Tags that the library gives them. No cdktf here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Zone(StrEnum):
    """How far data has come."""

    RAW = "raw"
    """As it came in. Nobody reads it but what works it up."""
    CURATED = "curated"
    """Cleaned and described."""
    CONSUMPTION = "consumption"
    """What data products are made of."""


CLASSIFICATIONS: Mapping[Zone, str] = {
    Zone.RAW: "restricted",
    Zone.CURATED: "confidential",
    Zone.CONSUMPTION: "confidential",
}
"""The tag `DataClassification` of each zone's bucket: those that backup policies select."""

DOMAIN_TAG, ZONE_TAG = "domain", "zone"
"""The keys of the LF-Tags that the library sets on databases; tables inherit them."""

Expression = Mapping[str, tuple[str, ...]]
"""Values by the key of an LF-Tag: what has one of the values of every key."""


def database_prefix(domain: str) -> str:
    """Return what the names of a domain's databases begin with, before `_<zone>`; Athena takes no hyphens."""
    return domain.replace("-", "_")


def database_name(domain: str, zone: Zone) -> str:
    """Return the name of a zone's database."""
    return f"{database_prefix(domain)}_{zone}"


def consumption_of(domain: str) -> dict[str, tuple[str, ...]]:
    """Return what the consumption zone of a domain carries."""
    return {DOMAIN_TAG: (domain,), ZONE_TAG: (Zone.CONSUMPTION.value,)}


def lake_tags(domain: str, own: Expression) -> dict[str, tuple[str, ...]]:
    """Return every LF-Tag of a lake's catalog, with its values.

    Args:
        domain: The lake's domain.
        own: The tags that the environment describes.

    """
    return {DOMAIN_TAG: (domain,), ZONE_TAG: tuple(Zone), **own}
