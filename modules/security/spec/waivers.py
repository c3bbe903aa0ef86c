"""What a user may say about published checks that are not satisfied. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from modules.specification.model import Owner, Spec
from modules.specification.texts import Line, matching

CheckId = Annotated[
    str,
    AfterValidator(
        matching(
            r"SRA-[A-Z0-9]+-[0-9]{2}",
            what="a published check must be named by its id",
            why="docs/reference/security-coverage.md lists them",
            fix="write it like SRA-GUARDDUTY-12",
        )
    ),
    Field(examples=["SRA-GUARDDUTY-12"]),
]
"""`SRA-GUARDDUTY-12`: a check of the published list."""


class WaivedCheckSpec(Spec):
    """Why a published check is not satisfied."""

    reason: Line = Field(min_length=1)
    """Why what it asks for is not wanted, or is done in another way."""

    owner: Owner
    """Who answers for it."""
