from __future__ import annotations

from typing import Any

import pytest

from modules.landing_zone.guardrails import guardrail_parameters, policy_quota
from modules.organization.control_tower.attached_policies import attached_by_control_tower
from modules.organization.control_tower.spec import ControlTowerSpec
from modules.organization.spec import PolicyType
from tests.support.environments import environment, environment_with

SCP, RCP = PolicyType.SERVICE_CONTROL_POLICY, PolicyType.RESOURCE_CONTROL_POLICY
DECLARATIVE = PolicyType.DECLARATIVE_POLICY_EC2
SPEC = ControlTowerSpec(
    controls={"Workloads": {"CT.S3.PV.5": {}, "CT.KMS.PV.3": {}}, "Sandbox": {"CT.EC2.PV.7": {}, "CT.UNKNOWN.PV.1": {}}}
)


@pytest.mark.parametrize(
    ("kind", "target", "attached"),
    [
        (SCP, (), 0),
        (SCP, ("Infrastructure",), 2),
        (SCP, ("Workloads",), 2),
        (SCP, ("Workloads", "Production"), 2),
        (RCP, ("Workloads",), 1),
        (RCP, ("Workloads", "Production"), 0),
        (RCP, ("Sandbox",), 0),
        (DECLARATIVE, ("Sandbox",), 1),
        (DECLARATIVE, ("Workloads",), 0),
        (PolicyType.TAG_POLICY, ("Sandbox",), 0),
    ],
)
def test_a_unit_has_policies_of_control_tower(kind: PolicyType, target: tuple[str, ...], attached: int) -> None:
    assert attached_by_control_tower(SPEC, kind, target) == attached


@pytest.mark.parametrize(
    ("name", "section", "free"),
    [
        ("staging", {}, 9),
        ("staging", {"control_tower": {"controls": {"Workloads": {"CT.KMS.PV.3": {}}}}}, 7),
        ("production", {}, 7),
    ],
)
def test_guardrails_have_what_is_left(name: str, section: dict[str, Any], free: int) -> None:
    """Of ten: FullAWSAccess is one, and Control Tower's are two where it governs."""
    said = environment(name).zone.organization.model_dump(mode="json")
    said["trusted_services"] = [*dict.fromkeys([*said["trusted_services"], "controltower.amazonaws.com"])]
    zone = environment_with(name, organization=said, **section).zone

    assert policy_quota(zone, SCP, ("Workloads",)).free == free
    assert policy_quota(zone, SCP).free == 9


def test_guardrails_exempt_the_role_that_control_tower_works_as() -> None:
    """Although workspaces assume another: accounts that Organizations vends may be governed too."""
    said = environment().zone.organization.model_dump(mode="json")
    said["trusted_services"] = [*dict.fromkeys([*said["trusted_services"], "controltower.amazonaws.com"])]
    governed = environment_with(organization=said, control_tower={"landing_zone": {}}).zone

    role = "arn:aws:iam::*:role/AWSControlTowerExecution"
    assert role in guardrail_parameters(governed)["platform_roles"]
    assert role not in guardrail_parameters(environment().zone)["platform_roles"]
