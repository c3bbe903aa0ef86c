"""Who may do what with the versions in a team's model package group."""

from __future__ import annotations

from collections.abc import Iterator

from modules.machine_learning.models.registered_team import RegisteredTeam
from modules.storage.grantees import admitted
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
