"""Families: workspaces that differ in values only.

CDKTF constructs one workspace for each shape, with markers in the places of values; those of the members are that text
with their values in it. A member then costs a fraction of a millisecond instead of the tens that its constructs would
take (docs/decisions/0011-one-workspace-for-each-kind.md).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Protocol, TypeVar

from cdktf import TerraformStack

Member = TypeVar("Member")
Shape = TypeVar("Shape", bound=Hashable)
W_co = TypeVar("W_co", bound=TerraformStack, covariant=True)


class Family(Protocol[Member, Shape, W_co]):
    """Workspaces of one kind. Of each shape the first is constructed, and the others are written from it."""

    @property
    def members(self) -> Iterable[Member]:
        """Whose workspaces they are, in the order in which they are written."""
        ...

    def key(self, member: Member) -> str:
        """Return the key of a member, unique in the family: the end of its workspace's name."""
        ...

    def shape(self, member: Member) -> Shape:
        """Return all that the constructs depend on, but for values."""
        ...

    def define(self, key: str, shape: Shape) -> W_co:
        """Define the workspace of a shape.

        Args:
            key: Stands for the members' keys, in the workspace's name and in what is read of others. The number of the
                shape is in it, so that it may not reach an address: that is refused.
            shape: What it has.

        """
        ...

    def values(self, member: Member) -> Mapping[str, str]:
        """Return the member's values, by the names of the markers that `define` leaves."""
        ...
