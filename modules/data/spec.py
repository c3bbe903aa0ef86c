"""What a user may say about data lakes and data products. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from modules.accounts.stages import StageName
from modules.data.zones import Expression, consumption_of
from modules.specification.model import Name, Spec

_CLASSIFICATIONS = ("public", "internal", "confidential", "restricted")


TagValues = Annotated[tuple[Name, ...], Field(min_length=1)]
"""Values of an LF-Tag."""


def _default_tags() -> dict[str, tuple[str, ...]]:
    return {"classification": _CLASSIFICATIONS}


class DataLakesSpec(Spec):
    """What every data lake has, one in each account with the function `data-lake`."""

    raw_to_glacier_after_days: int | None = Field(default=90, ge=1, le=3650)
    """Days after which raw data is moved to S3 Glacier Instant Retrieval: 1 to 3,650. Nothing expires."""

    versions_kept_days: int = Field(default=30, ge=1, le=3650)
    """Days for which buckets keep what was deleted or overwritten: 1 to 3,650."""

    access_logs_kept_days: int = Field(default=365, ge=1, le=3650)
    """Days for which it is kept who read the buckets, and what they held: 1 to 3,650."""


class UserAssignment(StrEnum):
    """Who of IAM Identity Center gets into a domain of Amazon DataZone."""

    MANUAL = "manual"
    """Whoever the domain's owner has added."""
    AUTOMATIC = "automatic"
    """Everybody, without being added."""


class DataZoneSpec(Spec):
    """A domain of Amazon DataZone in the account that governs data, where data is found and described.

    It grants nothing: data is granted by `products` alone.
    """

    name: Name = "data"
    """The domain's name. Another name is another domain, without what people wrote into the first."""

    user_assignment: UserAssignment | None = None
    """Who comes in through IAM Identity Center, beside roles that may: `manual` for those whom the domain's owner adds,
    `automatic` for everybody. Without it nobody does. AWS does not take it back once it is set."""


class DataProductSpec(Spec):
    """A data product: the tables of a lake's consumption zone that carry its LF-Tags, now and later."""

    domain: Name
    """The domain of the data lake that holds it."""

    tags: dict[Name, TagValues] = Field(min_length=1)
    """LF-Tags that its tables carry, each with the values of which one is enough: `classification: [internal]`. A table
    without such a tag is in no product."""

    stages: tuple[StageName, ...] | None = Field(default=None, min_length=1)
    """Stages whose accounts may read it; those of every stage, where nothing is said."""

    @property
    def expression(self) -> Expression:
        """What its tables carry: of its domain, of the consumption zone, and its tags."""
        return {**consumption_of(self.domain), **self.tags}


class DataSpec(Spec):
    """What accounts for data start with. `{}` is the recommended whole."""

    lakes: DataLakesSpec = DataLakesSpec()
    """What every data lake has."""

    tags: dict[Name, TagValues] = Field(default_factory=_default_tags)
    """The LF-Tags that tables of all lakes may carry, each with its values, beside `domain` and `zone`, which the
    library sets."""

    products: dict[Name, DataProductSpec] = Field(default_factory=dict)
    """Data products, by name. A team reads those that its `data_products` list, and nothing else of a lake."""

    datazone: DataZoneSpec | None = None
    """A domain of Amazon DataZone, in which data is found and described; `{}` for one, none where nothing is said."""
