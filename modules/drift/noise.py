"""What differs from what was applied without anybody's doing: policies/drift/noise.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from modules.drift.differences import comparable
from modules.drift.finding import Difference
from modules.drift.severities import FOLDER

Values = Mapping[str, Any]
ITSELF = "."
"""In the place of a name: the item of a list, where it is no object."""


@cache
def rules() -> Mapping[str, Mapping[str, Any]]:
    """Read what is noise, by type and attribute."""
    written: Mapping[str, Mapping[str, Any]] = YAML(typ="safe").load(FOLDER / "noise.yaml")
    return written


class Noise:
    """Tells drift from noise in one workspace.

    Args:
        shown: What `terraform show -json` says of a plan of it.

    """

    def __init__(self, shown: Values) -> None:
        state = shown.get("prior_state", {}).get("values", {}).get("root_module", {})
        self._resources = list(_resources(state))
        self._configured = dict(_configured(shown.get("configuration", {}).get("root_module", {})))

    def left(self, drifted: Values, found: Iterable[Difference]) -> Iterator[Difference]:
        """Give those differences of a resource that are no noise. What the configuration sets is none."""
        configured = self._configured.get(_without_keys(drifted["address"]), frozenset[str]())
        for difference in found:
            attribute = difference.path.partition(".")[0]
            rule = rules().get(drifted["type"], {}).get(attribute)
            if attribute in configured or not rule or not self._is_noise(rule, drifted["change"], attribute):
                yield difference

    def _is_noise(self, rule: Any, change: Values, attribute: str) -> bool:
        if isinstance(rule, str):  # the reason why it changes by itself
            return True
        makers = list(self._makers(rule, change["after"]))
        if "one_of" not in rule:
            return bool(makers)
        was, now = (change[side].get(attribute) or [] for side in ("before", "after"))
        return all(item in now for item in was) and all(item in was or _is_made(item, rule, makers) for item in now)

    def _makers(self, rule: Values, owner: Values) -> Iterator[Values]:
        """Give the values of those resources that a rule speaks of, and that belong to one owner."""
        for resource in self._resources:
            values, where = resource["values"], rule["where"].items()
            if resource["type"] == rule["by"] and all(values.get(theirs) == owner.get(own) for own, theirs in where):
                yield values


def _is_made(item: Any, rule: Values, makers: Iterable[Values]) -> bool:
    """Whether resources have made all of an item: several rules of a security group with one port are one item."""
    same: Mapping[str, str] = rule.get("same", {})
    alike = [maker for maker in makers if all(_means(item.get(own), maker.get(theirs)) for own, theirs in same.items())]
    parts = [
        (theirs, part)
        for own, theirs in rule["one_of"].items()
        for part in _listed(_value(item, own))
        if comparable(part)
    ]
    return bool(parts) and all(any(_means(part, maker.get(theirs)) for maker in alike) for theirs, part in parts)


def _means(value: Any, other: Any) -> bool:
    return bool(comparable(value) == comparable(other))


def _value(item: Any, name: str) -> Any:
    return item if name == ITSELF else item.get(name)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _resources(module: Values) -> Iterator[Values]:
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from _resources(child)


def _configured(module: Values, prefix: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Give the address of each resource that the configuration has, without keys, and which arguments it sets."""
    for resource in module.get("resources", []):
        yield prefix + resource["address"], frozenset(resource.get("expressions", {}))
    for name, call in module.get("module_calls", {}).items():
        yield from _configured(call.get("module", {}), f"{prefix}module.{name}.")


def _without_keys(address: str) -> str:
    """Return the address of a block, which stands for all instances: `a.b` of `a.b["key"]`."""
    parts = address.split("[")
    return parts[0] + "".join(part.partition("]")[2] for part in parts[1:])
