"""The verbs of `main.py`, and whether a line calls one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def command_lines(command: Any, name: tuple[str, ...] = ()) -> dict[tuple[str, ...], set[str]]:
    """Every verb of `main.py`, sub-verbs included, with its options."""
    own = {name: {option for each in command.params for option in (*each.opts, *each.secondary_opts)}}
    for verb, inner in getattr(command, "commands", {}).items():
        own |= command_lines(inner, (*name, verb))
    return own


def verb_of(words: list[str], verbs: Mapping[tuple[str, ...], set[str]]) -> tuple[str, ...] | None:
    """The verb that a line calls; None where there is none such, or it has no such option."""
    found = next((tuple(words[:count]) for count in (2, 1, 0) if tuple(words[:count]) in verbs), None)
    options = {word.partition("=")[0] for word in words if word.startswith("--")} - {"--help"}
    is_group = found is not None and any(verb[: len(found)] == found and verb != found for verb in verbs)
    more = [word for word in words[len(found or ()) :] if not word.startswith("-")]
    if found is None or (is_group and more) or not options <= verbs[found]:
        return None
    return found
