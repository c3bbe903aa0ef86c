from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.security.organization import Organization, new_organization

pytestmark = pytest.mark.emulator

PRINCIPAL = "detective.amazonaws.com"


@pytest.fixture
def organization(client: Client) -> Organization:
    return new_organization(client)


@pytest.fixture
def administrator(organization: Organization) -> Any:
    """Detective of the delegated administrator."""
    management = organization.client("detective", organization.management)
    management.enable_organization_admin_account(AccountId=organization.tooling)
    return organization.client("detective", organization.tooling)


def graph(detective: Any) -> str:
    return str(detective.list_graphs()["GraphList"][0]["Arn"])


def members(detective: Any) -> dict[str, str]:
    listed = detective.list_members(GraphArn=graph(detective))["MemberDetails"]
    return {member["AccountId"]: member["Status"] for member in listed}


def add(detective: Any, account_id: str) -> list[dict[str, str]]:
    accounts = [{"AccountId": account_id, "EmailAddress": "a@a.example"}]
    refused: list[dict[str, str]] = detective.create_members(GraphArn=graph(detective), Accounts=accounts)[
        "UnprocessedAccounts"
    ]
    return refused


def test_an_account_has_one_graph_in_a_region(client: Client) -> None:
    detective = client("detective", "375000000001")
    arn = detective.create_graph(Tags={"a": "b"})["GraphArn"]

    assert detective.create_graph(Tags={"c": "d"})["GraphArn"] == arn
    assert detective.list_tags_for_resource(ResourceArn=arn)["Tags"] == {"a": "b"}
    assert client("detective", "375000000001", "us-east-1").list_graphs()["GraphList"] == []
    assert client("detective", "375000000002").list_graphs()["GraphList"] == []


class TestAdministrator:
    def test_is_registered_trusted_and_given_a_graph(self, organization: Organization, administrator: Any) -> None:
        assert organization.administrators(PRINCIPAL) == [organization.tooling]
        assert PRINCIPAL in organization.trusted()
        assert administrator.create_graph()["GraphArn"] == graph(administrator)

    @pytest.mark.usefixtures("administrator")
    @pytest.mark.parametrize("region", ["eu-west-1", "us-east-1"])
    def test_is_one_account_in_all_regions(self, organization: Organization, region: str) -> None:
        with pytest.raises(ClientError, match="is the delegated administrator already"):
            organization.client("detective", organization.management, region).enable_organization_admin_account(
                AccountId=organization.workload
            )

    def test_alone_configures_the_organization(self, organization: Organization, administrator: Any) -> None:
        workload = organization.client("detective", organization.workload)
        own = workload.create_graph()["GraphArn"]

        with pytest.raises(ClientError, match="is not an administrator for this organization"):
            workload.update_organization_configuration(GraphArn=own, AutoEnable=True)
        with pytest.raises(workload.exceptions.ResourceNotFoundException):
            workload.update_organization_configuration(GraphArn=graph(administrator), AutoEnable=True)

    def test_that_is_removed_loses_the_graph_and_keeps_its_registration(
        self, organization: Organization, administrator: Any
    ) -> None:
        with pytest.raises(administrator.exceptions.ConflictException):
            administrator.delete_graph(GraphArn=graph(administrator))

        organization.client("detective", organization.management).disable_organization_admin_account()

        assert administrator.list_graphs()["GraphList"] == []
        assert organization.administrators(PRINCIPAL) == [organization.tooling]


class TestMembers:
    def test_are_accounts_that_join_but_not_those_that_exist(
        self, organization: Organization, administrator: Any
    ) -> None:
        administrator.update_organization_configuration(GraphArn=graph(administrator), AutoEnable=True)
        joined = organization.join()

        assert members(administrator) == {joined: "ENABLED"}

    def test_are_existing_accounts_that_are_added(self, organization: Organization, administrator: Any) -> None:
        assert add(administrator, organization.workload) == []
        assert add(administrator, organization.management) == []

        assert set(members(administrator)) == {organization.workload, organization.management}

    def test_are_in_the_organization(self, administrator: Any) -> None:
        assert [refused["AccountId"] for refused in add(administrator, "375000000009")] == ["375000000009"]
        assert members(administrator) == {}

    def test_that_leave_the_organization_are_none(self, organization: Organization, administrator: Any) -> None:
        add(administrator, organization.workload)

        organization.leave(organization.workload)

        assert members(administrator) == {}
