"""A team's account knows where its models are registered, and where approved images are."""

from __future__ import annotations

from pathlib import Path

from modules.machine_learning.models.registered_team import RegisteredTeam
from modules.machine_learning.models.registry_parameters import RegistryParameters
from tests.support.synthesis import synthesize_one

TEAM = RegisteredTeam(
    organization="acme",
    name="fraud",
    registry_account_id="999999999999",
    region="eu-west-1",
    tag_keys={},
    stages=(),
)


def test_parameters_lead_to_the_team_s_group_its_bucket_and_approved_images(tmp_path: Path) -> None:
    document = synthesize_one(tmp_path, lambda stack: RegistryParameters(stack, "parameters", team=TEAM))

    assert {each["name"]: each["value"] for each in document["resource"]["aws_ssm_parameter"].values()} == {
        "/landing-zone/team/base-images": "999999999999.dkr.ecr.eu-west-1.amazonaws.com/base",
        "/landing-zone/team/model-package-group-arn": TEAM.group_arns[0],
        "/landing-zone/team/models-bucket": TEAM.bucket_name,
    }


def test_addresses_are_a_contract(tmp_path: Path) -> None:
    document = synthesize_one(tmp_path, lambda stack: RegistryParameters(stack, "parameters", team=TEAM))

    assert sorted(document["resource"]["aws_ssm_parameter"]) == [
        "parameters_base-images_B61BCC2C",
        "parameters_model-package-group-arn_3DA0718E",
        "parameters_models-bucket_4B9E94A7",
    ]
