"""What organization policies and controls no longer forbid, and what they forbid now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from modules.changes.entries import Change, Entry
from modules.changes.written import written_differences
from modules.policy_evaluation.reading.organization_tree import OrganizationPolicy, OrganizationTree, read_tree, shown
from modules.synthesized.environment import Synthesized

_CONTROL = "aws_controltower_control"

Rules = Mapping[tuple[str, str, str], str]
"""What holds, by where, the kind of policy, and the statement's Sid or the setting's path."""


def policy_differences(before: Synthesized, now: Synthesized) -> Iterator[Entry]:
    """Give the differences between what holds in each unit and account: what goes first.

    Policies are packed by size, so a statement is compared by where it holds, and not by the policy that it is in.

    Raises:
        LandingZoneError: something in one of them cannot be followed.

    """
    was, is_ = _rules(read_tree(before)), _rules(read_tree(now))
    was, is_ = {**was, **_controls(before)}, {**is_, **_controls(now)}
    order = (Change.REMOVED, Change.CHANGED, Change.ADDED)
    found = [_difference(place, was.get(place), is_.get(place)) for place in sorted({*was, *is_})]
    yield from sorted(filter(None, found), key=lambda entry: order.index(entry.change))


def _difference(place: tuple[str, str, str], was: str | None, is_: str | None) -> Entry | None:
    if was == is_:
        return None
    where, kind, name = place
    change = Change.ADDED if was is None else Change.REMOVED if is_ is None else Change.CHANGED
    how = "" if was is None or is_ is None else "; ".join(_parts(was, is_))
    return Entry(change, f"{name} at {where} ({kind.lower().replace('_', ' ')})", how)


def _parts(was: str, is_: str) -> Iterator[str]:
    """Say which parts of a statement differ, and how."""
    for entry in written_differences(json.loads(was), json.loads(is_)):
        yield f"{entry.what} {entry.change}: {entry.how}"


def _rules(tree: OrganizationTree) -> dict[tuple[str, str, str], str]:
    places: dict[str, tuple[OrganizationPolicy, ...]] = {
        **{shown(path): policies for path, policies in tree.attached.items()},
        **{f"account {key}": policies for key, policies in tree.of_accounts.items()},
        **{f"account {key}, over its budget": policies for key, policies in tree.of_budgets.items()},
    }
    return {
        (where, policy.kind, name): json.dumps(rule, sort_keys=True)
        for where, policies in places.items()
        for policy in policies
        for name, rule in _named(policy)
    }


def _named(policy: OrganizationPolicy) -> Iterator[tuple[str, Any]]:
    """Give the statements of a policy by their Sid; of a kind with settings these, by the first of their keys."""
    for number, statement in enumerate(policy.statements):
        yield str(statement.get("Sid") or f"statement {number + 1} of {policy.name}"), statement
    if "Statement" not in policy.document:
        for key, settings in policy.document.items():
            if isinstance(settings, Mapping):
                yield from ((f"{key}.{name}", {"is": setting}) for name, setting in settings.items())
            else:
                yield key, {"is": settings}


def _controls(synthesized: Synthesized) -> dict[tuple[str, str, str], str]:
    found = {}
    for control in synthesized.resources({_CONTROL}):
        name = str(control.values.get("control_identifier")).rpartition("/")[2]
        where = str(control.values.get("target_identifier")).rpartition(":")[2]
        found[where, "control of control tower", name] = json.dumps(control.values.get("parameters"), default=str)
    return {place: json.dumps({"parameters": json.loads(text)}) for place, text in found.items()}
