"""The organization's tree as it was synthesized: its units, and which policies are attached to each of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modules.policy_evaluation.reading.stand_ins import with_stand_ins
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Identity

ORGANIZATION_ID = "o-exampleorgid"
"""Stands in for the organization's id, which is known only at apply."""

UnitPath = tuple[str, ...]
"""A unit as the names from the top down; empty for the root."""

_ORGANIZATION, _UNIT = "aws_organizations_organization", "aws_organizations_organizational_unit"
_POLICY, _ATTACHMENT = "aws_organizations_policy", "aws_organizations_policy_attachment"


@dataclass(frozen=True, slots=True)
class OrganizationPolicy:
    """One policy of the organization."""

    name: str
    """Its name in Organizations; unique among policies of its kind."""
    kind: str
    document: Mapping[str, Any]

    @property
    def statements(self) -> list[dict[str, Any]]:
        """Its statements; none in a kind that has settings instead."""
        return list(self.document.get("Statement", []))


@dataclass(frozen=True, slots=True)
class OrganizationTree:
    """Units and attachments of one environment."""

    units: Mapping[str, UnitPath]
    """The path of each unit, by the identity of its resource."""
    attached: Mapping[UnitPath, tuple[OrganizationPolicy, ...]]
    """Policies by where they are attached, the root first, parents before children."""
    unattached: tuple[OrganizationPolicy, ...]

    def along(self, path: UnitPath, kind: str) -> Iterator[tuple[UnitPath, tuple[OrganizationPolicy, ...]]]:
        """Every level from the root down to a unit, with its policies of one kind."""
        for depth in range(len(path) + 1):
            level = path[:depth]
            yield level, tuple(policy for policy in self.attached.get(level, ()) if policy.kind == kind)

    def of_kinds(self, *kinds: str) -> Iterator[tuple[UnitPath, OrganizationPolicy]]:
        """Every attached policy of some kinds, with where it is attached."""
        for path, policies in self.attached.items():
            yield from ((path, policy) for policy in policies if policy.kind in kinds)


def shown(path: UnitPath) -> str:
    """Write a unit as a reader knows it: `Root`, `Workloads/Production`."""
    return "/".join(path) or "Root"


def read_tree(synthesized: Synthesized) -> OrganizationTree:
    """Read the tree out of every workspace.

    Raises:
        LandingZoneError: something in it cannot be followed.

    """
    found = list(synthesized.resources({_UNIT, _POLICY, _ATTACHMENT}))
    units = _unit_paths({resource.identity: resource for resource in found if resource.kind == _UNIT})
    policies = {resource.identity: _policy(synthesized, resource) for resource in found if resource.kind == _POLICY}
    attached: dict[UnitPath, list[OrganizationPolicy]] = {path: [] for path in ((), *units.values())}
    left = dict(policies)
    for resource in found:
        if resource.kind == _ATTACHMENT:
            policy = resource.values.get("policy_id")
            if policy not in policies:
                raise _lost(policy, resource)
            attached[_unit(resource.values.get("target_id"), units, resource)].append(policies[policy])
            left.pop(policy, None)
    ordered = {
        path: tuple(sorted(attached[path], key=lambda policy: (policy.kind, policy.name))) for path in sorted(attached)
    }
    return OrganizationTree(units, ordered, tuple(left.values()))


def is_root(value: Any) -> bool:
    """Whether a value stands for the organization's root."""
    return isinstance(value, Identity) and _is_organization(value) and value.attribute == "roots"


def _is_organization(value: Identity) -> bool:
    return value.address.removeprefix("data.").startswith(f"{_ORGANIZATION}.")


def _unit_paths(units: Mapping[str, Resource]) -> dict[str, UnitPath]:
    def path(unit: Resource, below: frozenset[str]) -> UnitPath:
        parent = unit.values.get("parent_id")
        name = str(unit.values["name"])
        if is_root(parent):
            return (name,)
        if not isinstance(parent, str) or parent not in units or parent in below:
            raise _lost(parent, unit)
        return (*path(units[parent], below | {parent}), name)

    return {identity: path(unit, frozenset({identity})) for identity, unit in units.items()}


def _policy(synthesized: Synthesized, policy: Resource) -> OrganizationPolicy:
    text = with_stand_ins(synthesized, policy, "content", _stand_in)
    return OrganizationPolicy(
        str(policy.values["name"]), policy.text("type") or "SERVICE_CONTROL_POLICY", json.loads(text)
    )


def _stand_in(value: Identity) -> str | None:
    return ORGANIZATION_ID if _is_organization(value) and value.attribute == "id" else None


def _unit(target: Any, units: Mapping[str, UnitPath], attachment: Resource) -> UnitPath:
    if is_root(target):
        return ()
    if target not in units:
        raise _lost(target, attachment)
    return units[target]


def _lost(value: Any, resource: Resource) -> LandingZoneError:
    return LandingZoneError(
        "a synthesized resource does not say plainly what it refers to",
        got=f"{value} in {resource.identity}",
        why="policies are followed from the root down to each account by these references",
        fix="refer to the organization's root, a unit or a policy of the same environment",
    )
