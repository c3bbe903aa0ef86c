"""Roles of runs of HCP Terraform: whole subjects, of one phase each, in trust policies that IAM takes."""

from __future__ import annotations

import json

import pytest

from modules.aws_limits import RAISED_ROLE_TRUST_POLICY_LENGTH, ROLE_TRUST_POLICY_LENGTH
from modules.delivery.classes import Phase
from modules.delivery.hcp_roles import HcpRuns
from modules.delivery.hcp_template import hcp_template, parameters
from modules.delivery.spec import DeliverySpec, HcpSpec
from modules.deployment.spec import CloudBackendSpec
from modules.specification.errors import LandingZoneError

ACCOUNT = "111111111111"
MOST_OF_A_TEMPLATE = 51_200
"""Bytes (AWS CloudFormation User Guide, Understand CloudFormation quotas)."""

BACKEND = CloudBackendSpec(type="cloud", organization="acme", project="landing-zone-production")
RUNS = HcpRuns(backend=BACKEND, delivery=DeliverySpec(hcp=HcpSpec()), spec=HcpSpec())


def workspaces(number: int) -> list[str]:
    return [f"production-identity-team-{each:03}" for each in range(number)]


def test_a_role_trusts_whole_subjects_of_its_phase() -> None:
    assert RUNS.trust(["production-network-ipam"], Phase.PLAN, ACCOUNT) == {
        "Sid": "HCP",
        "Effect": "Allow",
        "Principal": {"Federated": f"arn:aws:iam::{ACCOUNT}:oidc-provider/app.terraform.io"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {
                "app.terraform.io:aud": "aws.workload.identity",
                "app.terraform.io:sub": [
                    "organization:acme:project:landing-zone-production:workspace:production-network-ipam:run_phase:plan"
                ],
            }
        },
    }


def test_the_management_account_has_as_many_roles_as_its_workspaces_need() -> None:
    known = workspaces(60)
    parts = RUNS.parts(known)
    assert [workspace for part in parts for workspace in part] == known
    assert len(parts) > 1
    for part in parts:
        trust = {"Version": "2012-10-17", "Statement": [RUNS.trust(part, Phase.APPLY, ACCOUNT)]}
        assert len(json.dumps(trust, separators=(",", ":"))) <= ROLE_TRUST_POLICY_LENGTH.value
    assert RUNS.role_name(Phase.PLAN, 1) == "landing-zone-plan"
    assert RUNS.role_name(Phase.APPLY, 2) == "landing-zone-apply-2"


def test_a_role_of_another_account_may_need_a_higher_quota_and_no_more() -> None:
    assert not RUNS.needs_more_room(workspaces(10))
    assert RUNS.needs_more_room(workspaces(25))
    assert RUNS.only_part("network", workspaces(25)) == [tuple(workspaces(25))]


def test_more_workspaces_than_a_trust_policy_has_room_for_are_refused() -> None:
    with pytest.raises(LandingZoneError) as refused:
        RUNS.only_part("ml-shared-services", workspaces(60))
    assert str(refused.value) == (
        "a role must be able to name every workspace that works as it\n"
        "  got: 60 workspaces in ml-shared-services: 6718 characters\n"
        f"  why: a trust policy has at most {RAISED_ROLE_TRUST_POLICY_LENGTH}\n"
        "  fix: give organization and project in HCP Terraform shorter names, or deliver with pipelines"
    )


def test_the_template_has_a_parameter_for_each_role_and_room_for_many() -> None:
    parts = RUNS.parts(workspaces(200))
    template = hcp_template(RUNS, parts=len(parts), objects=["arn:aws:s3:::acme-landing-zone-catalog-*/*"])
    assert template["Parameters"].keys() == parameters(RUNS, parts).keys()
    assert len(json.dumps(template)) < MOST_OF_A_TEMPLATE


def test_subjects_are_listed_with_commas_that_no_name_has() -> None:
    given = parameters(RUNS, [("a", "b")])["ApplySubjects"].split(",")
    assert given == RUNS.subjects(["a", "b"], Phase.APPLY)
