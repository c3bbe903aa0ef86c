"""What an environment says of data, beside what was synthesized of it: which account reads which product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from modules.across_accounts.lake_formation.catalog import Expression, LfTags, carries, choices


class Tables(StrEnum):
    """Which tables of a database somebody asks for, by the LF-Tags of their own that they carry."""

    GRANTED = "granted"
    """Those of every product that the account of who asks reads, as the environment's YAML has it."""
    OTHERS = "others"
    """All others: of products of other teams, of no product, without LF-Tags."""
    ANY = "any"
    """All of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A data product."""

    database: str
    """The name of the database that its tables are in."""
    tags: Expression
    """What they carry."""
    readers: frozenset[str]
    """The keys of the accounts that read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPlan:
    """The LF-Tags that jobs of lakes may give to tables, and the products that they make up."""

    tags: Expression
    products: Sequence[Product] = ()

    def tables(self, which: Tables, *, database: str, reader: str) -> Iterator[LfTags]:
        """Give LF-Tags of tables of a database, each choice of values once.

        Args:
            which: Which of them.
            database: Its name.
            reader: The key of the account that asks.

        """
        own = [each for each in self.products if each.database == database and reader in each.readers]
        for tags in choices(self.tags):
            is_granted = any(carries(tags, each.tags) for each in own)
            if which is Tables.ANY or is_granted == (which is Tables.GRANTED):
                yield tags

    def tables_of(self, database: str, *, reader: str) -> Tables:
        """Say whether an account is granted any product of a database, or none."""
        granted = any(each.database == database and reader in each.readers for each in self.products)
        return Tables.GRANTED if granted else Tables.OTHERS


NO_DATA = DataPlan(tags={})


def values(tags: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Give every LF-Tag with each of its values."""
    yield from ((key, value) for key, each in tags.items() for value in each)
