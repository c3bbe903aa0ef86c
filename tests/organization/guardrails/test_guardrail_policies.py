from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cdktf import TerraformStack

from modules.organization.guardrails.guardrail_policies import GuardrailPolicies
from modules.organization.guardrails.parameters import ORGANIZATION_ID
from modules.organization.guardrails.policies import GuardrailPolicy
from modules.organization.organization import Organization
from modules.organization.spec import PolicyType
from tests.support.environments import addresses, environment
from tests.support.synthesis import synthesize_one

SCP = PolicyType.SERVICE_CONTROL_POLICY
CONDITION = {"aws:ResourceOrgID": "${aws:PrincipalOrgID}", "aws:PrincipalOrgID": ORGANIZATION_ID, "x:y": "%{z}"}
POLICIES = (
    GuardrailPolicy((), SCP, 1, ("a", "b"), {"Statement": [{"Condition": {"StringNotEquals": CONDITION}}]}),
    GuardrailPolicy(("Workloads", "Production"), SCP, 1, ("c",), {"Statement": []}),
    GuardrailPolicy(("Workloads", "Production"), SCP, 2, ("d",), {"Statement": []}),
    GuardrailPolicy(("Workloads",), PolicyType.TAG_POLICY, 1, ("e",), {"tags": {}}),
)
TARGET_IDS = {
    ("units", "Workloads"): "ou-workloads",
    ("units", "Workloads", "Production"): "ou-production",
    ("accounts", "fraud-prod"): "333333333333",
}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    def build(stack: TerraformStack) -> None:
        organization = Organization(stack, "organization", spec=environment().zone.organization)
        GuardrailPolicies(
            stack,
            "guardrails",
            policies=POLICIES,
            organization_id=organization.organization_id,
            target_ids={("root",): organization.root_id, **TARGET_IDS},
            tags={"Owner": "platform"},
            after=[organization.dependable],
        )

    return synthesize_one(Path(tmp_path_factory.mktemp("stack")), build)


def by_name(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {policy["name"]: policy for policy in document["resource"]["aws_organizations_policy"].values()}


def test_each_policy_is_attached_to_its_target_once(document: dict[str, Any]) -> None:
    policies = document["resource"]["aws_organizations_policy"]
    attached = {
        one["policy_id"]: one["target_id"]
        for one in document["resource"]["aws_organizations_policy_attachment"].values()
    }

    assert {policies[id_.split(".")[1]]["name"]: target for id_, target in attached.items()} == {
        "Root service-control-policy 1": "${aws_organizations_organization.organization.roots[0].id}",
        "Workloads/Production service-control-policy 1": "ou-production",
        "Workloads/Production service-control-policy 2": "ou-production",
        "Workloads tag-policy 1": "ou-workloads",
    }


def test_terraform_fills_in_the_organization_and_leaves_iam_s_variables_alone(document: dict[str, Any]) -> None:
    content = by_name(document)["Root service-control-policy 1"]["content"]

    assert json.loads(content)["Statement"][0]["Condition"]["StringNotEquals"] == {
        "aws:ResourceOrgID": "$${aws:PrincipalOrgID}",
        "aws:PrincipalOrgID": "${aws_organizations_organization.organization.id}",
        "x:y": "%%{z}",
    }


def test_a_policy_waits_for_the_organization_that_enables_its_kind(document: dict[str, Any]) -> None:
    for policy in by_name(document).values():
        assert policy["depends_on"] == ["aws_organizations_organization.organization"]


def test_addresses_say_kind_target_and_number_and_never_what_is_in_a_policy(document: dict[str, Any]) -> None:
    assert [one for one in addresses(document) if "policy" in one] == [
        "aws_organizations_policy.guardrails_service-control-policy_root_1_58FCD46E",
        "aws_organizations_policy.guardrails_service-control-policy_units_Workloads_Production_1_9ADA6D93",
        "aws_organizations_policy.guardrails_service-control-policy_units_Workloads_Production_2_65F42764",
        "aws_organizations_policy.guardrails_tag-policy_units_Workloads_1_2FB12FC8",
        "aws_organizations_policy_attachment.guardrails_service-control-policy_root_1_attachment_6A26972F",
        "aws_organizations_policy_attachment.guardrails_service-control-policy_units_Workloads_Production_1_attachment_77634AC9",
        "aws_organizations_policy_attachment.guardrails_service-control-policy_units_Workloads_Production_2_attachment_CC09DBF5",
        "aws_organizations_policy_attachment.guardrails_tag-policy_units_Workloads_1_attachment_E6ECDEEC",
    ]
