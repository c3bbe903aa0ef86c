"""Tags that providers give everything they make: of one shape, and of all shapes together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from modules.exports.aft.delivered import Shape
from modules.specification.errors import LandingZoneError

_FIELD = re.compile(r'\$\{local\.account\["([^"]+)"\]\}')


def tags_of(shape: Shape) -> Mapping[str, str]:
    """Return the tags that a shape's providers give, by key; all of them give the same.

    Raises:
        LandingZoneError: they do not.

    """
    every = [
        tags
        for provider in shape.document["provider"]["aws"]
        for block in provider["default_tags"]
        for tags in [block["tags"]]
    ]
    if any(tags != every[0] for tags in every):
        raise _mistake(f"providers with different tags in the shape {shape.name}")
    found: Mapping[str, str] = every[0]
    return found


def joined_tags(of_shapes: Iterable[Mapping[str, str]]) -> str:
    """Return an expression for the tags that any shape has; those that an account's custom fields lack are left out.

    Raises:
        LandingZoneError: two shapes have different values for one key.

    """
    joined: dict[str, str] = {}
    for tags in of_shapes:
        for key, value in tags.items():
            if joined.setdefault(key, value) != value:
                raise _mistake(f"the tag {key} as {joined[key]} and as {value}")
    values = ", ".join(f'"{key}" = {_value(value)}' for key, value in sorted(joined.items()))
    return f"${{{{ for key, value in {{ {values} }} : key => value if value != null }}}}"


def _value(value: str) -> str:
    field = _FIELD.fullmatch(value)
    return f'lookup(local.account, "{field[1]}", null)' if field else f'"{value}"'


def _mistake(got: str) -> LandingZoneError:
    return LandingZoneError(
        "an account's tags must be the same in all of its regions, and those of all accounts have the same meaning",
        got=got,
        why="AFT applies one set of global customizations to every account",
        fix="run `python main.py synth`; if it stays, it is a mistake of this library",
    )
