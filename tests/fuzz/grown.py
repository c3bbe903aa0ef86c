"""Valid environments, grown from a real one: change after change of any field that a user may write.

Fields and their values come from the specification's JSON Schema, so a new field is among them as soon as it is there.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from pydantic import ValidationError

from modules import environment
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError
from tests.fuzz.words import TEXTS, names

Schema = dict[str, Any]

_DEEPEST = 6


@cache
def _root() -> Schema:
    return LandingZone.model_json_schema()


def said(name: str) -> dict[str, Any]:
    """Return what a real environment says."""
    found: dict[str, Any] = environment.load(name).model_dump(mode="json", exclude_defaults=True)
    return found


def grown(random: Random, name: str, *, tries: int) -> Iterator[LandingZone]:
    """Change an environment `tries` times by chance, and give it after each change that leaves it valid."""
    current = said(name)
    for _ in range(tries):
        changed = copy.deepcopy(current)
        words = tuple(_words(current))
        match random.choice(["change", "change", "change", "rename", "copy"]):
            case "rename":
                changed = _renamed(changed, random.choice(words), random.choice(names()))
            case "copy":
                _copy(random, changed)
            case _:
                _change(random, changed, _root(), words=words)
        try:
            zone = environment.consistent(LandingZone.model_validate_json(json.dumps(changed)))
        except (ValidationError, LandingZoneError):
            continue
        if changed != current:
            current = changed
            yield zone


def _words(data: Any) -> Iterator[str]:
    """Every text of an environment: what other parts may refer to."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _words(value)
    elif isinstance(data, list):
        for item in data:
            yield from _words(item)
    elif isinstance(data, str):
        yield data


def _renamed(data: Any, old: str, new: str) -> Any:
    """Write another word wherever one stands: as a key, as a value, in a path of units."""
    if isinstance(data, dict):
        return {_renamed(key, old, new): _renamed(value, old, new) for key, value in data.items()}
    if isinstance(data, list):
        return [_renamed(item, old, new) for item in data]
    return "/".join(new if part == old else part for part in data.split("/")) if isinstance(data, str) else data


def _copy(random: Random, data: dict[str, Any]) -> None:
    """Put an entry of some mapping there a second time, under a name that is new."""
    mappings = [one for one in _mappings(data) if one]
    mapping = random.choice(mappings)
    mapping[random.choice(names())] = copy.deepcopy(mapping[random.choice(sorted(mapping))])


def _mappings(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _mappings(inner)


def _change(random: Random, data: Any, node: Schema, *, words: tuple[str, ...]) -> None:
    """Walk down to some place, and put another value there; or take away what is there."""
    while True:
        node = _chosen(random, node, data)
        key, below = _step(random, data, node, words)
        if key is None:
            return
        here = data[key] if isinstance(data, list) or key in data else None
        if isinstance(here, (dict, list)) and here and random.random() < 0.9:
            data, node = here, below
            continue
        if here is not None and random.random() < 0.1:
            del data[key]
        else:
            data[key] = _value(random, below, words, 0)
        return


def _step(random: Random, data: Any, node: Schema, words: tuple[str, ...]) -> tuple[Any, Schema]:
    """Choose an entry of a mapping or a list, one that is there or a new one."""
    if isinstance(data, list):
        if not data or random.random() < 0.3:
            data.append(None)
            return len(data) - 1, node.get("items", {})
        return random.randrange(len(data)), node.get("items", {})
    properties = node.get("properties")
    if properties:
        there = sorted(data.keys() & properties.keys())
        key = random.choice(there if there and random.random() < 0.6 else sorted(properties))
        return key, properties[key]
    if isinstance(node.get("additionalProperties"), dict):
        if data and random.random() < 0.6:
            return random.choice(sorted(data)), node["additionalProperties"]
        return _key(random, node, words), node["additionalProperties"]
    return None, {}


def _key(random: Random, node: Schema, words: tuple[str, ...]) -> str:
    key = _value(random, {"type": "string", **node.get("propertyNames", {})}, words, 0)
    return str(key)


def _resolved(node: Schema) -> Schema:
    while "$ref" in node:
        node = {**_root()["$defs"][node["$ref"].rpartition("/")[2]], **{k: v for k, v in node.items() if k != "$ref"}}
    return node


def _chosen(random: Random, node: Schema, data: Any = None) -> Schema:
    """Choose one of the shapes that a place may have; the one of the data that is there."""
    node = _resolved(node)
    options: list[Schema] = [_resolved(one) for one in node.get("anyOf") or node.get("oneOf") or []]
    if not options:
        return node
    kind = "object" if isinstance(data, dict) else "array" if isinstance(data, list) else None
    fitting = [one for one in options if one.get("type") == kind] or [
        one for one in options if one.get("type") != "null"
    ]
    if isinstance(data, dict) and "type" in data:  # of a tagged union
        tagged = [one for one in fitting if one.get("properties", {}).get("type", {}).get("const") == data["type"]]
        fitting = tagged or fitting
    return _chosen(random, random.choice(fitting), data)


def _value(random: Random, node: Schema, words: tuple[str, ...], depth: int) -> Any:
    node = _chosen(random, node)
    if "enum" in node or "const" in node:
        return random.choice(node.get("enum") or [node["const"]])
    match node.get("type"):
        case "boolean":
            return random.random() < 0.5
        case "integer" | "number":
            low, high = node.get("minimum", 0), node.get("maximum", 10**6)
            return random.choice([low, high, random.randint(low, high)])
        case "array":
            more = random.choice([0, 1, 1, 2]) if depth < _DEEPEST else 0
            return [_value(random, node["items"], words, depth + 1) for _ in range(node.get("minItems", 0) + more)]
        case "object":
            return _object(random, node, words, depth)
    return _text(random, node, words)


def _object(random: Random, node: Schema, words: tuple[str, ...], depth: int) -> dict[str, Any]:
    properties = node.get("properties", {})
    if not properties and isinstance(node.get("additionalProperties"), dict):
        count = random.choice([0, 1, 2]) if depth < _DEEPEST else 0
        below = node["additionalProperties"]
        return {_key(random, node, words): _value(random, below, words, depth + 1) for _ in range(count)}
    wanted = [key for key in properties if key in node.get("required", ()) or random.random() < 0.2]
    return {key: _value(random, properties[key], words, depth + 1) for key in wanted}


def _text(random: Random, node: Schema, words: tuple[str, ...]) -> str:
    pools = [names(), words, TEXTS]
    if node.get("examples"):
        pools += [tuple(map(str, node["examples"]))]
    text = random.choice(random.choice(pools))
    return text[: node["maxLength"]] if "maxLength" in node else text
