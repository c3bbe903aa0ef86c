"""The workspaces of one environment: what is added here is written, in this order, and nothing else may be there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cdktf import App, TerraformStack

from modules.environment import Environment
from modules.workspaces.base.blueprint import Blueprints
from modules.workspaces.base.family import Family
from modules.workspaces.base.repetition import Repetition
from modules.workspaces.base.template import marker

M = TypeVar("M")
S = TypeVar("S", bound=Hashable)
W = TypeVar("W", bound=TerraformStack)


@dataclass(frozen=True, slots=True)
class Addition:
    """One constructed workspace, and what it is written for: itself, or every member of a family's shape."""

    constructed: TerraformStack
    members: Sequence[Mapping[str, str]] = ({},)
    """The values of each, by the names of their markers."""
    label: str | None = None
    """What those that others apply, and no deploy, are called together; None where a deploy applies them."""


@dataclass(frozen=True, slots=True)
class Representative(Generic[W]):
    """The constructed workspace from which those of all members of one shape are written."""

    workspace: W
    key: str
    """The name of the marker that stands for the members' keys in its name."""


class Deployment:
    """All workspaces of one environment.

    Args:
        environment: The environment.
        app: The app that they are constructed in.

    """

    def __init__(self, environment: Environment, app: App) -> None:
        self.environment, self.app = environment, app
        self.blueprints = Blueprints()
        self.additions: list[Addition] = []
        self.repetitions: dict[str, list[Repetition]] = {}

    def add(self, workspace: W) -> W:
        """Write a workspace, behind all that were added before."""
        self.additions.append(Addition(workspace))
        return workspace

    def add_each(
        self, family: Family[M, S, W], *, label: Callable[[S, M], str | None] = lambda _shape, _first: None
    ) -> dict[str, Representative[W]]:
        """Write a family's workspaces; return the representative of each member's, by the member's key.

        Args:
            family: The family.
            label: Says of a shape and its first member what those are called that others apply, and no deploy.

        """
        by_shape: dict[S, list[M]] = {}
        for member in family.members:
            by_shape.setdefault(family.shape(member), []).append(member)
        representatives: dict[str, Representative[W]] = {}
        for number, (shape, members) in enumerate(by_shape.items()):
            key = f"shape-{number}"
            workspace = family.define(marker(key), shape)
            values = [{**family.values(member), key: family.key(member)} for member in members]
            self.additions.append(Addition(workspace, values, label(shape, members[0])))
            representatives |= {family.key(member): Representative(workspace, key) for member in members}
        return representatives
