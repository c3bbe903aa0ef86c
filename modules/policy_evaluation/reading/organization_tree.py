"""The organization's tree as it was synthesized: its units, and which policies are attached to each of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from modules.policy_evaluation.reading.cloud_control import cloud_control_policies
from modules.policy_evaluation.reading.stand_ins import with_stand_ins
from modules.specification.errors import LandingZoneError
from modules.synthesized.accounts import AccountKeys
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Identity

ORGANIZATION_ID = "o-exampleorgid"
"""Stands in for the organization's id, which is known only at apply."""

UnitPath = tuple[str, ...]
"""A unit as the names from the top down; empty for the root."""

_ORGANIZATION, _UNIT = "aws_organizations_organization", "aws_organizations_organizational_unit"
_POLICY, _ATTACHMENT = "aws_organizations_policy", "aws_organizations_policy_attachment"
_ACTION = "aws_budgets_budget_action"


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
    of_accounts: Mapping[str, tuple[OrganizationPolicy, ...]] = field(default_factory=dict)
    """Policies that are attached to single accounts, by the account's key."""
    of_budgets: Mapping[str, tuple[OrganizationPolicy, ...]] = field(default_factory=dict)
    """Policies that AWS Budgets attaches to single accounts when they cost too much, by the account's key."""

    def with_accounts(self, units: Mapping[str, UnitPath]) -> OrganizationTree:
        """Hang each account that has policies of its own below its unit, as what they are attached to.

        What its budget attaches has a place of its own further down, so that it holds for what is asked there and
        for nothing else.

        Args:
            units: The path of each account's unit, by its key.

        """
        leaves = {path_of_account(key, units[key]): policies for key, policies in self.of_accounts.items()}
        for key, policies in self.of_budgets.items():
            above = path_of_account(key, units[key]) if key in self.of_accounts else units[key]
            leaves[*above, f"{key} (over budget)"] = policies
        attached = {**self.attached, **leaves}
        return replace(self, attached={path: attached[path] for path in sorted(attached)})

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


def path_of_account(key: str, unit: UnitPath) -> UnitPath:
    """Return the path of an account with policies of its own. No unit's name has parentheses."""
    return (*unit, f"{key} (account)")


def read_tree(synthesized: Synthesized) -> OrganizationTree:
    """Read the tree out of every workspace.

    Raises:
        LandingZoneError: something in it cannot be followed.

    """
    found = list(synthesized.resources({_UNIT, _POLICY, _ATTACHMENT}))
    units = _unit_paths({resource.identity: resource for resource in found if resource.kind == _UNIT})
    policies = {resource.identity: _policy(synthesized, resource) for resource in found if resource.kind == _POLICY}
    targets = _Targets(units, synthesized.account_keys)
    left = dict(policies)
    for resource in found:
        if resource.kind == _ATTACHMENT:
            policy = resource.values.get("policy_id")
            if policy not in policies:
                raise _lost(policy, resource)
            targets.attach(policies[policy], resource.values.get("target_id"), resource)
            left.pop(policy, None)
    by_budget = dict(_attached_by_budgets(synthesized, policies))
    for newer in cloud_control_policies(synthesized, _stand_in):
        for target in newer.targets:
            targets.attach(OrganizationPolicy(newer.name, newer.kind, newer.document), target, newer.resource)
    return OrganizationTree(
        units,
        {path: _ordered(targets.units[path]) for path in sorted(targets.units)},
        tuple(policy for policy in left.values() if policy not in [each for of in by_budget.values() for each in of]),
        {key: _ordered(policies) for key, policies in sorted(targets.accounts.items())},
        by_budget,
    )


def _attached_by_budgets(
    synthesized: Synthesized, policies: Mapping[str, OrganizationPolicy]
) -> Iterator[tuple[str, tuple[OrganizationPolicy, ...]]]:
    """Give what actions of budgets attach to each account, by its key."""
    for action in synthesized.resources({_ACTION}):
        for definition in _blocks(action.values.get("definition")):
            for attached in _blocks(definition.get("scp_action_definition")):
                policy = policies.get(str(attached.get("policy_id")))
                keys = [synthesized.account_keys.key(target) for target in attached.get("target_ids") or ()]
                if policy is None or None in keys:
                    raise _lost(attached, action)
                yield from ((key, (policy,)) for key in keys if key)


def _blocks(value: Any) -> list[Mapping[str, Any]]:
    """Return blocks of which Terraform takes one by itself, or several as a list."""
    return [value] if isinstance(value, Mapping) else list(value or [])


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


class _Targets:
    """What policies are attached to: the root, units and accounts."""

    def __init__(self, paths: Mapping[str, UnitPath], keys: AccountKeys) -> None:
        self._paths, self._keys = paths, keys
        self.units: dict[UnitPath, list[OrganizationPolicy]] = {path: [] for path in ((), *paths.values())}
        self.accounts: dict[str, list[OrganizationPolicy]] = {}

    def attach(self, policy: OrganizationPolicy, target: Any, resource: Resource) -> None:
        """Add a policy to what its attachment names."""
        if is_root(target):
            self.units[()].append(policy)
        elif target in self._paths:
            self.units[self._paths[target]].append(policy)
        elif key := self._keys.key(target):
            self.accounts.setdefault(key, []).append(policy)
        else:
            raise _lost(target, resource)


def _ordered(policies: Iterable[OrganizationPolicy]) -> tuple[OrganizationPolicy, ...]:
    return tuple(sorted(policies, key=lambda policy: (policy.kind, policy.name)))


def _lost(value: Any, resource: Resource) -> LandingZoneError:
    return LandingZoneError(
        "a synthesized resource does not say plainly what it refers to",
        got=f"{value} in {resource.identity}",
        why="policies are followed from the root down to each account by these references",
        fix="refer to the organization's root, a unit, an account or a policy of the same environment",
    )
