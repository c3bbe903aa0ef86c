from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.security.organization import Organization, new_organization

pytestmark = pytest.mark.emulator

PRINCIPAL = "inspector2.amazonaws.com"
ALL = {"ec2": True, "ecr": True, "lambda": True, "lambdaCode": True}


@pytest.fixture
def organization(client: Client) -> Organization:
    return new_organization(client)


@pytest.fixture
def administrator(organization: Organization) -> Any:
    """Amazon Inspector of the delegated administrator, which scans."""
    management = organization.client("inspector2", organization.management)
    management.enable_delegated_admin_account(delegatedAdminAccountId=organization.tooling)
    inspector = organization.client("inspector2", organization.tooling)
    inspector.enable(resourceTypes=["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"])
    return inspector


def members(inspector: Any) -> list[str]:
    return [member["accountId"] for member in inspector.list_members()["members"]]


def status(inspector: Any, *account_ids: str) -> str:
    return str(inspector.batch_get_account_status(accountIds=list(account_ids))["accounts"][0]["state"]["status"])


def test_scans_are_of_one_account_and_region(client: Client) -> None:
    client("inspector2", "374000000001").enable(resourceTypes=["EC2"])

    assert status(client("inspector2", "374000000001"), "374000000001") == "ENABLED"
    assert status(client("inspector2", "374000000001", "us-east-1"), "374000000001") == "DISABLED"
    assert status(client("inspector2", "374000000002"), "374000000002") == "DISABLED"


class TestAdministrator:
    @pytest.mark.usefixtures("administrator")
    def test_is_registered_and_trusted(self, organization: Organization) -> None:
        assert organization.administrators(PRINCIPAL) == [organization.tooling]
        assert PRINCIPAL in organization.trusted()

    @pytest.mark.usefixtures("administrator")
    @pytest.mark.parametrize("region", ["eu-west-1", "us-east-1"])
    def test_is_one_account_in_all_regions(self, organization: Organization, region: str) -> None:
        management = organization.client("inspector2", organization.management, region)

        with pytest.raises(management.exceptions.ConflictException, match="is the delegated administrator already"):
            management.enable_delegated_admin_account(delegatedAdminAccountId=organization.workload)

    def test_alone_configures_the_organization(self, organization: Organization) -> None:
        workload = organization.client("inspector2", organization.workload)
        workload.enable(resourceTypes=["EC2"])

        with pytest.raises(ClientError, match="is not an administrator for this organization"):
            workload.update_organization_configuration(autoEnable=ALL)

    def test_scans_itself_before_it_configures_others(self, organization: Organization) -> None:
        organization.client("inspector2", organization.management).enable_delegated_admin_account(
            delegatedAdminAccountId=organization.tooling
        )

        with pytest.raises(ClientError, match="is not enabled in the administrator's account"):
            organization.client("inspector2", organization.tooling).update_organization_configuration(autoEnable=ALL)

    def test_is_disabled_after_its_members(self, organization: Organization, administrator: Any) -> None:
        administrator.associate_member(accountId=organization.workload)

        failed = administrator.disable(accountIds=[organization.tooling])["failedAccounts"]
        administrator.disassociate_member(accountId=organization.workload)

        assert [account["errorCode"] for account in failed] == ["DISASSOCIATE_ALL_MEMBERS"]
        assert administrator.disable(accountIds=[organization.tooling])["failedAccounts"] == []


class TestMembers:
    def test_are_accounts_that_join_but_not_those_that_exist(
        self, organization: Organization, administrator: Any
    ) -> None:
        administrator.update_organization_configuration(autoEnable=ALL)
        joined = organization.join()

        assert members(administrator) == [joined]
        assert status(organization.client("inspector2", joined), joined) == "ENABLED"

    def test_are_scanned_once_they_are_associated(self, organization: Organization, administrator: Any) -> None:
        wanted = {"accountIds": [organization.workload], "resourceTypes": ["EC2"]}
        refused = administrator.enable(**wanted)["failedAccounts"]
        administrator.associate_member(accountId=organization.workload)
        accepted = administrator.enable(**wanted)["failedAccounts"]

        assert [account["errorCode"] for account in refused] == ["ACCESS_DENIED"]
        assert accepted == []
        assert status(administrator, organization.workload) == "ENABLED"

    def test_are_in_the_organization(self, administrator: Any) -> None:
        with pytest.raises(administrator.exceptions.ValidationException):
            administrator.associate_member(accountId="374000000009")

    def test_that_leave_the_organization_are_none(self, organization: Organization, administrator: Any) -> None:
        administrator.associate_member(accountId=organization.workload)

        organization.leave(organization.workload)

        assert members(administrator) == []
        with pytest.raises(ClientError, match="does not have access to get member account"):
            administrator.get_member(accountId=organization.workload)


def test_code_of_functions_is_scanned_only_where_functions_are(client: Client) -> None:
    with pytest.raises(ClientError, match="only where functions are"):
        client("inspector2", "374000000003").enable(resourceTypes=["LAMBDA_CODE"])
