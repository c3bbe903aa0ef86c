"""Environments: the folders that say what is deployed, read into `LandingZone`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from modules.consistency import contradictions
from modules.consistency.dropped import Dropped, KeyPath
from modules.landing_zone import LandingZone
from modules.specification import loader
from modules.specification.errors import LandingZoneError

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = PROJECT / "environments"


def names(folder: Path = ENVIRONMENTS) -> list[str]:
    """Names of all environments, in alphabetical order."""
    return loader.environments(folder)


def load(name: str, folder: Path = ENVIRONMENTS) -> LandingZone:
    """Read the environment called `name`.

    Raises:
        InvalidEnvironmentError: with every problem that its files have.
        LandingZoneError: there is no such environment, or none can have this name.

    """
    if not re.fullmatch(r"[a-z][a-z0-9]*", name):
        raise LandingZoneError(
            "an environment's name is one lower-case word",
            got=name,
            why="workspaces are called <environment>-<name>, and a hyphen would make it unclear where the name begins",
            fix="rename the folder, for example productioneu",
        )
    return loader.load(folder / name, LandingZone, _cross_check, shown=f"{folder.name}/{name}")


def _cross_check(zone: LandingZone, dropped: AbstractSet[KeyPath]) -> Iterator[LandingZoneError]:
    return contradictions(zone, Dropped(dropped))
