"""What a user may say in `policies/left_open`: actions that no guardrail denies, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from modules.specification.data_file import read_data_file
from modules.specification.model import Spec
from modules.specification.texts import Line, matching

FOLDER = "policies/left_open"

ActionName = Annotated[
    str,
    AfterValidator(
        matching(
            r"[\w-]+",
            what="an action that is left open must be written out",
            why="a pattern would also admit an action that AWS adds tomorrow, and nobody would look at it",
            fix="write each name, such as TagResource",
        )
    ),
]


class LeftOpenSpec(Spec):
    """Actions of one service that are left open for one reason."""

    reason: Line
    """Why no guardrail denies them."""

    actions: tuple[ActionName, ...] = Field(min_length=1)
    """Their names, without the service and without wildcards."""


class LeftOpenFile(Spec):
    """The whole file of one service."""

    left_open: tuple[LeftOpenSpec, ...] = ()
    """Every action of the service that writes, tags or changes permissions, and that no guardrail names."""


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """One action that is left open, with where that is written."""

    service: str
    action: str
    where: str
    """File and line."""


def left_open_actions(project: Path) -> Iterator[LeftOpen]:
    """Read every file of the folder.

    Args:
        project: The folder that the project is in.

    Raises:
        InvalidEnvironmentError: with every problem of the first file that has any.

    """
    for path in sorted((project / FOLDER).glob("*.yaml")):
        whole, files = read_data_file(path, LeftOpenFile, shown=f"{FOLDER}/{path.name}", folder=FOLDER)
        for index, group in enumerate(whole.left_open):
            file, line = files.place(("left_open", index))
            yield from (LeftOpen(path.stem, action, f"{file}:{line}") for action in group.actions)
