"""Whom grave findings reach: what the policies on their way ask of EventBridge, which tells little of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.environments import document


@pytest.fixture
def resources(outputs: dict[str, Path]) -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = document(outputs["staging"], "staging-security-eu-west-1")["resource"]
    return found


def for_event_bridge(resources: dict[str, dict[str, dict[str, Any]]], kind: str) -> Iterator[dict[str, Any]]:
    """Give every statement that lets EventBridge do something, of all policies of a type of resource."""
    for resource in resources[kind].values():
        for statement in json.loads(resource["policy"])["Statement"]:
            if statement["Principal"] == {"Service": "events.amazonaws.com"}:
                yield statement


@pytest.mark.parametrize("kind", ["aws_sns_topic_policy", "aws_kms_key"])
def test_topic_and_key_ask_nothing_of_event_bridge_that_it_does_not_tell(
    resources: dict[str, dict[str, dict[str, Any]]], kind: str
) -> None:
    statements = list(for_event_bridge(resources, kind))
    assert statements
    assert not [statement for statement in statements if "Condition" in statement]


def test_the_queue_takes_messages_of_the_rule_alone(resources: dict[str, dict[str, dict[str, Any]]]) -> None:
    conditions = [statement["Condition"] for statement in for_event_bridge(resources, "aws_sqs_queue")]
    assert conditions == [
        {"ArnEquals": {"aws:SourceArn": "arn:aws:events:eu-west-1:${local.account-id}:rule/security-findings"}}
    ]
