from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.security.organization import Organization, new_organization

pytestmark = pytest.mark.emulator

PRINCIPAL = "securityhub.amazonaws.com"
BEST_PRACTICES = "arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0"
ENABLED = {
    "SecurityHub": {
        "ServiceEnabled": True,
        "EnabledStandardIdentifiers": [BEST_PRACTICES],
        "SecurityControlsConfiguration": {"DisabledSecurityControlIdentifiers": []},
    }
}


@pytest.fixture
def organization(client: Client) -> Organization:
    return new_organization(client)


@pytest.fixture
def administrator(organization: Organization) -> Any:
    """Security Hub of the delegated administrator."""
    management = organization.client("securityhub", organization.management)
    management.enable_organization_admin_account(AdminAccountId=organization.tooling)
    return organization.client("securityhub", organization.tooling)


@pytest.fixture
def central(administrator: Any) -> Any:
    """Security Hub of a delegated administrator that configures the organization centrally."""
    administrator.create_finding_aggregator(RegionLinkingMode="SPECIFIED_REGIONS", Regions=["us-east-1"])
    configure(administrator, "CENTRAL")
    return administrator


def configure(hub: Any, kind: str, **more: Any) -> None:
    given = {"AutoEnable": False, "AutoEnableStandards": "NONE", **more}
    hub.update_organization_configuration(**given, OrganizationConfiguration={"ConfigurationType": kind})


def members(hub: Any) -> dict[str, str]:
    return {member["AccountId"]: member["MemberStatus"] for member in hub.list_members(OnlyAssociated=False)["Members"]}


def standards(hub: Any) -> list[str]:
    return [one["StandardsArn"] for one in hub.get_enabled_standards()["StandardsSubscriptions"]]


def associate(hub: Any, target: dict[str, str], content: dict[str, Any] = ENABLED) -> str:
    policy = str(hub.create_configuration_policy(Name=f"policy-{target}"[:40], ConfigurationPolicy=content)["Id"])
    hub.start_configuration_policy_association(ConfigurationPolicyIdentifier=policy, Target=target)
    return policy


def test_without_a_hub_nothing_is_answered(client: Client) -> None:
    hub = client("securityhub", "372000000001")

    with pytest.raises(hub.exceptions.InvalidAccessException, match="not subscribed to AWS Security Hub"):
        hub.describe_hub()


def test_a_hub_is_of_one_account_and_region_and_has_the_default_standards(client: Client) -> None:
    hub = client("securityhub", "372000000002")
    hub.enable_security_hub()

    assert len(standards(hub)) == 2
    with pytest.raises(hub.exceptions.ResourceConflictException, match="already subscribed"):
        hub.enable_security_hub()
    with pytest.raises(ClientError, match="not subscribed"):
        client("securityhub", "372000000002", "us-east-1").describe_hub()


class TestAdministrator:
    def test_is_registered_trusted_and_given_a_hub(self, organization: Organization, administrator: Any) -> None:
        assert organization.administrators(PRINCIPAL) == [organization.tooling]
        assert PRINCIPAL in organization.trusted()
        with pytest.raises(ClientError, match="already subscribed"):
            administrator.enable_security_hub()

    @pytest.mark.usefixtures("administrator")
    @pytest.mark.parametrize("region", ["eu-west-1", "us-east-1"])
    def test_is_one_account_in_all_regions(self, organization: Organization, region: str) -> None:
        with pytest.raises(ClientError, match="is the delegated administrator already"):
            organization.client("securityhub", organization.management, region).enable_organization_admin_account(
                AdminAccountId=organization.workload
            )

    def test_alone_configures_the_organization(self, organization: Organization) -> None:
        workload = organization.client("securityhub", organization.workload)
        workload.enable_security_hub()

        with pytest.raises(ClientError, match="is not an administrator for this organization"):
            configure(workload, "LOCAL")

    def test_keeps_its_hub(self, administrator: Any) -> None:
        with pytest.raises(ClientError, match="Cannot disable Security Hub on the Security Hub administrator"):
            administrator.disable_security_hub()


class TestLocalConfiguration:
    def test_enrols_accounts_that_join(self, organization: Organization, administrator: Any) -> None:
        configure(administrator, "LOCAL", AutoEnable=True)
        joined = organization.join()

        assert members(administrator) == {joined: "Enabled"}
        assert standards(organization.client("securityhub", joined)) == []

    def test_makes_members_of_existing_accounts(self, organization: Organization, administrator: Any) -> None:
        administrator.create_members(AccountDetails=[{"AccountId": organization.workload}])

        assert members(administrator) == {organization.workload: "Enabled"}
        with pytest.raises(ClientError, match="cannot be created by a member account"):
            organization.client("securityhub", organization.workload).create_finding_aggregator(
                RegionLinkingMode="ALL_REGIONS"
            )

    def test_wants_a_hub_in_the_management_account(self, organization: Organization, administrator: Any) -> None:
        wanted = [{"AccountId": organization.management}]
        refused = administrator.create_members(AccountDetails=wanted)["UnprocessedAccounts"]
        organization.client("securityhub", organization.management).enable_security_hub()
        accepted = administrator.create_members(AccountDetails=wanted)["UnprocessedAccounts"]

        assert "has to enable Security Hub" in refused[0]["ProcessingResult"]
        assert accepted == []

    def test_refuses_accounts_that_are_not_in_the_organization(self, administrator: Any) -> None:
        answer = administrator.create_members(AccountDetails=[{"AccountId": "372000000009"}])

        assert [account["AccountId"] for account in answer["UnprocessedAccounts"]] == ["372000000009"]

    def test_deletes_members_that_were_disassociated(self, organization: Organization, administrator: Any) -> None:
        administrator.create_members(AccountDetails=[{"AccountId": organization.workload}])

        assert administrator.delete_members(AccountIds=[organization.workload])["UnprocessedAccounts"]
        administrator.disassociate_members(AccountIds=[organization.workload])
        assert administrator.delete_members(AccountIds=[organization.workload])["UnprocessedAccounts"] == []
        assert members(administrator) == {}

    def test_has_no_policies(self, administrator: Any) -> None:
        with pytest.raises(ClientError, match="with Central Configuration enabled"):
            administrator.create_configuration_policy(Name="a", ConfigurationPolicy=ENABLED)


