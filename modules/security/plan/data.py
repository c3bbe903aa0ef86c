"""What is the same in every environment: rules and patterns, read from `policies/security`. No cdktf here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from modules.specification.data_file import read_data_file
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec

FOLDER = Path(__file__).parents[3] / "policies" / "security"

D = TypeVar("D", bound=Spec)


class Analysis(StrEnum):
    """What an IAM Access Analyzer looks for."""

    EXTERNAL = "external"
    UNUSED = "unused"


class Criterion(Spec):
    """Values of which one must be there: equal, or contained in what is found; or none of them."""

    eq: list[str] | None = None
    contains: list[str] | None = None
    neq: list[str] | None = None


class ArchiveRule(Spec):
    """A rule of IAM Access Analyzer: findings that it matches are archived, since they are what is wanted."""

    title: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    """Why what they find is wanted."""
    analysis: Analysis
    filter: dict[str, Criterion] = Field(min_length=1)
    """What must hold, by filter key (IAM Access Analyzer User Guide, Access Analyzer filter keys)."""


class CustomDataIdentifier(Spec):
    """A pattern of sensitive data that Macie does not know by itself."""

    title: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    """Whose data it finds, and why that is sensitive."""
    regex: str = Field(min_length=1, max_length=512)
    keywords: list[str] = Field(default_factory=list, max_length=50)
    """Words of which one must be near what the pattern finds, 3 to 90 characters each."""
    maximum_match_distance: int = Field(default=50, ge=1, le=300)
    """How many characters a keyword may be away: 1 to 300."""


def library(
    folder: str, kind: type[D], contradictions: Callable[[str, D], Iterable[LandingZoneError]] = lambda *_: ()
) -> dict[str, D]:
    """Return every file of a folder below `policies/security`, by its name, in order.

    Args:
        folder: The folder.
        kind: What a file may say.
        contradictions: Gives what is wrong with a file, by its name, whose parts are right.

    Raises:
        InvalidEnvironmentError: with every problem of the first file that has any.

    """
    shown = f"policies/{FOLDER.name}/{folder}"
    return {
        path.stem: read_data_file(
            path,
            kind,
            shown=f"{shown}/{path.name}",
            folder=shown,
            contradictions=partial(contradictions, path.stem),
        )[0]
        for path in sorted((FOLDER / folder).glob("*.yaml"))
    }


@cache
def archive_rules() -> dict[str, ArchiveRule]:
    """Return the archive rules of IAM Access Analyzer."""
    return library("archive_rules", ArchiveRule)


@cache
def custom_data_identifiers() -> dict[str, CustomDataIdentifier]:
    """Return the custom data identifiers of Macie."""
    return library("custom_data_identifiers", CustomDataIdentifier)


@cache
def conformance_packs() -> dict[str, str]:
    """Return the template of each conformance pack, by its name, in order, without the comments for readers."""
    return {path.stem: _without_comments(path) for path in sorted((FOLDER / "conformance_packs").glob("*.yaml"))}


def _without_comments(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#"))
