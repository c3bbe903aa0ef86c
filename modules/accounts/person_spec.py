"""What a user may say about people: who leads a team, and who gets access to new accounts. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from modules.aws_limits import USER_NAME_LENGTH
from modules.specification.model import AccountEmail, Spec
from modules.specification.texts import Line, matching


class PersonSpec(Spec):
    """A person."""

    name: Annotated[
        Line,
        AfterValidator(
            matching(
                r"[^ ]+( [^ ]+)+",
                what="a person must have a first name and a last name",
                why="Account Factory and Identity Center ask for both",
                fix="write both with a space between, for example Ada Example",
            )
        ),
        Field(max_length=USER_NAME_LENGTH.value, examples=["Ada Example"]),
    ]
    """First name and last name."""

    email: AccountEmail
    """The address that the person reads."""

    @property
    def first_name(self) -> str:
        """Return all of the name but its last word."""
        return self.name.rpartition(" ")[0]

    @property
    def last_name(self) -> str:
        """Return the name's last word."""
        return self.name.rpartition(" ")[2]