class TestCentralConfiguration:
    def test_wants_an_aggregator(self, administrator: Any) -> None:
        with pytest.raises(ClientError, match="needs a finding aggregator"):
            configure(administrator, "CENTRAL")

    @pytest.mark.parametrize("more", [{"AutoEnable": True}, {"AutoEnableStandards": "DEFAULT"}], ids=str)
    def test_enables_nothing_by_itself(self, administrator: Any, more: dict[str, Any]) -> None:
        administrator.create_finding_aggregator(RegionLinkingMode="NO_REGIONS")

        with pytest.raises(ClientError, match="can not be enabled for Central Configuration"):
            configure(administrator, "CENTRAL", **more)

    def test_is_of_the_home_region_alone(self, organization: Organization, central: Any) -> None:
        linked = organization.client("securityhub", organization.tooling, "us-east-1")

        with pytest.raises(ClientError, match="with Central Configuration enabled"):
            linked.list_configuration_policies()
        with pytest.raises(ClientError, match="aggregator already, in eu-west-1"):
            linked.create_finding_aggregator(RegionLinkingMode="ALL_REGIONS")
        assert central.list_configuration_policies()["ConfigurationPolicySummaries"] == []

    @pytest.mark.usefixtures("central")
    def test_administers_linked_regions(self, organization: Organization) -> None:
        linked = organization.client("securityhub", organization.management, "us-east-1")

        assert linked.list_organization_admin_accounts()["AdminAccounts"][0]["AccountId"] == organization.tooling
        with pytest.raises(ClientError, match="already subscribed"):
            organization.client("securityhub", organization.tooling, "us-east-1").enable_security_hub()

    def test_enrols_every_account_below_the_root(self, organization: Organization, central: Any) -> None:
        associate(central, {"RootId": organization.root})
        joined = organization.join()

        assert set(members(central)) == {organization.workload, joined}
        for region, there in (
            ("eu-west-1", BEST_PRACTICES),
            ("us-east-1", BEST_PRACTICES.replace("eu-west-1", "us-east-1")),
        ):
            assert standards(organization.client("securityhub", joined, region)) == [there]

    def test_counts_the_closest_policy(self, organization: Organization, central: Any) -> None:
        associate(central, {"RootId": organization.root})
        associate(central, {"AccountId": organization.workload}, {"SecurityHub": {"ServiceEnabled": False}})

        assert members(central) == {}
        with pytest.raises(ClientError, match="not subscribed"):
            organization.client("securityhub", organization.workload).describe_hub()

    def test_leaves_nothing_to_change_in_accounts(self, organization: Organization, central: Any) -> None:
        associate(central, {"RootId": organization.root})
        workload = organization.client("securityhub", organization.workload)

        with pytest.raises(ClientError, match="only the administrator can access this operation"):
            workload.update_security_hub_configuration(AutoEnableControls=False)
        with pytest.raises(ClientError, match="only the administrator can access this operation"):
            workload.disable_security_hub()
        with pytest.raises(ClientError, match="are configured by the policies"):
            central.create_members(AccountDetails=[{"AccountId": organization.workload}])

    @pytest.mark.parametrize(
        "target", [{"RootId": "r-none"}, {"OrganizationalUnitId": "ou-none-00000000"}, {"AccountId": "372000000009"}]
    )
    def test_is_of_targets_in_the_organization(self, central: Any, target: dict[str, str]) -> None:
        with pytest.raises(central.exceptions.ResourceNotFoundException):
            associate(central, target)

    def test_keeps_what_it_needs(self, organization: Organization, central: Any) -> None:
        policy = associate(central, {"RootId": organization.root})
        aggregator = central.list_finding_aggregators()["FindingAggregators"][0]["FindingAggregatorArn"]

        with pytest.raises(central.exceptions.ResourceConflictException, match="is associated with"):
            central.delete_configuration_policy(Identifier=policy)
        with pytest.raises(ClientError, match="cannot be deleted while Central Configuration is used"):
            central.delete_finding_aggregator(FindingAggregatorArn=aggregator)
        with pytest.raises(ClientError, match="configures the organization centrally"):
            organization.client("securityhub", organization.management).disable_organization_admin_account(
                AdminAccountId=organization.tooling
            )

    def test_is_not_for_a_management_account(self, organization: Organization) -> None:
        hub = organization.client("securityhub", organization.management)
        hub.enable_security_hub()
        hub.enable_organization_admin_account(AdminAccountId=organization.management)
        hub.create_finding_aggregator(RegionLinkingMode="NO_REGIONS")

        with pytest.raises(ClientError, match="The management account cannot use Central Configuration"):
            configure(hub, "CENTRAL")
