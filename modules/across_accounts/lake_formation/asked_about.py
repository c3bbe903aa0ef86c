"""What a request to Lake Formation is about: a table with its LF-Tags, or an LF-Tag."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from modules.across_accounts.lake_formation.catalog import LfTags, On

IN_CATALOGS: Mapping[str, On] = {"database": On.DATABASE, "lf-tag": On.LF_TAG, "table": On.TABLE}
"""What scenarios ask about in catalogs of data lakes, where grants of Lake Formation decide instead of a policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAbout:
    """One thing in a catalog."""

    catalog: tuple[str, str]
    """The key of the account, and the region."""
    on: On
    name: str
    """The name of the database, or the key of the LF-Tag."""
    tags: LfTags = field(default_factory=dict)
    """LF-Tags of a table's own, beside those of its database; of an LF-Tag its value."""
    location: str = ""
    """The ARN of the bucket that a table's data is in."""
    permission: str = ""
    """What is passed on, where somebody grants."""

    @property
    def called(self) -> str:
        """What failures call it."""
        tags = ", ".join(f"{key}={value}" for key, value in self.tags.items())
        kind = {On.DATABASE: "the database", On.TABLE: "a table of", On.LF_TAG: "the LF-Tag"}[self.on]
        return f"{kind} {self.name}{f' with {tags}' if tags else ''}"
