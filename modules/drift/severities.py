"""How much a change of each type of resource matters: policies/drift/severities.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

FOLDER = Path(__file__).parents[2] / "policies" / "drift"
UNJUDGED = ""


@dataclass(frozen=True, slots=True)
class Severity:
    """A group of types that matter alike."""

    name: str
    means: str
    types: frozenset[str]


@cache
def severities() -> tuple[Severity, ...]:
    """Read them, what matters most first."""
    written = YAML(typ="safe").load(FOLDER / "severities.yaml")
    return tuple(Severity(name, group["means"], frozenset(group["types"])) for name, group in written.items())


@cache
def _by_type() -> Mapping[str, str]:
    return {type_: severity.name for severity in severities() for type_ in severity.types}


def severity_of(type_: str) -> str:
    """Return how much a change of a type matters; `UNJUDGED` where nobody has said it."""
    return _by_type().get(type_, UNJUDGED)


def rank(severity: str) -> int:
    """Return the place in a report: what nobody has judged comes first."""
    return [UNJUDGED, *(each.name for each in severities())].index(severity)
