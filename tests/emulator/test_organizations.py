from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.organizations.responses import OrganizationsResponse

from modules.emulator import extensions
from modules.emulator.services.organizations.concurrency import _alone
from modules.organization.spec import PolicyType
from tests.emulator.conftest import Client

pytestmark = pytest.mark.emulator

TYPES = sorted(kind.value for kind in PolicyType)
AUDIT_READS = {"Effect": "Allow", "Action": "organizations:List*", "Resource": "*"}


class Organization:
    """An organization of its own, and its root."""

    def __init__(self, client: Client, account_id: str) -> None:
        self.client = client("organizations", account_id)
        self.account_id = account_id
        self.client.create_organization(FeatureSet="ALL")
        self.root = self.client.list_roots()["Roots"][0]["Id"]

    def account(self, name: str) -> str:
        status = self.client.create_account(AccountName=name, Email=f"{name}@{self.account_id}.example")
        return str(status["CreateAccountStatus"]["AccountId"])

    def policy(self, type_: str) -> str:
        created = self.client.create_policy(Name=type_, Type=type_, Content="{}", Description="")
        return str(created["Policy"]["PolicySummary"]["Id"])

    def code(self, operation: str, **asked: Any) -> str:
        with pytest.raises(ClientError) as caught:
            getattr(self.client, operation)(**asked)
        return str(caught.value.response["Error"]["Code"])


class TestPolicies:
    @pytest.mark.parametrize("type_", TYPES)
    def test_every_type_is_enabled_created_and_attached(self, client: Client, type_: str) -> None:
        ours = Organization(client, f"3800000001{TYPES.index(type_):02}")
        ours.client.enable_policy_type(RootId=ours.root, PolicyType=type_)

        policy = ours.policy(type_)
        ours.client.attach_policy(PolicyId=policy, TargetId=ours.root)

        listed = ours.client.list_policies_for_target(TargetId=ours.root, Filter=type_)["Policies"]
        attached = [one for one in listed if not one["AwsManaged"]]  # beside FullAWSAccess
        assert [(one["Id"], one["Type"]) for one in attached] == [(policy, type_)]
        assert f"/{type_.lower()}/{policy}" in attached[0]["Arn"]

    def test_a_type_that_is_not_enabled_is_not_attached(self, client: Client) -> None:
        ours = Organization(client, "380000000010")
        policy = ours.policy("TAG_POLICY")

        assert ours.code("attach_policy", PolicyId=policy, TargetId=ours.root) == "PolicyTypeNotEnabledException"

    def test_without_an_organization_there_is_no_policy(self, client: Client) -> None:
        with pytest.raises(ClientError, match="AWSOrganizationsNotInUseException"):
            client("organizations", "380000000011").create_policy(
                Name="a", Type="TAG_POLICY", Content="{}", Description=""
            )


class TestUnits:
    def test_a_unit_with_an_account_in_it_stays(self, client: Client) -> None:
        ours = Organization(client, "380000000020")
        unit = ours.client.create_organizational_unit(ParentId=ours.root, Name="a")["OrganizationalUnit"]["Id"]
        ours.client.move_account(AccountId=ours.account("x"), SourceParentId=ours.root, DestinationParentId=unit)

        code = ours.code("delete_organizational_unit", OrganizationalUnitId=unit)

        assert code == "OrganizationalUnitNotEmptyException"

    def test_a_name_is_taken_once_in_a_parent(self, client: Client) -> None:
        ours = Organization(client, "380000000021")
        unit = ours.client.create_organizational_unit(ParentId=ours.root, Name="a")["OrganizationalUnit"]["Id"]
        ours.client.create_organizational_unit(ParentId=unit, Name="a")

        code = ours.code("create_organizational_unit", ParentId=ours.root, Name="a")

        assert code == "DuplicateOrganizationalUnitException"


