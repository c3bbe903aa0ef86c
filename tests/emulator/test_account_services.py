"""Smaller services: root access, contacts, budgets, VPC block public access, the serial console."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from modules.aws_limits import REGIONS
from modules.emulator.services.account.primary_email import CODE
from modules.emulator.services.account.regions import ALWAYS_ENABLED
from tests.emulator.conftest import Client

pytestmark = pytest.mark.emulator

CONTACT = {
    "AddressLine1": "1 Example Street",
    "City": "Berlin",
    "CountryCode": "DE",
    "FullName": "Ada Example",
    "PhoneNumber": "+4930123456",
    "PostalCode": "10115",
}
NOTIFICATION = {"NotificationType": "ACTUAL", "ComparisonOperator": "GREATER_THAN", "Threshold": 80.0}
LEAD = {"SubscriptionType": "EMAIL", "Address": "lead@a.example"}
OWNER = {"SubscriptionType": "EMAIL", "Address": "owner@a.example"}


class TestRootAccess:
    def test_features_are_enabled_and_disabled_one_by_one(self, client: Client) -> None:
        _organization(client, "382000000001", trusting="iam.amazonaws.com")
        iam = client("iam", "382000000001")

        iam.enable_organizations_root_credentials_management()
        both = iam.enable_organizations_root_sessions()["EnabledFeatures"]
        iam.disable_organizations_root_credentials_management()

        assert both == ["RootCredentialsManagement", "RootSessions"]
        assert iam.list_organizations_features()["EnabledFeatures"] == ["RootSessions"]

    def test_needs_trusted_access(self, client: Client) -> None:
        _organization(client, "382000000002")

        with pytest.raises(ClientError, match="ServiceAccessNotEnabledException"):
            client("iam", "382000000002").enable_organizations_root_sessions()

    def test_is_no_member_s_to_manage(self, client: Client) -> None:
        member = _organization(client, "382000000003", trusting="iam.amazonaws.com")

        with pytest.raises(ClientError, match="AccountNotManagementOrDelegatedAdministratorException"):
            client("iam", member).list_organizations_features()


class TestPrimaryContact:
    def test_of_a_member_is_the_management_account_s_to_set(self, client: Client) -> None:
        member = _organization(client, "382000000010")

        client("account", "382000000010").put_contact_information(AccountId=member, ContactInformation=CONTACT)

        assert client("account", member).get_contact_information()["ContactInformation"] == CONTACT

    def test_of_another_organization_is_out_of_reach(self, client: Client) -> None:
        with pytest.raises(ClientError, match="AccessDeniedException"):
            client("account", "382000000011").get_contact_information(AccountId="382000000012")


class TestPrimaryEmail:
    def test_of_a_member_is_changed_with_the_code_from_the_new_mailbox(self, client: Client) -> None:
        member = _organization(client, "382000000116")
        account, organizations = client("account", "382000000116"), client("organizations", "382000000116")
        asked = {"AccountId": member, "PrimaryEmail": "new@382000000116.example"}
        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            account.accept_primary_email_update(**asked, Otp=CODE)

        account.start_primary_email_update(**asked)
        with pytest.raises(ClientError, match="ValidationException"):
            account.accept_primary_email_update(**asked, Otp="123456")
        before = organizations.describe_account(AccountId=member)["Account"]["Email"]
        account.accept_primary_email_update(**asked, Otp=CODE)

        assert before == "m@382000000116.example"
        assert organizations.describe_account(AccountId=member)["Account"]["Email"] == asked["PrimaryEmail"]
        assert account.get_primary_email(AccountId=member)["PrimaryEmail"] == asked["PrimaryEmail"]

    def test_that_another_account_has_is_refused(self, client: Client) -> None:
        member = _organization(client, "382000000117")

        with pytest.raises(ClientError, match="ConflictException"):
            client("account", "382000000117").start_primary_email_update(
                AccountId=member, PrimaryEmail="M@382000000117.example"
            )

    def test_is_not_the_member_s_own_to_change(self, client: Client) -> None:
        member = _organization(client, "382000000118")

        with pytest.raises(ClientError, match="AccessDeniedException"):
            client("account", member).start_primary_email_update(AccountId=member, PrimaryEmail="n@x.example")


class TestRegions:
    def test_of_a_member_are_enabled_by_the_management_account(self, client: Client) -> None:
        member = _organization(client, "382000000013", trusting="account.amazonaws.com")
        account = client("account", "382000000013")
        before = account.get_region_opt_status(AccountId=member, RegionName="ap-east-2")["RegionOptStatus"]

        account.enable_region(AccountId=member, RegionName="ap-east-2")

        own = client("account", member)
        assert (before, own.get_region_opt_status(RegionName="ap-east-2")["RegionOptStatus"]) == ("DISABLED", "ENABLED")
        assert own.list_regions(RegionOptStatusContains=["ENABLED"])["Regions"] == [
            {"RegionName": "ap-east-2", "RegionOptStatus": "ENABLED"}
        ]

    def test_are_enabled_once_and_disabled_again(self, client: Client) -> None:
        account = client("account", "382000000014")
        account.enable_region(RegionName="ap-east-2")

        with pytest.raises(ClientError, match="ValidationException"):
            account.enable_region(RegionName="ap-east-2")
        account.disable_region(RegionName="ap-east-2")

        assert account.get_region_opt_status(RegionName="ap-east-2")["RegionOptStatus"] == "DISABLED"

    def test_that_are_on_for_every_account_cannot_be_disabled(self, client: Client) -> None:
        account = client("account", "382000000015")

        with pytest.raises(ClientError, match="ValidationException"):
            account.disable_region(RegionName="eu-west-1")

        assert account.get_region_opt_status(RegionName="eu-west-1")["RegionOptStatus"] == "ENABLED_BY_DEFAULT"

    def test_are_those_that_the_library_opts_in_to(self) -> None:
        assert {region for region, opt_in in REGIONS.items() if not opt_in} == ALWAYS_ENABLED

    def test_of_a_member_need_trusted_access(self, client: Client) -> None:
        member = _organization(client, "382000000016")

        with pytest.raises(ClientError, match="AccessDeniedException"):
            client("account", "382000000016").enable_region(AccountId=member, RegionName="ap-east-2")

    def test_are_not_the_management_account_s_to_name_for_itself(self, client: Client) -> None:
        _organization(client, "382000000017", trusting="account.amazonaws.com")

        with pytest.raises(ClientError, match="AccessDeniedException"):
            client("account", "382000000017").enable_region(AccountId="382000000017", RegionName="ap-east-2")


class TestBudgets:
    def test_tags_and_subscribers_are_kept(self, client: Client) -> None:
        budgets = client("budgets", "382000000020")
        where = {"AccountId": "382000000020", "BudgetName": "monthly"}
        budgets.create_budget(
            AccountId="382000000020",
            Budget={
                "BudgetName": "monthly",
                "BudgetType": "COST",
                "TimeUnit": "MONTHLY",
                "BudgetLimit": {"Amount": "10", "Unit": "USD"},
            },
            NotificationsWithSubscribers=[{"Notification": NOTIFICATION, "Subscribers": [LEAD]}],
            ResourceTags=[{"Key": "team", "Value": "fraud"}],
        )

        budgets.create_subscriber(**where, Notification=NOTIFICATION, Subscriber=OWNER)
        budgets.delete_subscriber(**where, Notification=NOTIFICATION, Subscriber=LEAD)

        told = budgets.describe_subscribers_for_notification(**where, Notification=NOTIFICATION)["Subscribers"]
        assert told == [OWNER]
        arn = "arn:aws:budgets::382000000020:budget/monthly"
        assert budgets.list_tags_for_resource(ResourceARN=arn)["ResourceTags"] == [{"Key": "team", "Value": "fraud"}]

    def test_another_notification_is_not_found(self, client: Client) -> None:
        with pytest.raises(ClientError, match="NotFoundException"):
            client("budgets", "382000000021").describe_subscribers_for_notification(
                AccountId="382000000021", BudgetName="none", Notification=NOTIFICATION
            )


class TestVpcBlockPublicAccess:
    def test_mode_is_the_region_s_own(self, client: Client) -> None:
        ec2 = client("ec2", "382000000030")
        ec2.modify_vpc_block_public_access_options(InternetGatewayBlockMode="block-bidirectional")

        modes = [
            client("ec2", "382000000030", region).describe_vpc_block_public_access_options()[
                "VpcBlockPublicAccessOptions"
            ]["InternetGatewayBlockMode"]
            for region in ("eu-west-1", "us-east-1")
        ]

        assert modes == ["block-bidirectional", "off"]

    def test_excludes_a_vpc_that_exists_once(self, client: Client) -> None:
        ec2 = client("ec2", "382000000031")
        vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
        asked = {"VpcId": vpc, "InternetGatewayExclusionMode": "allow-egress"}
        created = ec2.create_vpc_block_public_access_exclusion(**asked)["VpcBlockPublicAccessExclusion"]

        with pytest.raises(ClientError, match="AlreadyExists"):
            ec2.create_vpc_block_public_access_exclusion(**asked)
        with pytest.raises(ClientError, match=r"InvalidVpcID\.NotFound"):
            ec2.create_vpc_block_public_access_exclusion(**(asked | {"VpcId": "vpc-0123456789abcdef0"}))

        found = ec2.describe_vpc_block_public_access_exclusions()["VpcBlockPublicAccessExclusions"]
        assert created["State"] == "create-in-progress"
        assert [(one["State"], one["ResourceArn"].endswith(vpc)) for one in found] == [("create-complete", True)]


def test_the_serial_console_is_off_until_it_is_enabled(client: Client) -> None:
    ec2 = client("ec2", "382000000040")
    before = ec2.get_serial_console_access_status()["SerialConsoleAccessEnabled"]

    ec2.enable_serial_console_access()

    assert (before, ec2.get_serial_console_access_status()["SerialConsoleAccessEnabled"]) == (False, True)


def _organization(client: Client, management: str, *, trusting: str | None = None) -> str:
    """Create an organization with one member, and name that."""
    organizations = client("organizations", management)
    organizations.create_organization(FeatureSet="ALL")
    if trusting:
        organizations.enable_aws_service_access(ServicePrincipal=trusting)
    created = organizations.create_account(AccountName="member", Email=f"m@{management}.example")
    return str(created["CreateAccountStatus"]["AccountId"])
