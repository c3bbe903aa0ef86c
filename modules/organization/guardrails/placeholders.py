"""Placeholders in a guardrail's document, such as `{{regions}}`, and the values that take their places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from typing import Any

Value = str | tuple[str, ...]
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


def names_in(text: str) -> set[str]:
    """Every placeholder in a text."""
    return set(_PLACEHOLDER.findall(text))


def filled_in(document: Any, values: Mapping[str, Value]) -> Any:
    """Put values in the places that wait for them.

    A text with a list in it, or a key, becomes one for each value. Where the list is empty, the entry that holds the
    text is left out, and so is what has no entries then: in a condition, an operator without keys.

    Every placeholder must be among `values`; who reads documents of others looks first, with `names_in`.
    """
    if isinstance(document, dict):
        entries = ((key, value, filled_in(value, values)) for key, value in document.items())
        kept = ((key, new) for key, old, new in entries if new not in ([], {}) or old in ([], {}))
        return {new_key: new for key, new in kept for new_key in _texts(key, values)}
    if isinstance(document, list):
        return [filled for item in document for filled in _of_item(item, values)]
    if isinstance(document, str):
        texts = _texts(document, values)
        return texts[0] if _is_single(document, values) else texts
    return document


def _of_item(item: Any, values: Mapping[str, Value]) -> list[Any]:
    return _texts(item, values) if isinstance(item, str) else [filled_in(item, values)]


def _is_single(text: str, values: Mapping[str, Value]) -> bool:
    return all(isinstance(values[name], str) for name in names_in(text))


def _texts(text: str, values: Mapping[str, Value]) -> list[str]:
    """Every text that a text with placeholders stands for; most texts have none, and stand for themselves."""
    if "{{" not in text:
        return [text]
    parts = _PLACEHOLDER.split(text)  # text, name, text, and so on: what is put in is not looked at again
    names = list(dict.fromkeys(parts[1::2]))
    options = ((value,) if isinstance(value, str) else value for value in (values[name] for name in names))
    return [_put_in(parts, dict(zip(names, chosen, strict=True))) for chosen in product(*options)]


def _put_in(parts: list[str], chosen: Mapping[str, str]) -> str:
    return "".join(chosen[part] if index % 2 else part for index, part in enumerate(parts))
