"""What is not looked for and imported: settings, which are set again, and what Terraform cannot import."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

UNSEARCHED = Path(__file__).parents[3] / "policies" / "recovery.yaml"


@cache
def set_again() -> Mapping[str, str]:
    """Read the resource types of settings, each with why another creation makes no second one."""
    return _read()["set_again"]


@cache
def by_hand() -> Mapping[str, str]:
    """Read the resource types that Terraform cannot import, each with what somebody does then."""
    return _read()["by_hand"]


@cache
def _read() -> Mapping[str, Mapping[str, str]]:
    loaded: Mapping[str, Mapping[str, str]] = YAML(typ="safe").load(UNSEARCHED)
    return loaded
