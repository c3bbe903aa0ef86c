"""Who may do what with the versions in a team's model package group.

A role is admitted by its account and its ARN, never by a tag or a path alone: who administers an account of one team
makes roles of any name and tag there, but none in another account.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from modules.machine_learning.models.registered_team import Grantees, RegisteredTeam
from modules.storage.statements import Statement

_STATUS = "sagemaker:ModelApprovalStatus"
_NO_LIFE_CYCLE = {"sagemaker:ModelLifeCycle:Stage": "true", "sagemaker:ModelLifeCycle:StageStatus": "true"}
"""Approval has one way here, and that is not the stage of a life cycle, which has a status of its own."""


def group_statements(team: RegisteredTeam) -> list[Statement]:
    """Return the statements of the group's policy; what nobody may do has none.

    Amazon SageMaker AI Developer Guide, Register a Model Version from a Different Account and Deploy a Model Version
    from a Different Account; the condition keys are from the Service Authorization Reference.
    """
    return [*_statements(team)]


def _statements(team: RegisteredTeam) -> Iterator[Statement]:
    group, versions = team.group_arns
    yield from admitted(
        "RegisterForApproval",
        team.registering,
        ["sagemaker:CreateModelPackage"],
        [group, versions],
        {"StringEquals": {_STATUS: "PendingManualApproval"}, "Null": _NO_LIFE_CYCLE},
    )
    yield from admitted(
        "SeeVersions",
        team.registering + team.deploying + team.approving,
        ["sagemaker:DescribeModelPackage", "sagemaker:DescribeModelPackageGroup", "sagemaker:ListModelPackages"],
        [group, versions],
    )
    yield from admitted(
        "DecideOnVersions",
        team.approving,
        ["sagemaker:UpdateModelPackage"],
        [versions],
        {
            "StringEquals": {_STATUS: ["Approved", "Rejected"]},
            "Null": {"sagemaker:CustomerMetadataPropertiesToRemove": "true", **_NO_LIFE_CYCLE},
        },
    )
    # No condition key tells an approved version from any other here: docs/decisions/0024 says what does.
    yield from admitted("DeployVersions", team.deploying, ["sagemaker:CreateModel"], [versions])


def admitted(
    sid: str,
    grantees: Grantees,
    actions: list[str],
    resources: list[str],
    condition: Mapping[str, Mapping[str, Any]] | None = None,
) -> Iterator[Statement]:
    """Give a statement that admits roles of other accounts; none where there are no such roles."""
    if grantees:
        yield {
            "Sid": sid,
            "Effect": "Allow",
            "Principal": {"AWS": [f"arn:aws:iam::{account_id}:root" for account_id in grantees.account_ids]},
            "Action": actions,
            "Resource": resources,
            "Condition": {"ArnLike": {"aws:PrincipalArn": [*grantees.role_arns]}, **(condition or {})},
        }
