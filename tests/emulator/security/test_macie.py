from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.security.organization import Organization, new_organization

pytestmark = pytest.mark.emulator

PRINCIPAL = "macie.amazonaws.com"


@pytest.fixture
def organization(client: Client) -> Organization:
    return new_organization(client)


@pytest.fixture
def administrator(organization: Organization) -> Any:
    """Macie of the delegated administrator."""
    management = organization.client("macie2", organization.management)
    management.enable_organization_admin_account(adminAccountId=organization.tooling)
    return organization.client("macie2", organization.tooling)


def members(macie: Any) -> dict[str, str]:
    listed = macie.list_members(onlyAssociated="false")["members"]
    return {member["accountId"]: member["relationshipStatus"] for member in listed}


def add(macie: Any, account_id: str) -> None:
    macie.create_member(account={"accountId": account_id, "email": "a@a.example"})


def test_macie_is_on_once_in_one_account_and_region(client: Client) -> None:
    macie = client("macie2", "373000000001")
    macie.enable_macie()

    with pytest.raises(macie.exceptions.ConflictException, match="already been enabled"):
        macie.enable_macie()
    for elsewhere in (client("macie2", "373000000001", "us-east-1"), client("macie2", "373000000002")):
        with pytest.raises(elsewhere.exceptions.AccessDeniedException, match="Macie is not enabled"):
            elsewhere.get_macie_session()


class TestAdministrator:
    def test_is_registered_trusted_and_given_a_session(self, organization: Organization, administrator: Any) -> None:
        assert organization.administrators(PRINCIPAL) == [organization.tooling]
        assert PRINCIPAL in organization.trusted()
        with pytest.raises(ClientError, match="already been enabled"):
            administrator.enable_macie()

    @pytest.mark.usefixtures("administrator")
    @pytest.mark.parametrize("region", ["eu-west-1", "us-east-1"])
    def test_is_one_account_in_all_regions(self, organization: Organization, region: str) -> None:
        with pytest.raises(ClientError, match="is the delegated administrator already"):
            organization.client("macie2", organization.management, region).enable_organization_admin_account(
                adminAccountId=organization.workload
            )

    def test_alone_configures_the_organization(self, organization: Organization) -> None:
        workload = organization.client("macie2", organization.workload)
        workload.enable_macie()

        with pytest.raises(ClientError, match="is not an administrator for this organization"):
            workload.update_organization_configuration(autoEnable=True)
        with pytest.raises(ClientError, match="is not an administrator for this organization"):
            add(workload, organization.tooling)


class TestMembers:
    def test_are_accounts_that_join_but_not_those_that_exist(
        self, organization: Organization, administrator: Any
    ) -> None:
        administrator.update_organization_configuration(autoEnable=True)
        joined = organization.join()

        assert members(administrator) == {joined: "Enabled"}
        assert organization.client("macie2", joined).get_macie_session()["status"] == "ENABLED"

    def test_are_existing_accounts_that_are_added(self, organization: Organization, administrator: Any) -> None:
        add(administrator, organization.workload)
        add(administrator, organization.management)

        assert members(administrator) == {organization.workload: "Enabled", organization.management: "Enabled"}

    def test_are_not_added_twice(self, organization: Organization, administrator: Any) -> None:
        add(administrator, organization.workload)

        with pytest.raises(administrator.exceptions.ConflictException):
            add(administrator, organization.workload)

    def test_are_in_the_organization(self, administrator: Any) -> None:
        with pytest.raises(administrator.exceptions.ValidationException):
            add(administrator, "373000000009")

    def test_that_leave_the_organization_are_none(self, organization: Organization, administrator: Any) -> None:
        add(administrator, organization.workload)

        organization.leave(organization.workload)

        assert members(administrator) == {}

    def test_are_disassociated_before_they_are_deleted(self, organization: Organization, administrator: Any) -> None:
        add(administrator, organization.workload)
        with pytest.raises(ClientError, match="member accounts are associated with your account"):
            administrator.delete_member(id=organization.workload)

        administrator.disassociate_member(id=organization.workload)
        administrator.delete_member(id=organization.workload)

        assert members(administrator) == {}

    def test_keep_macie_on(self, organization: Organization, administrator: Any) -> None:
        add(administrator, organization.workload)

        with pytest.raises(ClientError, match="while member accounts are associated"):
            administrator.disable_macie()
        with pytest.raises(ClientError, match="while associated with an administrator account"):
            organization.client("macie2", organization.workload).disable_macie()


def test_a_job_that_is_cancelled_is_not_changed(client: Client) -> None:
    macie = client("macie2", "373000000003")
    macie.enable_macie()
    definition = {"bucketDefinitions": [{"accountId": "373000000003", "buckets": ["b"]}]}
    job = macie.create_classification_job(name="a", jobType="ONE_TIME", s3JobDefinition=definition, clientToken="t")
    macie.update_classification_job(jobId=job["jobId"], jobStatus="CANCELLED")

    with pytest.raises(ClientError, match="cannot update cancelled job"):
        macie.update_classification_job(jobId=job["jobId"], jobStatus="RUNNING")
