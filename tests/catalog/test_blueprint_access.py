"""The role by which Control Tower gets at blueprints is what AWS documents, and nothing more."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cdktf import TerraformStack

from modules.catalog.blueprint_access import BlueprintAccess
from tests.support.synthesis import synthesize_one

PEOPLE = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admins_????????????????"


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    def build(stack: TerraformStack) -> None:
        BlueprintAccess(stack, "access", management_account_id="222222222222", user_role_patterns=[PEOPLE])

    found: dict[str, Any] = synthesize_one(tmp_path_factory.mktemp("access"), build)["resource"]
    return found


def test_it_has_the_two_policies_that_control_tower_requires_and_no_other(resources: dict[str, Any]) -> None:
    attached = {body["policy_arn"] for body in resources["aws_iam_role_policy_attachment"].values()}
    assert attached == {
        "arn:aws:iam::aws:policy/AWSServiceCatalogAdminFullAccess",
        "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    }
    assert set(resources) == {"aws_iam_role", "aws_iam_role_policy_attachment"}


def test_it_trusts_control_tower_and_who_vends_accounts_and_nobody_else(resources: dict[str, Any]) -> None:
    (role,) = resources["aws_iam_role"].values()
    control_tower, people = json.loads(role["assume_role_policy"])["Statement"]

    assert role["name"] == "AWSControlTowerBlueprintAccess"
    assert control_tower["Principal"] == {"AWS": "arn:aws:iam::222222222222:role/service-role/AWSControlTowerAdmin"}
    assert people["Principal"] == {"AWS": "arn:aws:iam::222222222222:root"}
    assert people["Condition"] == {"ArnLike": {"aws:PrincipalArn": [PEOPLE]}}
