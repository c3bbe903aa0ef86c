"""Registrations that are made one after the other: Organizations refuses two at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from cdktf import ITerraformDependable, TerraformResource

R = TypeVar("R", bound=TerraformResource)


class Chain:
    """Resources of which each waits for the one before.

    AWS Organizations API Reference, RegisterDelegatedAdministrator: `ConcurrentModificationException`. Services that
    register their administrator by themselves call the same operation.
    """

    def __init__(self) -> None:
        self._last: list[ITerraformDependable] = []

    def add(self, define: Callable[[list[ITerraformDependable]], R]) -> R:
        """Define the next resource; `define` is told what it depends on."""
        resource = define(list(self._last))
        self._last = [resource]
        return resource
