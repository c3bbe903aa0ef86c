"""What is not found and imported, but set again: settings of something that exists anyway."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

SET_AGAIN = Path(__file__).parents[3] / "policies" / "set_again.yaml"


@cache
def set_again() -> dict[str, str]:
    """Read the resource types of settings, each with why another creation makes no second one."""
    loaded: dict[str, str] = YAML(typ="safe").load(SET_AGAIN)
    return loaded
