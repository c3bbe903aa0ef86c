"""One tag against an effective tag policy: is it as the policy wants it, and does AWS refuse it otherwise.

AWS Organizations User Guide, "Tag policy syntax and examples" and "Enforce tagging consistency".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_WHOLE_SERVICE = frozenset({"*", "ALL_SUPPORTED"})
"""How `enforced_for` names every type of a service that tag policies know; the first is older."""


@dataclass(frozen=True, slots=True)
class TagCheck:
    """What a tag policy makes of one tag on one resource."""

    fault: str
    """What is wrong with the tag; empty where it complies."""
    enforced: bool
    """Whether AWS refuses a tag that does not comply on this type of resource. Elsewhere it reports it."""

    @property
    def denied(self) -> bool:
        """Whether AWS refuses to set the tag."""
        return bool(self.fault) and self.enforced


def check_tag(settings: Mapping[str, Any], *, resource_type: str, key: str, value: str) -> TagCheck:
    """Check one tag. A policy demands no tag, and says nothing of tags that it does not name.

    Args:
        settings: The effective tag policy.
        resource_type: As tag policies name it: `sagemaker:endpoint`. Whether AWS knows the type is not checked.
        key: The tag's key.
        value: The tag's value.

    """
    for name, rule in settings.get("tags", {}).items():
        spelling = rule.get("tag_key", name.lower())  # AWS: without a tag_key, small letters are the compliant ones
        if key.lower() == spelling.lower():
            enforced = any(_covers(named, resource_type) for named in rule.get("enforced_for", ()))
            return TagCheck(_fault(spelling, rule.get("tag_value"), key, value), enforced)
    return TagCheck("", enforced=False)


def _covers(named: str, resource_type: str) -> bool:
    service, _, type_ = named.partition(":")
    return named == resource_type or (type_ in _WHOLE_SERVICE and resource_type.partition(":")[0] == service)


def _fault(spelling: str, values: list[str] | str | None, key: str, value: str) -> str:
    if key != spelling:
        return f"the key is spelled {spelling}"
    patterns = [values] if isinstance(values, str) else values
    if patterns is None or any(_matches(pattern, value) for pattern in patterns):
        return ""
    return f"the value is none of {', '.join(patterns)}"


def _matches(pattern: str, value: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), value) is not None
