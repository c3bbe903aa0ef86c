"""What differs between what two deploys have left."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.integration.disturbances.rounds import Inventory
from tests.integration.three_ways.left import Left, State
from tests.integration.three_ways.shapes import comparable, without_made_up

_SHOWN = 300
"""Characters of a value."""


@dataclass(slots=True)
class Comparison:
    """What came of comparing."""

    differences: list[str] = field(default_factory=list)
    workspaces: int = 0
    resources: int = 0
    attributes: int = 0
    made_up: int = 0
    """Attributes that are the same but for parts that AWS makes up."""
    things: int = 0
    """In the inventory of the emulator."""


def compare(expected: Left, found: Left) -> Comparison:
    """Compare states, attributes and inventories.

    Args:
        expected: What one way has left.
        found: What another one has left.

    """
    comparison = Comparison(workspaces=len(expected.states))
    _compare_keys(comparison, "workspace", expected.states, found.states)
    for workspace in expected.states.keys() & found.states.keys():
        _compare_states(comparison, workspace, expected.states[workspace], found.states[workspace])
    _compare_inventories(comparison, expected.inventory, found.inventory)
    comparison.differences.sort()
    return comparison


def managed(state: State) -> dict[str, Mapping[str, Any]]:
    """Return the attributes of all that a state manages, by address: module, type, name and key.

    Keys that AWS makes up are all the same; what has one is told apart by its place among the others, in the order of
    its attributes.
    """
    by_address: dict[str, list[Mapping[str, Any]]] = {}
    for address, attributes in _managed(state):
        by_address.setdefault(address, []).append(attributes)
    return {
        f"{address} #{place}" if len(several) > 1 else address: attributes
        for address, several in by_address.items()
        for place, attributes in enumerate(sorted(several, key=_text), start=1)
    }


def _managed(state: State) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for resource in state["resources"]:
        if resource["mode"] == "managed":
            module = f"{resource['module']}." if "module" in resource else ""
            for instance in resource["instances"]:
                key = f"[{without_made_up(json.dumps(instance['index_key']))}]" if "index_key" in instance else ""
                yield f"{module}{resource['type']}.{resource['name']}{key}", instance["attributes"]


def _compare_states(comparison: Comparison, workspace: str, expected: State, found: State) -> None:
    wanted, there = managed(expected), managed(found)
    comparison.resources += len(wanted)
    _compare_keys(comparison, f"{workspace}: resource", wanted, there)
    for address in wanted.keys() & there.keys():
        _compare_attributes(comparison, f"{workspace}: {address}", wanted[address], there[address])


def _compare_attributes(
    comparison: Comparison, place: str, expected: Mapping[str, Any], found: Mapping[str, Any]
) -> None:
    comparison.attributes += len(expected)
    _compare_keys(comparison, f"{place}: attribute", expected, found)
    for name in expected.keys() & found.keys():
        if expected[name] == found[name]:
            continue
        if comparable(expected[name]) == comparable(found[name]):
            comparison.made_up += 1
        else:
            comparison.differences.append(f"{place}.{name}: {_shown(expected[name])}, but {_shown(found[name])}")


def _compare_inventories(comparison: Comparison, expected: Inventory, found: Inventory) -> None:
    wanted, there = _counted(expected), _counted(found)
    comparison.things = sum(wanted.values())
    for what in wanted.keys() | there.keys():
        if wanted[what] != there[what]:
            comparison.differences.append(f"in AWS: {what}: {wanted[what]}, but {there[what]}")


def _counted(inventory: Inventory) -> Counter[str]:
    counted: Counter[str] = Counter()
    for what, count in inventory.items():
        counted[without_made_up(what)] += count
    return counted


def _compare_keys(comparison: Comparison, what: str, expected: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    comparison.differences += [f"{what} {key}: missing" for key in expected.keys() - found.keys()]
    comparison.differences += [f"{what} {key}: additional" for key in found.keys() - expected.keys()]


def _text(attributes: Mapping[str, Any]) -> str:
    return json.dumps(comparable(dict(attributes)))


def _shown(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
