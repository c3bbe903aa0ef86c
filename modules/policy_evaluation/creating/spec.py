"""What `policies/creates.yaml` may say: which requests create a resource of each type."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from modules.policy_evaluation.reading.spec import Action, several
from modules.specification.data_file import read_data_file
from modules.specification.model import Spec

FILE = Path(__file__).parents[3] / "policies" / "creates.yaml"


class CreateSpec(Spec):
    """The requests that create a resource of one type."""

    action: Action | Annotated[tuple[Action, ...], Field(min_length=1)]
    """What is asked for."""

    named: str = "name"
    """The argument that the resource's ARN ends with; with `path` before it where the resource has one."""

    on: tuple[str, ...] = ()
    """Kinds of resource that the request is about, where the action works on more; left out: all of them."""

    context: Mapping[str, str] = Field(default_factory=dict)
    """Condition keys of the request: the argument that each has its value from, with dots into blocks. What begins with
    `=` is the value itself."""

    absent: tuple[str, ...] = ()
    """Condition keys of the action that the request never carries."""

    @property
    def actions(self) -> tuple[str, ...]:
        """Every action."""
        return several(self.action)


class CreatesSpec(Spec):
    """The whole file."""

    nothing: Mapping[str, str]
    """Types whose creation is no request to AWS, or none that an account makes, each with the reason."""

    creates: Mapping[str, CreateSpec]
    """By type of resource."""


@cache
def known_creates() -> CreatesSpec:
    """Read the file.

    Raises:
        InvalidEnvironmentError: it is not right.

    """
    return read_data_file(FILE, CreatesSpec, shown=f"policies/{FILE.name}", folder="policies")[0]
