"""AWS Firewall Manager: who is its administrator, and what only that account does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.organization_setup import Organization

pytestmark = pytest.mark.emulator

US = "us-east-1"


def refused(client: Any, operation: str, **asked: Any) -> str:
    with pytest.raises(ClientError) as caught:
        getattr(client, operation)(**asked)
    return str(caught.value.response["Error"]["Code"])


def policy(type_: str = "DNS_FIREWALL", resource: str = "AWS::EC2::VPC", **changed: Any) -> dict[str, Any]:
    return {
        "PolicyName": "p",
        "SecurityServicePolicyData": {"Type": type_, "ManagedServiceData": json.dumps({"type": type_})},
        "ResourceType": resource,
        "ExcludeResourceTags": False,
        "RemediationEnabled": False,
        **changed,
    }


def administrator(client: Client, management: str) -> str:
    ours = Organization(client, management)
    member = ours.member("security")
    client("fms", management, US).associate_admin_account(AdminAccount=member)
    return member


class TestAdministrator:
    def test_is_a_delegated_administrator_of_a_trusted_service(self, client: Client) -> None:
        member = administrator(client, "323000000001")

        organizations = client("organizations", "323000000001")
        delegated = organizations.list_delegated_services_for_account(AccountId=member)["DelegatedServices"]
        assert [service["ServicePrincipal"] for service in delegated] == ["fms.amazonaws.com"]
        shown = client("fms", "323000000001", US).get_admin_account()
        assert (shown["AdminAccount"], shown["RoleStatus"]) == (member, "READY")

    def test_is_one_and_chosen_by_the_management_account_in_one_region(self, client: Client) -> None:
        member = administrator(client, "323000000002")
        other = Organization.member(_existing(client, "323000000002"), "other")
        management, home = client("fms", "323000000002", US), client("fms", "323000000002")

        assert refused(management, "associate_admin_account", AdminAccount=other) == "InvalidOperationException"
        assert refused(home, "associate_admin_account", AdminAccount=member) == "InvalidOperationException"
        chosen_by_member = refused(client("fms", member, US), "associate_admin_account", AdminAccount=member)
        assert chosen_by_member == "InvalidOperationException"
        assert refused(client("fms", other, US), "get_admin_account") == "AccessDeniedException"

    def test_of_another_organization_is_refused(self, client: Client) -> None:
        Organization(client, "323000000003")

        code = refused(client("fms", "323000000003", US), "associate_admin_account", AdminAccount="999999999999")

        assert code == "InvalidInputException"

    def test_resigns_itself_and_takes_its_policies_along(self, client: Client) -> None:
        member = administrator(client, "323000000004")
        management, own = client("fms", "323000000004", US), client("fms", member, US)
        client("fms", member).put_policy(Policy=policy())

        assert refused(management, "disassociate_admin_account") == "AccessDeniedException"
        own.disassociate_admin_account()

        assert refused(management, "get_admin_account") == "ResourceNotFoundException"
        management.associate_admin_account(AdminAccount=member)
        assert client("fms", member).list_policies()["PolicyList"] == []


class TestPolicies:
    @pytest.fixture
    def fms(self, client: Client) -> Any:
        try:
            member = administrator(client, "323000000010")
        except ClientError:
            member = client("fms", "323000000010", US).get_admin_account()["AdminAccount"]
        return client("fms", member)

    def test_are_created_changed_shown_and_deleted(self, fms: Any) -> None:
        created = fms.put_policy(Policy=policy(), TagList=[{"Key": "a", "Value": "1"}])
        id_, token = created["Policy"]["PolicyId"], created["Policy"]["PolicyUpdateToken"]

        changed = policy(PolicyId=id_, PolicyUpdateToken=token, RemediationEnabled=True)
        again = fms.put_policy(Policy=changed)

        assert again["PolicyArn"] == created["PolicyArn"]
        assert fms.get_policy(PolicyId=id_)["Policy"]["RemediationEnabled"] is True
        assert fms.list_tags_for_resource(ResourceArn=created["PolicyArn"])["TagList"] == [{"Key": "a", "Value": "1"}]
        assert refused(fms, "put_policy", Policy=changed) == "InvalidOperationException"
        fms.delete_policy(PolicyId=id_)
        assert refused(fms, "get_policy", PolicyId=id_) == "ResourceNotFoundException"

    @pytest.mark.parametrize(
        "wrong",
        [
            policy(resource="AWS::EC2::Subnet"),
            policy("NETWORK_ACL_COMMON", "AWS::EC2::VPC"),
            policy("SECURITY_GROUPS_USAGE_AUDIT", "AWS::EC2::Instance"),
            policy("WAFV2", "AWS::CloudFront::Distribution"),
            policy(resource="ResourceTypeList"),
            policy(IncludeMap={"ACCOUNT": ["1"]}, ExcludeMap={"ACCOUNT": ["2"]}),
            policy(SecurityServicePolicyData={"Type": "WAFV2", "ManagedServiceData": "{"}),
            policy(SecurityServicePolicyData={"Type": "WAFV2", "ManagedServiceData": '{"type": "SHIELD"}'}),
        ],
    )
    def test_that_fit_together_with_nothing_are_refused(self, fms: Any, wrong: dict[str, Any]) -> None:
        assert refused(fms, "put_policy", Policy=wrong) == "InvalidInputException"

    @pytest.mark.parametrize(
        ("operation", "asked"),
        [("put_policy", {"Policy": policy()}), ("list_policies", {}), ("get_policy", {"PolicyId": "1" * 36})],
    )
    def test_are_the_administrators_alone(
        self, fms: Any, client: Client, operation: str, asked: dict[str, Any]
    ) -> None:
        assert fms.list_policies()["PolicyList"] == []
        assert refused(client("fms", "323000000010"), operation, **asked) == "AccessDeniedException"


def _existing(client: Client, management: str) -> Organization:
    ours = object.__new__(Organization)
    ours.management, ours.organizations = management, client("organizations", management)
    return ours
