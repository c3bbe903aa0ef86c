"""Studio of a team: in the VPC, with the team's key and role, entered by whom a profile is, and stopped when idle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.machine_learning.spec import StudioSpec
from modules.machine_learning.studio import StudioDomain, StudioUser
from modules.specification.tag_keys import LibraryTag
from tests.support.synthesis import only, synthesize_one

KEY = "arn:aws:kms:eu-west-1:111111111111:key/of-the-team"
ROLE = "arn:aws:iam::111111111111:role/teams/fraud/dev/SageMakerExecution"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    spec = StudioSpec(stages=("dev",), idle_minutes=90, data_classification="confidential")
    return synthesize_one(
        tmp_path_factory.mktemp("studio"),
        lambda stack: StudioDomain(
            stack,
            "studio",
            spec=spec,
            name="fraud-dev",
            key_arn=KEY,
            role_arn=ROLE,
            vpc_id="vpc-1",
            subnet_ids=["subnet-1", "subnet-2"],
            tag_keys={},
        ),
    )


def test_the_domain_stays_in_the_vpc_with_the_team_s_key(studio: dict[str, Any]) -> None:
    domain = only(studio, "aws_sagemaker_domain")

    assert domain["app_network_access_type"] == "VpcOnly"
    assert (domain["vpc_id"], domain["subnet_ids"]) == ("vpc-1", ["subnet-1", "subnet-2"])
    assert domain["kms_key_id"] == KEY
    assert domain["lifecycle"]["prevent_destroy"] is True
    assert domain["tags"] == {"DataClassification": "confidential"}


def test_people_get_in_as_themselves_and_work_as_the_team_s_role(studio: dict[str, Any]) -> None:
    domain = only(studio, "aws_sagemaker_domain")

    assert domain["auth_mode"] == "IAM"
    assert domain["domain_settings"] == {"execution_role_identity_config": "USER_PROFILE_NAME"}
    assert domain["default_user_settings"]["execution_role"] == ROLE
    assert domain["default_space_settings"]["execution_role"] == ROLE


def test_what_idles_is_stopped_and_nobody_puts_that_off(studio: dict[str, Any]) -> None:
    settings = only(studio, "aws_sagemaker_domain")["default_user_settings"]

    for application in ("code_editor_app_settings", "jupyter_lab_app_settings"):
        idle = settings[application]["app_lifecycle_management"]["idle_settings"]
        assert idle["lifecycle_management"] == "ENABLED"
        assert idle["idle_timeout_in_minutes"] == idle["max_idle_timeout_in_minutes"] == 90


def test_applications_reach_each_other_and_https_and_are_reached_by_nobody_else(studio: dict[str, Any]) -> None:
    rules = studio["resource"]
    group = only(studio, "aws_security_group")
    (ingress,) = rules["aws_vpc_security_group_ingress_rule"].values()
    egress = list(rules["aws_vpc_security_group_egress_rule"].values())

    assert group["vpc_id"] == "vpc-1"
    assert ingress["referenced_security_group_id"] == ingress["security_group_id"]
    assert "cidr_ipv4" not in ingress
    assert [(rule["from_port"], rule["to_port"]) for rule in egress if "cidr_ipv4" in rule] == [(443, 443)]


def test_a_profile_is_known_by_the_name_that_the_person_signs_in_with(tmp_path: Path) -> None:
    document = synthesize_one(
        tmp_path,
        lambda stack: StudioUser(
            stack,
            "ada",
            domain_id="d-1",
            name="ada",
            sign_in_name="ada@acme.example",
            data_classification="internal",
            tag_keys={LibraryTag.DATA_CLASSIFICATION: "classification"},
        ),
    )

    profile = only(document, "aws_sagemaker_user_profile")
    assert (profile["domain_id"], profile["user_profile_name"]) == ("d-1", "ada")
    assert profile["tags"] == {"classification": "internal", "UserName": "ada@acme.example"}
    assert "user_settings" not in profile
