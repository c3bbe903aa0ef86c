"""Text as Terraform reads it in a synthesized file: escapes, and references with values that stand in for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from modules.specification.errors import LandingZoneError

_EXPRESSION = re.compile(r"(?P<escaped>[$%])(?P=escaped)\{|\$\{(?P<reference>[^{}]*)\}")
_ADDRESS = re.compile(r"\b(aws_\w+)\.([\w-]+)")

Address = tuple[str, str]
"""Type and name of a resource."""


def evaluated(text: str, value: Callable[[str], str | None], *, where: str) -> str:
    """Put a value in the place of every reference, and take the escapes from what Terraform would leave alone.

    Args:
        text: A text of a `.tf.json` file. IAM's own variables stand in it as `$${aws:...}`.
        value: Gives what stands in for a reference, such as `aws_organizations_organization.organization.id`.
        where: Where the text stands, for the message.

    Raises:
        LandingZoneError: nothing is known of a reference.

    """

    def replaced(found: re.Match[str]) -> str:
        reference = found["reference"]
        if reference is None:
            return f"{found['escaped']}{{"
        known = value(reference.strip())
        if known is None:
            raise LandingZoneError(
                "a synthesized policy refers to something that has no stand-in",
                got=f"${{{reference}}} in {where}",
                why="what it becomes is known only at apply, and a policy is proved with the values that it will have",
                fix="write a value that is known at synthesis, or give it a stand-in in modules/policy_evaluation",
            )
        return known

    return _EXPRESSION.sub(replaced, text)


def addresses(text: str) -> Iterator[Address]:
    """Every resource that a text refers to, in order."""
    return ((found[1], found[2]) for found in _ADDRESS.finditer(text))
