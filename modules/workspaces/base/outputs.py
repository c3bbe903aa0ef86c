"""How a workspace tells others what they may know of it: one way to publish, one way to read.

A class of outputs lists them, so that both ends agree on their names:

    class HubOutputs(Outputs):
        transit_gateway_id = Output()
        route_table_ids = Output()

    self.outputs = HubOutputs.publish(self, transit_gateway_id=gateway.id, route_table_ids=ids)   # in the producer
    hub.outputs.route_table_ids(self, "production")                                               # in a reader
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from cdktf import TerraformOutput

from modules.workspaces.base.workspace import Workspace

Read = Callable[..., str]
"""Takes the workspace that reads, and the keys down to a value inside the output; returns an expression for it."""


class Output:
    """One output. Called on a workspace's outputs it gives the expression of its value in another workspace."""

    def __set_name__(self, owner: type[Outputs], name: str) -> None:
        self._name = name

    def __get__(self, outputs: Outputs, owner: type[Outputs] | None = None) -> Read:
        def read(reader: Workspace, *keys: str) -> str:
            steps = "".join(f'["{key}"]' for key in keys)
            return f"${{{reader.read(outputs.workspace, self._name, depth=len(keys))}{steps}}}"

        return read


class Outputs:
    """All that another workspace may know of one. Only ids and names cross (docs/decisions/0010)."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @classmethod
    def names(cls) -> frozenset[str]:
        """Return the outputs that the class lists."""
        return frozenset(name for name, value in vars(cls).items() if isinstance(value, Output))

    @classmethod
    def publish(cls, workspace: Workspace, **values: Any) -> Self:
        """Define the outputs of a workspace, each under its own name; one that a workspace does not have is left out.

        A map is one output: an entry more changes nothing for the readers of the others.

        Raises:
            AttributeError: the class lists no such output.

        """
        for name, value in values.items():
            if name not in cls.names():
                raise AttributeError(f"{cls.__name__} lists no output {name}")
            TerraformOutput(workspace, name, value=value, static_id=True)
        return cls(workspace)
