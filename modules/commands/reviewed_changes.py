"""The reviewed list: changes of guardrails, permission sets and network that nothing notices, each with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from modules.environment import PROJECT
from modules.specification.data_file import read_data_file
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.texts import Line, matching

REVIEWED = PROJECT / "policies" / "reviewed_changes.yaml"


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise LandingZoneError(
            "a reviewed change must be named by a regular expression",
            got=text,
            why=f"Python's re does not read it: {error}",
            fix="write the name as `mutate` printed it, with a backslash before ( ) [ ] { } * + ? . | ^ and $",
        ) from None
    return text


class ReviewedChange(Spec):
    """Changes that nothing notices, and why that is right."""

    change: Annotated[Line, AfterValidator(_pattern)]
    """A regular expression that is found in their names."""

    reason: Annotated[
        Line,
        AfterValidator(
            matching(
                r".*\w.*",
                what="a reviewed change must have a reason",
                why="who reads it in a year must know why nothing has to notice it",
                fix="write it out",
            )
        ),
    ]
    """Why nothing has to notice them."""

    environment: str | None = None
    """The only environment in which nothing has to notice them; none for all."""


class ReviewedChanges(Spec):
    """The whole file: a list for each `mutate`."""

    guardrails: tuple[ReviewedChange, ...] = ()
    """For `guardrails mutate`."""

    access: tuple[ReviewedChange, ...] = ()
    """For `access mutate`."""

    across: tuple[ReviewedChange, ...] = ()
    """For `access across --mutate`."""

    network: tuple[ReviewedChange, ...] = ()
    """For `network mutate`."""


def read_reviewed(path: Path = REVIEWED) -> ReviewedChanges:
    """Read the list.

    Raises:
        InvalidEnvironmentError: with every problem of the file.

    """
    reviewed, _ = read_data_file(path, ReviewedChanges, shown=f"policies/{path.name}", folder="policies")
    return reviewed


def reason_for(name: str, environment: str, reviewed: Iterable[ReviewedChange]) -> str:
    """Return why nothing has to notice a change in an environment; an empty text where nobody reviewed it."""
    matching_entries = (
        entry
        for entry in reviewed
        if entry.environment in {None, environment} and re.search(entry.change, name) is not None
    )
    return next((entry.reason for entry in matching_entries), "")
