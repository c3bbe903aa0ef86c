"""What synthesized policies of roles and permission sets allow is something that IAM can allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from modules.landing_zone.known_ids import known_ids
from modules.names.documents import document
from modules.policy_evaluation.creating.action_facts import ActionFacts, action_facts
from modules.synthesized.environment import read_synthesized
from tests.support.environments import environment

POLICIES = {
    "aws_iam_policy": "policy",
    "aws_iam_role_policy": "policy",
    "aws_ssoadmin_permission_set_inline_policy": "inline_policy",
}
"""Types with policies of principals, each with the argument that holds one."""

Statement = Mapping[str, Any]


def listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def actions_of(statement: Statement) -> list[str]:
    """Name the actions that a statement allows, those with `*` left out."""
    allowed = listed(statement.get("Action")) if statement["Effect"] == "Allow" else []
    return [action for action in allowed if "*" not in action]


def never_allowed(statement: Statement, facts: Mapping[str, ActionFacts]) -> Iterator[str]:
    """Say which actions no request of which a statement fits: they have no such resource, or carry no such tags."""
    keys = {key.lower() for of_operator in statement.get("Condition", {}).values() for key in of_operator}
    for action in actions_of(statement):
        if "Resource" in statement and "*" not in listed(statement["Resource"]) and not facts[action].resources:
            yield f"{action} works on nothing that has an ARN"
        if any(key.startswith("aws:requesttag/") for key in keys) and not facts[action].takes_tags:
            yield f"{action} sends no tags"
        of_resource = any(key.startswith("aws:resourcetag/") for key in facts[action].keys)
        if any(key.startswith("aws:resourcetag/") for key in keys) and not of_resource:
            yield f"{action} is of nothing that has tags"


@pytest.mark.parametrize("name", ["production", "staging"])
def test_every_action_that_a_statement_allows_can_be_asked_for(outputs: dict[str, Path], name: str) -> None:
    synthesized = read_synthesized(outputs[name], name, known_ids(environment(name).zone))
    found = {each.address: each for each in synthesized.resources(POLICIES)}  # a module's is the same in all accounts
    statements = [
        (address, statement)
        for address, resource in found.items()
        for statement in document(synthesized, resource, POLICIES[resource.kind]).get("Statement", ())
    ]
    facts = action_facts({action for _, statement in statements for action in actions_of(statement)})

    assert len(statements) > 300
    assert [
        f"{address}, {statement.get('Sid')}: {what}"
        for address, statement in statements
        for what in never_allowed(statement, facts)
    ] == []


@pytest.mark.parametrize(
    ("action", "resource", "key", "what"),
    [
        ("servicecatalog:AssociateProductWithPortfolio", "arn:aws:catalog:*:*:portfolio/*", "", "has an ARN"),
        ("servicecatalog:UpdateConstraint", "*", "aws:ResourceTag/Portfolio", "nothing that has tags"),
        ("servicecatalog:DeletePortfolio", "*", "aws:RequestTag/Portfolio", "sends no tags"),
    ],
)
def test_what_can_never_be_allowed_is_seen(action: str, resource: str, key: str, what: str) -> None:
    condition = {"Condition": {"StringEquals": {key: "analytics"}}} if key else {}
    statement = {"Effect": "Allow", "Action": action, "Resource": resource, **condition}

    (fault,) = never_allowed(statement, action_facts({action}))
    assert what in fault
