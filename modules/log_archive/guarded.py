"""A bucket or a key of the log archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

REPLICA = "-replica"
"""How names of what holds or encrypts copies end."""

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A bucket or a key, with the policy that guards it."""

    name: str
    """What the bucket holds, such as `trail`; of a key, its alias."""
    arn: str
    policy: Document
    mode: str | None = None
    """The mode of a bucket's Object Lock, where it has a default retention."""
    aliases: tuple[str, ...] = ()
    """Of a key."""

    @property
    def is_key(self) -> bool:
        """Whether it is a key."""
        return bool(self.aliases)

    @property
    def is_replica(self) -> bool:
        """Whether it holds copies in a second region, or encrypts them."""
        return self.name.endswith(REPLICA)
