"""What a plan does to one resource, as people and programs are told."""

from __future__ import annotations

from dataclasses import dataclass

LOSING = frozenset({"delete", "replace"})
"""Terraform's words for actions after which something that exists is no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedChange:
    """What a plan does to one resource."""

    address: str
    action: str
    """Terraform's word: create, update, replace, delete, import, move, remove."""
    type: str
    kind: str = ""
    """What AWS calls a resource of its type: `VPC`."""
    name: str = ""
    """What it is called, with its e-mail address or range where it has one; empty where nothing says it."""
    owner: str = ""
    """Whose it is in words of the specification: `account fraud-dev`, `team fraud`; empty where that cannot be told."""
    protected: str = ""
    """What its loss would mean, where it is protected from that; empty where it is destroyed as asked."""
    because: str = ""
    """What forces a replacement: `cidr_block`; empty for all else, or where nothing says it."""
    is_gone: bool = False
    """Whether it exists no more, though no deploy destroyed it, and is created again."""
    is_refused: bool = False
    """Whether a deploy refuses the plan because of this."""

    @property
    def is_loss(self) -> bool:
        """Whether something that exists is no more afterwards."""
        return self.action in LOSING