class TestAccountAddresses:
    """The API Reference of CreateAccount: an address belongs to one account of all of AWS."""

    def test_an_address_that_is_taken_fails_the_request_whatever_its_case(self, client: Client) -> None:
        ours, theirs = Organization(client, "380000000025"), Organization(client, "380000000026")
        ours.account("fraud-dev")

        for organization in (ours, theirs):
            asked = organization.client.create_account(AccountName="again", Email="FRAUD-Dev@380000000025.example")
            request = asked["CreateAccountStatus"]["Id"]
            ended = organization.client.describe_create_account_status(CreateAccountRequestId=request)

            assert asked["CreateAccountStatus"]["State"] == "IN_PROGRESS"
            status = ended["CreateAccountStatus"]
            assert (status["State"], status["FailureReason"]) == ("FAILED", "EMAIL_ALREADY_EXISTS")
            assert "AccountId" not in status
            assert "again" not in [account["Name"] for account in organization.client.list_accounts()["Accounts"]]
            failed = organization.client.list_create_account_status(States=["FAILED"])["CreateAccountStatuses"]
            assert [one["Id"] for one in failed] == [request]

    def test_of_many_requests_at_once_for_one_address_one_succeeds(self, client: Client) -> None:
        ours = Organization(client, "380000000027")

        def create(_: int) -> str:
            asked = ours.client.create_account(AccountName="raced", Email="raced@380000000027.example")
            return str(asked["CreateAccountStatus"]["State"])

        with ThreadPoolExecutor(8) as pool:
            states = sorted(pool.map(create, range(8)))

        assert states == ["IN_PROGRESS"] * 7 + ["SUCCEEDED"]


class TestDelegation:
    def test_needs_trusted_access_first(self, client: Client) -> None:
        ours = Organization(client, "380000000030")
        asked = {"AccountId": ours.account("audit"), "ServicePrincipal": "sagemaker.amazonaws.com"}

        assert ours.code("register_delegated_administrator", **asked) == "ConstraintViolationException"
        ours.client.enable_aws_service_access(ServicePrincipal="sagemaker.amazonaws.com")
        ours.client.register_delegated_administrator(**asked)

        admins = ours.client.list_delegated_administrators(ServicePrincipal="sagemaker.amazonaws.com")
        assert [admin["Id"] for admin in admins["DelegatedAdministrators"]] == [asked["AccountId"]]

    @pytest.mark.parametrize(
        ("number", "principal", "most"), [("32", "access-analyzer", 1), ("33", "config-multiaccountsetup", 3)]
    )
    def test_has_as_many_administrators_as_the_service_allows(
        self, client: Client, number: str, principal: str, most: int
    ) -> None:
        ours = Organization(client, f"3800000000{number}")
        ours.client.enable_aws_service_access(ServicePrincipal=f"{principal}.amazonaws.com")
        members = [ours.account(f"m{number}") for number in range(most + 1)]
        asked = [{"AccountId": member, "ServicePrincipal": f"{principal}.amazonaws.com"} for member in members]
        for one in asked[:most]:
            ours.client.register_delegated_administrator(**one)

        assert ours.code("register_delegated_administrator", **asked[0]) == "AccountAlreadyRegisteredException"
        assert ours.code("register_delegated_administrator", **asked[most]) == "ConstraintViolationException"
        assert ours.code("remove_account_from_organization", AccountId=members[0]) == "ConstraintViolationException"
        ours.client.deregister_delegated_administrator(**asked[0])
        ours.client.remove_account_from_organization(AccountId=members[0])
        ours.client.register_delegated_administrator(**asked[most])

    def test_of_config_is_of_both_its_principals(self, client: Client) -> None:
        ours = Organization(client, "380000000034")
        audit, both = ours.account("audit"), ("config", "config-multiaccountsetup")
        for principal in both:
            ours.client.enable_aws_service_access(ServicePrincipal=f"{principal}.amazonaws.com")
            ours.client.register_delegated_administrator(AccountId=audit, ServicePrincipal=f"{principal}.amazonaws.com")

        services = ours.client.list_delegated_services_for_account(AccountId=audit)["DelegatedServices"]
        assert [service["ServicePrincipal"] for service in services] == [f"{p}.amazonaws.com" for p in both]

    def test_lets_the_administrator_see_the_organization_and_no_other_member(self, client: Client) -> None:
        ours = Organization(client, "380000000031")
        audit, other = ours.account("audit"), ours.account("other")
        ours.client.enable_aws_service_access(ServicePrincipal="guardduty.amazonaws.com")
        ours.client.register_delegated_administrator(AccountId=audit, ServicePrincipal="guardduty.amazonaws.com")

        seen = [len(client("organizations", account).list_accounts()["Accounts"]) for account in (audit, other)]

        assert seen == [3, 0]


