"""Which actions a permission set names at all: it allows no other, so nobody has to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from modules.access.managed_policies import is_known, managed_policy
from modules.access.permission_sets import SynthesizedPermissionSet


class NamedActions:
    """The actions that a permission set's Allow statements name."""

    def __init__(self, permission_set: SynthesizedPermissionSet) -> None:
        """Read the inline policy, and AWS's managed policies."""
        statements = [statement for policy in _policies(permission_set) for statement in policy["Statement"]]
        allowing = [statement for statement in statements if statement["Effect"] == "Allow"]
        self._named = [_expression(statement["Action"]) for statement in allowing if "Action" in statement]
        self._left_out = [_expression(statement["NotAction"]) for statement in allowing if "NotAction" in statement]

    def hold(self, action: str) -> bool:
        """Whether a statement names an action."""
        name = action.lower()
        return any(each.fullmatch(name) for each in self._named) or any(
            not each.fullmatch(name) for each in self._left_out
        )


def _policies(permission_set: SynthesizedPermissionSet) -> Iterator[Mapping[str, Any]]:
    if permission_set.inline_policy:
        yield permission_set.inline_policy
    for arn in filter(is_known, permission_set.managed_policies):
        document = managed_policy(arn)
        statements = document["Statement"]
        yield {**document, "Statement": statements if isinstance(statements, list) else [statements]}


def _expression(patterns: str | Sequence[str]) -> re.Pattern[str]:
    listed = [patterns] if isinstance(patterns, str) else patterns
    written = (re.escape(pattern.lower()).replace(r"\*", ".*").replace(r"\?", ".") for pattern in listed)
    return re.compile("|".join(written))
