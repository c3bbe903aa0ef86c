"""Whom endpoints admit, to what."""

from __future__ import annotations

import json
from typing import Any

import pytest

from modules.network.endpoints.exceptions import Owner, Principals, exceptions
from modules.network.endpoints.policies import endpoint_policy
from modules.network.plan.service_catalogue import catalogue

LONGEST = 20_480
"""Characters of an endpoint policy (AWS PrivateLink Guide, Control access to VPC endpoints using endpoint policies)."""

OURS, OWNED = {"aws:PrincipalOrgID": "o-acme"}, {"aws:ResourceOrgID": "o-acme"}
ALL = list(catalogue().services)


def statements(service: str, trusted: tuple[str, ...] = (), *, reads_everything: bool = False) -> dict[str, Any]:
    policy = endpoint_policy(
        service,
        region="eu-west-1",
        organization_id="o-acme",
        trusted_accounts=trusted,
        reads_everything=reads_everything,
    )
    return {one["Sid"]: one for one in json.loads(policy)["Statement"]}


@pytest.mark.parametrize("service", ALL)
def test_everything_is_admitted_to_the_organization_on_its_own_and_to_services_of_aws_only(service: str) -> None:
    whole = {sid: one["Condition"] for sid, one in statements(service).items() if one["Action"] == ["*"]}

    assert whole == {
        "OrganizationUsesWhatIsItsOwn": {"StringEquals": {**OURS, **OWNED}},
        "ServicesOfAwsAct": {"Bool": {"aws:PrincipalIsAWSService": "true"}},
    }


@pytest.mark.parametrize("service", ALL)
def test_exceptions_name_what_they_admit_and_whom(service: str) -> None:
    for one in exceptions().get(service, ()):
        said = statements(service)[one.sid]
        expected = {
            **(OURS if one.principals is Principals.ORGANIZATION else {}),
            **(OWNED if one.owner is Owner.ORGANIZATION else {}),
        }
        assert said.get("Condition", {"StringEquals": {}}) == {"StringEquals": expected}
        assert not any("*" in action for action in said["Action"])


def test_who_is_not_signed_in_reads_what_is_aws_s_or_federates() -> None:
    for found in exceptions().values():
        for one in found:
            if one.principals is Principals.ANYONE:
                federates = all(action.startswith("sts:AssumeRoleWith") for action in one.actions)
                assert federates or one.actions == ("s3:GetObject",), one.sid
                assert federates == (one.owner is Owner.ORGANIZATION), one.sid


@pytest.mark.parametrize("sid", ["LayersOfContainerImages", "AssetsOfCodeArtifact"])
def test_addresses_that_a_service_signs_itself_ask_for_no_principal_of_the_organization(sid: str) -> None:
    """With that condition every `docker pull` from Amazon ECR ends with 403."""
    assert "Condition" not in statements("s3")[sid]


@pytest.mark.parametrize("service", ALL)
def test_a_policy_is_one_that_aws_takes(service: str) -> None:
    policy = endpoint_policy(
        service,
        region="ap-northeast-1",
        organization_id="o" * 34,
        trusted_accounts=["1" * 12] * 20,
        reads_everything=True,
    )

    assert len(policy) < LONGEST
    assert "{region}" not in policy
    sids = [one["Sid"] for one in json.loads(policy)["Statement"]]
    assert len(sids) == len(set(sids))


def test_trusted_accounts_are_admitted_as_owners_and_not_as_users() -> None:
    said = statements("ecr.api", ("333333333333",))["OrganizationUsesWhatIsTrusted"]

    assert said["Condition"]["StringEquals"] == {**OURS, "aws:ResourceAccount": ["333333333333"]}
    assert "OrganizationUsesWhatIsTrusted" not in statements("ecr.api")


def test_what_others_publish_is_read_where_it_is_said_and_never_written() -> None:
    said = statements("s3", reads_everything=True)["WhatIsPublishedIsRead"]

    assert "Condition" not in said
    assert all(action.removeprefix("s3:").startswith(("Get", "List")) for action in said["Action"])
    assert not any("*" in action for action in said["Action"])
    assert "WhatIsPublishedIsRead" not in statements("s3")
    assert "WhatIsPublishedIsRead" not in statements("dynamodb", reads_everything=True)


def test_exceptions_are_for_services_that_have_endpoints() -> None:
    assert set(exceptions()) <= set(ALL)
