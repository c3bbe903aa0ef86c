"""The organization's tree as it was synthesized: its units, and which policies are attached to each of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modules.policy_evaluation.terraform_text import Address, addresses, evaluated
from modules.specification.errors import LandingZoneError

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

    units: Mapping[Address, UnitPath]
    """The path of each unit, by its resource."""
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


def document(output: Path, workspace: str) -> dict[str, Any]:
    """Read what was synthesized for a workspace.

    Raises:
        LandingZoneError: there is none.

    """
    path = output / "stacks" / workspace / "cdk.tf.json"
    try:
        read: dict[str, Any] = json.loads(path.read_bytes())
    except OSError:
        raise LandingZoneError(
            "the workspace is not synthesized",
            got=f"no {workspace} in {output.name}/stacks",
            why="policies are read as they were synthesized, not from the library",
            fix="run `python main.py synth` first",
        ) from None
    return read


def read_tree(organization: Mapping[str, Any]) -> OrganizationTree:
    """Read the tree from the document of the organization's workspace.

    Raises:
        LandingZoneError: something in it cannot be followed.

    """
    resources = organization.get("resource", {})
    units = _unit_paths(resources.get(_UNIT, {}))
    policies = {name: _policy(name, body) for name, body in resources.get(_POLICY, {}).items()}
    attached: dict[UnitPath, list[OrganizationPolicy]] = {path: [] for path in ((), *units.values())}
    left = dict(policies)
    for name, body in resources.get(_ATTACHMENT, {}).items():
        policy = _one(body["policy_id"], _POLICY, f"{_ATTACHMENT}.{name}")
        attached[_target(body["target_id"], units, f"{_ATTACHMENT}.{name}")].append(policies[policy[1]])
        left.pop(policy[1], None)
    ordered = {path: tuple(sorted(attached[path], key=lambda one: (one.kind, one.name))) for path in sorted(attached)}
    return OrganizationTree(units, ordered, tuple(left.values()))


def _unit_paths(resources: Mapping[str, Any]) -> dict[Address, UnitPath]:
    def path(name: str) -> UnitPath:
        body = resources[name]
        kind, above = _one(body["parent_id"], (_ORGANIZATION, _UNIT), f"{_UNIT}.{name}")
        return (*(path(above) if kind == _UNIT else ()), body["name"])

    return {(_UNIT, name): path(name) for name in resources}


def _policy(name: str, body: Mapping[str, Any]) -> OrganizationPolicy:
    text = evaluated(body["content"], _stand_in, where=f"{_POLICY}.{name}")
    return OrganizationPolicy(body["name"], body.get("type", "SERVICE_CONTROL_POLICY"), json.loads(text))


def _stand_in(reference: str) -> str | None:
    kind, _, attribute = reference.partition(".")
    return ORGANIZATION_ID if kind == _ORGANIZATION and attribute.endswith(".id") and "roots" not in attribute else None


def _target(target: str, units: Mapping[Address, UnitPath], where: str) -> UnitPath:
    found = _one(target, (_ORGANIZATION, _UNIT), where)
    return units.get(found, ())


def _one(text: str, kinds: str | tuple[str, ...], where: str) -> Address:
    """Return the one resource that a text refers to."""
    found = [address for address in addresses(text) if address[0] in kinds]
    if len(found) != 1:
        raise LandingZoneError(
            "a synthesized resource does not say plainly what it refers to",
            got=f"{text} in {where}",
            why="policies are followed from the root down to each account by these references",
            fix="refer to the organization, a unit or a policy of the same workspace",
        )
    return found[0]
