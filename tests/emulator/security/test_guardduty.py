from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.security.organization import Organization, new_organization

pytestmark = pytest.mark.emulator

PRINCIPAL = "guardduty.amazonaws.com"


@pytest.fixture
def organization(client: Client) -> Organization:
    return new_organization(client)


@pytest.fixture
def administrator(organization: Organization) -> Any:
    """GuardDuty of the delegated administrator."""
    management = organization.client("guardduty", organization.management)
    management.enable_organization_admin_account(AdminAccountId=organization.tooling)
    return organization.client("guardduty", organization.tooling)


def detector(guardduty: Any) -> str:
    return str(guardduty.list_detectors()["DetectorIds"][0])


def members(guardduty: Any) -> dict[str, str]:
    listed = guardduty.list_members(DetectorId=detector(guardduty), OnlyAssociated="false")["Members"]
    return {member["AccountId"]: member["RelationshipStatus"] for member in listed}


def enrol(guardduty: Any, value: str, **more: Any) -> None:
    guardduty.update_organization_configuration(
        DetectorId=detector(guardduty), AutoEnableOrganizationMembers=value, **more
    )


def test_an_account_has_one_detector_in_a_region(client: Client) -> None:
    guardduty = client("guardduty", "371000000001")
    guardduty.create_detector(Enable=True)

    with pytest.raises(guardduty.exceptions.BadRequestException, match="a detector already exists"):
        guardduty.create_detector(Enable=True)
    assert client("guardduty", "371000000001", "us-east-1").list_detectors()["DetectorIds"] == []
    assert client("guardduty", "371000000002").list_detectors()["DetectorIds"] == []


def test_agents_of_runtime_monitoring_are_told_in_one_order_whatever_was_asked(client: Client) -> None:
    guardduty = client("guardduty", "371000000003")
    id_ = guardduty.create_detector(Enable=True)["DetectorId"]

    agents = [{"Name": name, "Status": "ENABLED"} for name in ("EC2_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT")]
    feature = {"Name": "RUNTIME_MONITORING", "Status": "ENABLED", "AdditionalConfiguration": agents}
    guardduty.update_detector(DetectorId=id_, Features=[feature])

    (runtime,) = (f for f in guardduty.get_detector(DetectorId=id_)["Features"] if f["Name"] == "RUNTIME_MONITORING")
    assert [(agent["Name"], agent["Status"]) for agent in runtime["AdditionalConfiguration"]] == [
        ("EKS_ADDON_MANAGEMENT", "ENABLED"),
        ("ECS_FARGATE_AGENT_MANAGEMENT", "DISABLED"),
        ("EC2_AGENT_MANAGEMENT", "ENABLED"),
    ]


class TestAdministrator:
    def test_is_registered_trusted_and_given_a_detector(self, organization: Organization, administrator: Any) -> None:
        assert organization.administrators(PRINCIPAL) == [organization.tooling]
        assert PRINCIPAL in organization.trusted()
        with pytest.raises(ClientError, match="a detector already exists"):
            administrator.create_detector(Enable=True)

    @pytest.mark.usefixtures("administrator")
    def test_is_of_one_region(self, organization: Organization) -> None:
        elsewhere = organization.client("guardduty", organization.management, "us-east-1")

        assert elsewhere.list_organization_admin_accounts()["AdminAccounts"] == []
        assert organization.client("guardduty", organization.tooling, "us-east-1").list_detectors()["DetectorIds"] == []

    @pytest.mark.usefixtures("administrator")
    @pytest.mark.parametrize("region", ["eu-west-1", "us-east-1"])
    def test_is_one_account_in_all_regions(self, organization: Organization, region: str) -> None:
        management = organization.client("guardduty", organization.management, region)

        with pytest.raises(ClientError, match="is the delegated administrator already"):
            management.enable_organization_admin_account(AdminAccountId=organization.workload)

    def test_is_designated_by_the_management_account(self, organization: Organization) -> None:
        with pytest.raises(ClientError, match="is not the management account"):
            organization.client("guardduty", organization.workload).enable_organization_admin_account(
                AdminAccountId=organization.tooling
            )

    def test_is_an_account_of_the_organization(self, organization: Organization) -> None:
        with pytest.raises(ClientError, match="is not another account of the organization"):
            organization.client("guardduty", organization.management).enable_organization_admin_account(
                AdminAccountId="371000000009"
            )

    def test_alone_configures_the_organization(self, organization: Organization, administrator: Any) -> None:
        workload = organization.client("guardduty", organization.workload)
        id_ = workload.create_detector(Enable=True)["DetectorId"]

        with pytest.raises(ClientError, match="is not an administrator for this organization"):
            workload.update_organization_configuration(DetectorId=id_, AutoEnableOrganizationMembers="ALL")
        with pytest.raises(ClientError, match="not owned by the current account"):
            administrator.update_organization_configuration(DetectorId=id_, AutoEnableOrganizationMembers="ALL")

    def test_ends_with_its_registration(self, organization: Organization, administrator: Any) -> None:
        organizations = organization.client("organizations", organization.management)
        organizations.deregister_delegated_administrator(AccountId=organization.tooling, ServicePrincipal=PRINCIPAL)

        with pytest.raises(ClientError, match="is not an administrator for this organization"):
            enrol(administrator, "ALL")

    def test_that_is_dismissed_keeps_its_registration_and_loses_its_members(
        self, organization: Organization, administrator: Any
    ) -> None:
        enrol(administrator, "ALL")
        organization.client("guardduty", organization.management).disable_organization_admin_account(
            AdminAccountId=organization.tooling
        )

        assert organization.administrators(PRINCIPAL) == [organization.tooling]
        assert members(administrator) == {}
        administrator.delete_detector(DetectorId=detector(administrator))


