"""Names of the folders of account customizations. AFT finds a folder by its name, so a shape keeps the one it had."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import count

from modules.specification.errors import LandingZoneError

RESERVED = ("api-helpers-venv", "aft-venv", "aws-aft-core-framework", "modules", "null")
"""Names that AFT's pipeline itself uses beside the folders, and what it reads where a name is missing."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def folder_names(accounts: Mapping[str, Iterable[str]], before: Mapping[str, str]) -> dict[str, str]:
    """Return the folder of each shape: what most of its accounts had before, else the name of the shape.

    Args:
        accounts: The accounts of each shape, by its name.
        before: The folder that accounts had at the last export.

    Raises:
        LandingZoneError: AFT's pipeline cannot have a folder of such a name.

    """
    had = Counter((shape, before[key]) for shape, keys in accounts.items() for key in keys if before.get(key))
    names: dict[str, str] = {}
    for (shape, name), _ in sorted(had.items(), key=lambda item: (-item[1], item[0])):
        if shape not in names and name not in names.values():
            names[shape] = name
    for shape in accounts:
        names.setdefault(shape, _free(shape, {*names.values()}))
    for name in names.values():
        if not _NAME.fullmatch(name) or name in RESERVED:
            raise LandingZoneError(
                "a folder of customizations must have a name that AFT's pipeline can use",
                got=name,
                why="it stands in commands of a shell there, beside folders that AFT makes itself",
                fix="run `python main.py synth`; if it stays, it is a mistake of this library",
            )
    return {shape: names[shape] for shape in accounts}


def _free(name: str, taken: set[str]) -> str:
    numbered = (f"{name}-{number}" for number in count(2))
    return name if name not in taken else next(other for other in numbered if other not in taken)
