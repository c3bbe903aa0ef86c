"""What a launch role must not do with tags: make something for others, and change whose something is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from modules.catalog_tests.arns import asked_kinds
from modules.catalog_tests.launches import LaunchedResource
from modules.catalog_tests.needs import CREATED_BY, changed_tag, context_of, is_made, of_resource
from modules.catalog_tests.probe import Probe
from modules.policy_evaluation.creating.action_facts import ActionFacts

ANOTHER = "another-team"

_OWN = {
    "Team": "with the tags of another team",
    "Stage": "with the tags of another stage",
    "CostCenter": "at the cost of others",
}
"""The tags that whatever a launch creates must have, with the account's values."""

_TAKES_AWAY = ("Delete", "Untag")
"""How actions begin that take tags away: whose something is stays with it, by the guardrail protect-owner-tags."""

_NOT_THE_TEAMS = "which is not the team's"


def tag_probes(launched: LaunchedResource, action: str, facts: Mapping[str, ActionFacts]) -> Iterator[Probe]:
    """Give what the role must not be able to do with an action that sets tags, on what is made and on what is there.

    Args:
        launched: The resource.
        action: The action, as its handlers write it.
        facts: What is known of actions.

    """
    if not facts[action].takes_tags or action.partition(":")[2].startswith(_TAKES_AWAY):
        return
    for kind, resource in asked_kinds(action, facts, launched):
        if is_made(launched, action, kind, facts[action]):
            yield from _of_what_is_made(launched, action, resource, facts[action])
        if action in launched.tagging:
            yield from _of_what_is_there(launched, action, resource, facts[action])


def _of_what_is_made(launched: LaunchedResource, action: str, resource: str, facts: ActionFacts) -> Iterator[Probe]:
    usual = context_of(launched, facts, team=launched.account.team("name"), is_there=False)
    for key, by in _OWN.items():
        if key in launched.tags:
            yield Probe(action, resource, {**usual, f"aws:RequestTag/{key}": ANOTHER}, by)
    if CREATED_BY in usual and action in launched.tagging:
        yield Probe(action, resource, _without(usual, CREATED_BY), "which it does not create")


def _of_what_is_there(launched: LaunchedResource, action: str, resource: str, facts: ActionFacts) -> Iterator[Probe]:
    own, of_another = of_resource(launched), of_resource(launched, team=ANOTHER)
    to_another = {"aws:RequestTag/Team": ANOTHER, "aws:TagKeys": ("Team",)}
    yield Probe(action, resource, {**own, **to_another}, "so that it becomes another team's")
    yield Probe(action, resource, {**of_another, **changed_tag(launched, facts)}, _NOT_THE_TEAMS)
    if not launched.name:
        taken = {**context_of(launched, facts, team=launched.account.team("name")), **of_another}
        yield Probe(action, resource, taken, _NOT_THE_TEAMS)


def _without(context: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in context.items() if name != key}
