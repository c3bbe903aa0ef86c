"""A catalog that Lake Formation governs, and what is granted in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

IAM_ALLOWED_PRINCIPALS = "IAM_ALLOWED_PRINCIPALS"
"""The group of everybody whom IAM admits."""
OF_THE_ACCOUNT = ":IAMPrincipals"
"""What follows an account's id where everybody of that account is meant whom IAM admits."""
SUPER = "ALL"
"""The permission that has all others in it."""

Expression = Mapping[str, tuple[str, ...]]
"""Values by the key of an LF-Tag: what has one of the values of every key."""
LfTags = Mapping[str, str]
"""The value of each LF-Tag that something carries, by its key."""


class On(StrEnum):
    """What Lake Formation grants something on."""

    DATABASE = "DATABASE"
    TABLE = "TABLE"
    LF_TAG = "LF_TAG"
    LOCATION = "DATA_LOCATION"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Permissions of one principal on one thing, or on whatever carries certain LF-Tags."""

    address: str
    """Of the resource, as `Resource.address` has it."""
    principal: str
    """The ARN of a role, the id of an account, or a group of Lake Formation."""
    permissions: frozenset[str]
    passed_on: frozenset[str] = frozenset()
    """Those that the principal may grant to others."""
    on: On
    name: str = ""
    """The name of a database, the key of an LF-Tag, the ARN of a location; empty for what carries LF-Tags."""
    expression: Expression
    """What databases or tables carry; of an LF-Tag the values. Empty where a name says all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """One database of the catalog."""

    address: str
    tags: LfTags
    """Tables inherit them."""
    owners: Mapping[str, frozenset[str]] | None
    """What each principal may do with tables that are made in it; none where IAM alone decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """What Lake Formation keeps of one account in one region."""

    account: str
    """The key of the account."""
    account_id: str
    region: str
    settings: str
    """The address of its settings."""
    execution_role: str
    """The role that its workspace works as, by path and name."""
    admins: frozenset[str]
    is_open: bool = False
    """Whether IAM alone decides, as where nobody ever set up Lake Formation."""
    ontology: Expression
    """Every LF-Tag with its values."""
    databases: Mapping[str, Database]
    """By name."""
    locations: Mapping[str, str]
    """The address of each location that Lake Formation reads as a role of its own, by its ARN."""
    grants: tuple[Grant, ...]

    def own_tags(self, database: Database) -> Iterator[LfTags]:
        """Give every choice of LF-Tags that a table has beside those of its database.

        A table inherits what its database carries, and nobody but an administrator gives it other values of that.
        """
        yield from choices({key: values for key, values in self.ontology.items() if key not in database.tags})


def choices(tags: Expression) -> Iterator[LfTags]:
    """Give every choice of at most one value of each LF-Tag."""
    for chosen in product(*((None, *values) for values in tags.values())):
        yield {key: value for key, value in zip(tags, chosen, strict=True) if value is not None}


def carries(tags: LfTags, expression: Expression) -> bool:
    """Whether something that has LF-Tags is meant by an expression: of every key it has one of the values."""
    return all(tags.get(key) in values for key, values in expression.items())
