"""A statement of what a product's launch role may do, as `product.yaml` writes it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from modules.organization.guardrails.placeholders import names_in
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.texts import matching

PLACEHOLDERS = ("account_id", "bucket_arn", "cost_center", "key_arn", "organization", "stage", "team")
"""What an account has a value for, to be written as `{{team}}`."""


def _known(text: str) -> str:
    unknown = sorted(names_in(text) - {*PLACEHOLDERS})
    if unknown:
        raise LandingZoneError(
            "a placeholder must be one that every team's account has a value for",
            got=", ".join(unknown),
            why="the launch role is made in each account, with that account's values",
            fix=f"write one of {', '.join(PLACEHOLDERS)}",
        )
    return text


Action = Annotated[
    str,
    AfterValidator(
        matching(
            r"[a-z0-9-]+:[A-Za-z0-9]+",
            what="an action of a launch role must be written out",
            why="a pattern allows what nobody asked for, and more whenever AWS adds an action",
            fix="write each action by itself, like athena:CreateWorkGroup",
        )
    ),
]
"""`athena:CreateWorkGroup`: an action, without patterns."""

WithPlaceholders = Annotated[str, Field(min_length=1), AfterValidator(_known)]
"""Text in which `{{account_id}}` and such stand for values of the account."""


class LaunchStatement(Spec):
    """What IAM reads as a statement of a policy. It allows: a guardrail and the boundary deny."""

    sid: str = Field(alias="Sid", pattern=r"^[A-Za-z0-9]+$")
    """What it is called."""

    effect: Literal["Allow"] = Field(alias="Effect")
    """`Allow`."""

    action: tuple[Action, ...] = Field(alias="Action", min_length=1)
    """Actions, written out."""

    resource: tuple[WithPlaceholders, ...] = Field(alias="Resource", min_length=1)
    """ARNs; `*` alone for actions that know no resource."""

    condition: dict[str, dict[str, tuple[WithPlaceholders, ...] | WithPlaceholders]] = Field(
        alias="Condition", default_factory=dict
    )
    """By operator and condition key, what must be true of the request."""
