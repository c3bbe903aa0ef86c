"""A resource that becomes `*` changes nothing where the list has all that the actions work on."""

from __future__ import annotations

import pytest

from modules.policy_evaluation.mutation.mutation import Operator
from modules.policy_evaluation.mutation.mutations import mutations
from modules.policy_evaluation.mutation.resource_shapes import shapes_of, without_effect

SAGEMAKER = "arn:aws:sagemaker:*:*"


@pytest.mark.parametrize(
    ("action", "resource", "changes_nothing"),
    [
        ("kms:Decrypt", "arn:aws:kms:*:*:key/*", True),
        (
            "sagemaker:CreateEndpoint",
            ["arn:aws:sagemaker:*:*:endpoint/*", "arn:aws:sagemaker:*:*:endpoint-config/*"],
            True,
        ),
        ("sagemaker:CreateEndpoint", f"{SAGEMAKER}:endpoint/*", False),
        ("kms:Decrypt", "arn:aws:kms:eu-west-1:*:key/*", False),
        ("iam:PassRole", "arn:aws:iam::*:role/teams/*", False),
        (["kms:Decrypt", "kms:ListAliases"], "arn:aws:kms:*:*:key/*", False),
    ],
)
def test_what_the_actions_work_on_decides(action: object, resource: object, changes_nothing: bool) -> None:  # noqa: FBT001
    statement = {"Sid": "Work", "Effect": "Allow", "Action": action, "Resource": resource}
    shapes = shapes_of([statement])
    (widened,) = (one for one in mutations(statement) if one.operator is Operator.RESOURCE_WIDENED)

    assert bool(without_effect(statement, widened, shapes).equivalent) is changes_nothing
