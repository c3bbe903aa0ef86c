"""What tells of a team's models across accounts is called: the registry's account and those that deploy agree on it."""

from __future__ import annotations

WAITING, APPROVED = "PendingManualApproval", "Approved"
"""Statuses of a version (Amazon SageMaker API Reference, ModelPackage): what test deploys, and what production does."""

STATE_CHANGE = "SageMaker Model Package State Change"
"""What SageMaker calls the event (Amazon SageMaker AI Developer Guide, Events that Amazon SageMaker AI sends to Amazon
EventBridge; read 29 November 2026). It says the group, the version's number, and its status."""

SOURCE = "aws.sagemaker"
"""Who says so. Nobody but AWS puts an event whose source begins with `aws.` (EventBridge API Reference, PutEvents)."""

UNDELIVERED = "landing-zone-undelivered-events"
"""The queue, in the registry's account, of events that reached no account."""


def deployment_name(team: str, stage: str) -> str:
    """Name all that deploys a team's models in one stage: bus, rule, state machine, endpoint, and what tells of it."""
    return f"{team}-{stage}-models"


def bus_arn(region: str, account_id: str, team: str, stage: str) -> str:
    """Return the bus, in an account that deploys, that the registry's events go to."""
    return f"arn:aws:events:{region}:{account_id}:event-bus/{deployment_name(team, stage)}"


def rule_name(team: str) -> str:
    """Name the rule, in the registry's account, that sends events of a team's models; its role is called the same."""
    return f"models-{team}"


def sender_arn(registry_account_id: str, team: str) -> str:
    """Return the role as which EventBridge sends events of a team's models from the registry's account."""
    return f"arn:aws:iam::{registry_account_id}:role/platform/{rule_name(team)}"
