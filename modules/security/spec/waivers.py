"""What a user may say about published checks that are not satisfied. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from modules.specification.model import Owner, Spec
from modules.specification.texts import Line

CheckId = Annotated[str, Field(pattern=r"^SRA-[A-Z0-9]+-[0-9]{2}$", examples=["SRA-GUARDDUTY-12"])]
"""`SRA-GUARDDUTY-12`: a check of the published list."""


class WaivedCheckSpec(Spec):
    """Why a published check is not satisfied."""

    reason: Line = Field(min_length=1)
    """Why what it asks for is not wanted, or is done in another way."""

    owner: Owner
    """Who answers for it."""
