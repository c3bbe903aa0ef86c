"""What a launch needs of its role: what Service Catalog does, and what CloudFormation does with each resource."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modules.catalog.library.launch_role import EVERY_LAUNCH
from modules.catalog_tests.accounts import LaunchingAccount
from modules.catalog_tests.arns import asked_resources
from modules.catalog_tests.fault import Candidate
from modules.catalog_tests.launches import LaunchedResource
from modules.policy_evaluation.creating.action_facts import ActionFacts

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
    """Give what CloudFormation asks for, from creating a resource to deleting it."""
    for action in sorted(launched.needed):
        context = context_of(launched, facts[action], team=launched.account.team("name"))
        for resource in asked_resources(action, facts, launched):
            yield Need(action, resource, context, launched.logical_id)


def context_of(launched: LaunchedResource, facts: ActionFacts, *, team: str) -> dict[str, Any]:
    """Return the condition keys of a request about a resource of a team, or about another's."""
    own = launched.account
    tags = {**launched.tags, "Team": team} if "Team" in launched.tags else launched.tags
    of_request: dict[str, Any] = {}
    if facts.takes_tags and tags:
        of_request = {f"aws:RequestTag/{key}": value for key, value in tags.items()} | {"aws:TagKeys": tuple(tags)}
    of_resource = {"aws:ResourceTag/Team": team, "aws:ResourceTag/Stage": own.team("stage")}
    return {**of_request, **of_resource, **launched.context}


def every_launch(candidate: Candidate, account: LaunchingAccount) -> Iterator[Need]:
    """Give what Service Catalog asks for, whatever the product."""
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
