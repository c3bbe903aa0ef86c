"""What a launch needs of its role: what Service Catalog does, and what CloudFormation does with each resource."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modules.catalog.library.launch_role import EVERY_LAUNCH, looked_up
from modules.catalog_tests.accounts import LaunchingAccount
from modules.catalog_tests.arns import asked_kinds
from modules.catalog_tests.fault import Candidate
from modules.catalog_tests.handlers import Handler, is_replaced_by_another_tag
from modules.catalog_tests.launches import LaunchedResource
from modules.policy_evaluation.creating.action_facts import ActionFacts

CHANGED_TAG, ANOTHER_VALUE = "CostCenter", "another"
"""The tag that a change of the account changes, and its new value. Whose something is never changes."""

CREATED_BY = "ec2:CreateAction"
"""What EC2 sends with the tags of what it creates, and with no others (Service Authorization Reference, Amazon EC2)."""

_WHEN = {Handler.UPDATE: ", where it or a tag of it is changed,"}

_OF_TEMPLATES = {"s3:ExistingObjectTag/servicecatalog:provisioning": "true"}


@dataclass(frozen=True, slots=True)
class Need:
    """A request that must be allowed."""

    action: str
    resource: str
    context: Mapping[str, Any]
    by: str
    """What needs it."""


def needs(launched: LaunchedResource, facts: Mapping[str, ActionFacts]) -> Iterator[Need]:
    """Give what CloudFormation asks for, from creating a resource to changing it and one of its tags, and deleting it.

    A request has the tags that it really sends: all of them where something is created, the one that changes where a
    tag does, and none elsewhere. What is not there yet has none.
    """
    for handler, actions in launched.needed_of.items():
        for action in sorted(actions - _never_set(launched, handler, facts)):
            by = f"{launched.logical_id}{_WHEN.get(handler, '')}"
            for kind, resource in asked_kinds(action, facts, launched):
                yield Need(action, resource, _context(launched, handler, action, kind, facts[action]), by)


def _never_set(launched: LaunchedResource, handler: Handler, facts: Mapping[str, ActionFacts]) -> set[str]:
    """Return what sets tags of a type whose tags are set once: no handler asks for that but the one that creates."""
    if handler is Handler.CREATE or not is_replaced_by_another_tag(launched.kind, launched.account.region):
        return set()
    return {action for action in launched.tagging if action in facts and facts[action].takes_tags}


def _context(
    launched: LaunchedResource, handler: Handler, action: str, kind: str, facts: ActionFacts
) -> dict[str, Any]:
    if handler is Handler.CREATE:
        is_there = not is_made(launched, action, kind, facts)
        return context_of(launched, facts, team=launched.account.team("name"), is_there=is_there)
    known = {**of_resource(launched), **launched.context}
    return {**known, **changed_tag(launched, facts)} if action in launched.tagging else known


def is_made(launched: LaunchedResource, action: str, kind: str, facts: ActionFacts) -> bool:
    """Whether what a request of the handler that creates a resource is about is made by it, and has no tags yet.

    A kind that is not among the resource's own is something that is there, such as the VPC of a security group; and so
    is all that a resource without tags is made in, such as the group of a rule.
    """
    makes = action in launched.spec.creates.actions or (action in launched.tagging and facts.takes_tags)
    return makes and bool(launched.tags) and (not launched.spec.kinds or kind in {"", *launched.spec.kinds})


def changed_tag(launched: LaunchedResource, facts: ActionFacts) -> dict[str, Any]:
    """Return what a request carries that sets or removes one tag of a resource, with tags that the resource has."""
    if CHANGED_TAG not in launched.tags:
        return {}
    sent = {f"aws:RequestTag/{CHANGED_TAG}": ANOTHER_VALUE} if facts.takes_tags else {}
    return {**sent, "aws:TagKeys": (CHANGED_TAG,)}


def of_resource(launched: LaunchedResource, *, team: str = "") -> dict[str, Any]:
    """Return the tags of a resource that is there, the team's own or another's."""
    account = launched.account
    return {"aws:ResourceTag/Team": team or account.team("name"), "aws:ResourceTag/Stage": account.team("stage")}


def context_of(launched: LaunchedResource, facts: ActionFacts, *, team: str, is_there: bool = True) -> dict[str, Any]:
    """Return the condition keys of a request with all tags, about a resource of a team, or about another's.

    Args:
        launched: The resource.
        facts: What is known of the action.
        team: Whose it is.
        is_there: Whether it has tags already. If not, the request creates it.

    """
    tags = {**launched.tags, "Team": team} if "Team" in launched.tags else launched.tags
    of_request: dict[str, Any] = {}
    if facts.takes_tags and tags:
        of_request = {f"aws:RequestTag/{key}": value for key, value in tags.items()} | {"aws:TagKeys": tuple(tags)}
    if is_there:
        return {**of_request, **of_resource(launched, team=team), **launched.context}
    creating = launched.spec.creates.actions[0].partition(":")[2]
    of_creation = {key: creating for key in (CREATED_BY,) if key.lower() in facts.keys}
    return {**of_request, **of_creation, **launched.context}


def every_launch(candidate: Candidate, account: LaunchingAccount) -> Iterator[Need]:
    """Give what Service Catalog asks for, whatever the product, and what is asked of EC2 about its parameters."""
    stack = account.pseudo["AWS::StackId"]
    parameters = [
        str(parameter["Default"])
        for parameter in candidate.version.template.get("Parameters", {}).values()
        if str(parameter["Type"]).startswith("AWS::SSM::")
    ]
    of_systems_manager = [f"arn:aws:ssm:{account.region}:{account.id}:parameter{name}" for name in parameters]
    for statement in EVERY_LAUNCH:
        for action in statement["Action"]:
            if action.startswith("ssm:"):
                resources = of_systems_manager
            elif action.startswith("s3:"):
                resources = ["arn:aws:s3:::templates-of-service-catalog/template"]
            else:
                resources = ["*"] if action == "cloudformation:ValidateTemplate" else [stack]
            yield from (Need(action, resource, _OF_TEMPLATES, "Service Catalog") for resource in resources)
    yield from (Need(action, "*", {}, "CloudFormation") for action in looked_up(candidate.version.template))