class TestResourcePolicy:
    def test_is_kept_tagged_and_deleted(self, client: Client) -> None:
        ours = Organization(client, "380000000040")
        content = json.dumps({"Version": "2012-10-17", "Statement": [AUDIT_READS | {"Principal": "*"}]})

        put = ours.client.put_resource_policy(Content=content, Tags=[{"Key": "a", "Value": "1"}])["ResourcePolicy"]
        policy_id = put["ResourcePolicySummary"]["Id"]
        ours.client.tag_resource(ResourceId=policy_id, Tags=[{"Key": "b", "Value": "2"}])
        ours.client.untag_resource(ResourceId=policy_id, TagKeys=["a"])

        assert ours.client.list_tags_for_resource(ResourceId=policy_id)["Tags"] == [{"Key": "b", "Value": "2"}]
        assert ours.client.describe_resource_policy()["ResourcePolicy"]["Content"] == content
        ours.client.delete_resource_policy()
        assert ours.code("describe_resource_policy") == "ResourcePolicyNotFoundException"

    def test_lets_the_account_that_it_names_write_policies(self, client: Client) -> None:
        ours = Organization(client, "380000000041")
        named, other = ours.account("named"), ours.account("other")
        principal = {"AWS": f"arn:aws:iam::{named}:root"}
        content = json.dumps({"Version": "2012-10-17", "Statement": [AUDIT_READS | {"Principal": principal}]})
        ours.client.put_resource_policy(Content=content)

        client("organizations", named).create_policy(Name="a", Type="TAG_POLICY", Content="{}", Description="")

        names = [policy["Name"] for policy in ours.client.list_policies(Filter="TAG_POLICY")["Policies"]]
        assert names == ["a"]
        with pytest.raises(ClientError, match="AWSOrganizationsNotInUseException"):
            client("organizations", other).create_policy(Name="b", Type="TAG_POLICY", Content="{}", Description="")

    def test_is_json_with_statements(self, client: Client) -> None:
        ours = Organization(client, "380000000042")

        assert ours.code("put_resource_policy", Content="{}") == "InvalidInputException"


class TestConcurrency:
    def test_two_changes_of_one_target_conflict_and_of_two_targets_do_not(self) -> None:
        inside, leave = Event(), Event()

        def slowly(_: Any) -> str:
            inside.set()
            leave.wait(10)
            return "{}"

        change = _alone(slowly)
        first = Thread(target=change, args=(_request("ou-1"),))
        first.start()
        inside.wait(10)

        with pytest.raises(Exception, match="ConcurrentModificationException"):
            change(_request("ou-1"))
        leave.set()

        assert change(_request("ou-2")) == "{}"
        first.join()
        assert change(_request("ou-1")) == "{}"

    def test_is_watched_in_what_the_service_model_says(self) -> None:
        extensions.register()

        assert hasattr(OrganizationsResponse.attach_policy, "__wrapped__")
        assert not hasattr(OrganizationsResponse.list_policies, "__wrapped__")


def _request(target: str) -> Any:
    return SimpleNamespace(current_account="380000000050", request_params={"TargetId": target})