class TestMembers:
    def test_all_are_accounts_that_exist_and_that_join(self, organization: Organization, administrator: Any) -> None:
        enrol(administrator, "ALL")
        joined = organization.join()

        assert members(administrator) == {organization.workload: "Enabled", joined: "Enabled"}
        assert len(organization.client("guardduty", joined).list_detectors()["DetectorIds"]) == 1

    def test_new_are_accounts_that_join(self, organization: Organization, administrator: Any) -> None:
        before = organization.join()
        enrol(administrator, "NEW")
        joined = organization.join()

        assert members(administrator) == {joined: "Enabled"}
        assert organization.client("guardduty", before).list_detectors()["DetectorIds"] == []

    def test_the_management_account_is_one_once_it_has_a_detector(
        self, organization: Organization, administrator: Any
    ) -> None:
        enrol(administrator, "ALL")
        assert organization.management not in members(administrator)

        organization.client("guardduty", organization.management).create_detector(Enable=True)
        assert organization.management in members(administrator)

    def test_have_the_features_of_the_organization(self, organization: Organization, administrator: Any) -> None:
        enrol(administrator, "ALL", Features=[{"Name": "RUNTIME_MONITORING", "AutoEnable": "ALL"}])

        workload = organization.client("guardduty", organization.workload)
        shown = workload.get_detector(DetectorId=detector(workload))["Features"]
        assert {feature["Name"]: feature["Status"] for feature in shown}["RUNTIME_MONITORING"] == "ENABLED"

    def test_that_leave_the_organization_are_none(self, organization: Organization, administrator: Any) -> None:
        enrol(administrator, "NEW")
        joined = organization.join()
        assert members(administrator) == {joined: "Enabled"}

        organization.leave(joined)

        assert members(administrator) == {}

    def test_are_not_disassociated_while_all_are_enrolled(self, organization: Organization, administrator: Any) -> None:
        enrol(administrator, "ALL")

        answer = administrator.delete_members(DetectorId=detector(administrator), AccountIds=[organization.workload])

        assert "enabled automatically" in answer["UnprocessedAccounts"][0]["Result"]
        with pytest.raises(ClientError, match="while it has invited or associated members"):
            administrator.delete_detector(DetectorId=detector(administrator))

    def test_of_another_organization_are_refused(self, administrator: Any) -> None:
        answer = administrator.create_members(
            DetectorId=detector(administrator), AccountDetails=[{"AccountId": "371000000008", "Email": "a@a.example"}]
        )

        assert answer["UnprocessedAccounts"][0]["AccountId"] == "371000000008"
        assert members(administrator) == {}

    def test_change_nothing_of_their_detector(self, organization: Organization, administrator: Any) -> None:
        enrol(administrator, "ALL")
        workload = organization.client("guardduty", organization.workload)

        with pytest.raises(ClientError, match="a member account cannot change its detector"):
            workload.update_detector(DetectorId=detector(workload), Enable=False)
        with pytest.raises(ClientError, match="while it is associated with an administrator"):
            workload.delete_detector(DetectorId=detector(workload))


def test_findings_are_published_only_to_a_bucket_and_key_that_exist(client: Client) -> None:
    guardduty = client("guardduty", "371000000004")
    id_ = guardduty.create_detector(Enable=True)["DetectorId"]

    with pytest.raises(guardduty.exceptions.BadRequestException, match="invalid values"):
        guardduty.create_publishing_destination(
            DetectorId=id_,
            DestinationType="S3",
            DestinationProperties={
                "DestinationArn": "arn:aws:s3:::no-such-bucket",
                "KmsKeyArn": "arn:aws:kms:eu-west-1:371000000004:key/none",
            },
        )
