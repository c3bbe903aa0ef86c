from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.network.organization import Organization, new_organization

pytestmark = pytest.mark.emulator

OUTSIDER = "361000000001"


class TestSharingWithTheOrganization:
    def test_creates_the_service_linked_role_and_the_trusted_access(self, organization: Organization) -> None:
        role = "AWSServiceRoleForResourceAccessManager"
        services = organization.client(
            "organizations", organization.management
        ).list_aws_service_access_for_organization()

        assert organization.client("iam", organization.management).get_role(RoleName=role)["Role"]["RoleName"] == role
        assert "ram.amazonaws.com" in {s["ServicePrincipal"] for s in services["EnabledServicePrincipals"]}

    def test_is_only_for_the_management_account(self, organization: Organization) -> None:
        with pytest.raises(ClientError, match="OperationNotPermittedException"):
            organization.client("ram", organization.network).enable_sharing_with_aws_organization()

    def test_must_be_enabled_before_a_unit_is_a_principal(self, client: Client) -> None:
        organization = new_organization(client, sharing=False)

        with pytest.raises(ClientError, match=r"UnknownResourceException.*could not be found"):
            organization.share([], [organization.production_unit])


class TestPrincipals:
    @pytest.mark.parametrize("name", ["management", "sandbox"])
    def test_a_unit_reaches_only_the_accounts_below_it(self, organization: Organization, name: str) -> None:
        arn = organization.share([organization.gateway()["TransitGatewayArn"]], [organization.production_unit])

        assert arn in _received(organization, organization.production)
        assert arn not in _received(organization, getattr(organization, name))

    def test_a_unit_no_longer_reaches_an_account_that_moved_out(self, client: Client) -> None:
        organization = new_organization(client)
        arn = organization.share([], [organization.production_unit])
        organizations = organization.client("organizations", organization.management)
        root = organizations.list_roots()["Roots"][0]["Id"]
        parent = organizations.list_parents(ChildId=organization.production)["Parents"][0]["Id"]
        organizations.move_account(AccountId=organization.production, SourceParentId=parent, DestinationParentId=root)

        assert arn not in _received(organization, organization.production)

    def test_the_organization_reaches_every_account_and_nobody_else(self, organization: Organization) -> None:
        arn = organization.share([], [organization.arn])

        assert arn in _received(organization, organization.sandbox)
        assert arn not in _received(organization, OUTSIDER)

    def test_an_account_of_the_organization_needs_no_invitation(self, organization: Organization) -> None:
        arn = organization.share([], [organization.sandbox])

        assert arn in _received(organization, organization.sandbox)
        assert arn not in _received(organization, organization.production)

    def test_of_another_organization_are_unknown(self, client: Client, organization: Organization) -> None:
        with pytest.raises(ClientError, match="UnknownResourceException"):
            organization.share([], [new_organization(client).arn])

    def test_that_are_malformed_are_refused_and_nothing_is_kept(self, organization: Organization) -> None:
        ram = organization.client("ram", organization.network)
        with pytest.raises(ClientError, match=r"InvalidParameterException.*malformed"):
            ram.create_resource_share(name="malformed", principals=["production"])

        assert ram.get_resource_shares(resourceOwner="SELF", name="malformed")["resourceShares"] == []


class TestOutsiders:
    def test_take_part_once_they_accept(self, organization: Organization) -> None:
        arn = organization.share([organization.gateway()["TransitGatewayArn"]], [OUTSIDER])
        ram = organization.client("ram", OUTSIDER)
        before = _received(organization, OUTSIDER)
        invitation = ram.get_resource_share_invitations(resourceShareArns=[arn])["resourceShareInvitations"][0]
        ram.accept_resource_share_invitation(resourceShareInvitationArn=invitation["resourceShareInvitationArn"])

        assert arn not in before
        assert arn in _received(organization, OUTSIDER)
        with pytest.raises(ClientError, match="ResourceShareInvitationAlreadyAcceptedException"):
            ram.accept_resource_share_invitation(resourceShareInvitationArn=invitation["resourceShareInvitationArn"])
        ram.disassociate_resource_share(resourceShareArn=invitation["resourceShareArn"], principals=[OUTSIDER])
        assert arn not in _received(organization, OUTSIDER)

    def test_are_refused_where_the_share_does_not_allow_them(self, organization: Organization) -> None:
        with pytest.raises(ClientError, match="OperationNotPermittedException"):
            organization.share([], [OUTSIDER], allowExternalPrincipals=False)


class TestResources:
    def test_of_another_account_cannot_be_shared(self, organization: Organization) -> None:
        foreign = f"arn:aws:ec2:eu-west-1:{organization.sandbox}:transit-gateway/tgw-00000000000000000"

        with pytest.raises(ClientError, match="OperationNotPermittedException"):
            organization.share([foreign], [])

    def test_of_a_kind_that_cannot_be_shared_are_refused(self, organization: Organization) -> None:
        with pytest.raises(ClientError, match="MalformedArnException"):
            organization.share([f"arn:aws:s3:eu-west-1:{organization.network}:bucket/name"], [])

    def test_bring_the_permission_of_their_kind_and_take_it_away(self, organization: Organization) -> None:
        gateway = organization.gateway()["TransitGatewayArn"]
        arn = organization.share([gateway], [])
        ram = organization.client("ram", organization.network)
        before = [p["name"] for p in ram.list_resource_share_permissions(resourceShareArn=arn)["permissions"]]
        ram.disassociate_resource_share(resourceShareArn=arn, resourceArns=[gateway])

        assert before == ["AWSRAMDefaultPermissionTransitGateway"]
        assert ram.list_resource_share_permissions(resourceShareArn=arn)["permissions"] == []


def test_a_deleted_share_reaches_nobody(organization: Organization) -> None:
    arn = organization.share([], [organization.arn])
    organization.client("ram", organization.network).delete_resource_share(resourceShareArn=arn)

    assert arn not in _received(organization, organization.sandbox)


def test_tags_of_a_share_are_added_and_removed(organization: Organization) -> None:
    arn = organization.share([], [], tags=[{"key": "a", "value": "1"}])
    ram = organization.client("ram", organization.network)
    ram.tag_resource(resourceShareArn=arn, tags=[{"key": "b", "value": "2"}])
    ram.untag_resource(resourceShareArn=arn, tagKeys=["a"])

    (share,) = ram.get_resource_shares(resourceOwner="SELF", resourceShareArns=[arn])["resourceShares"]
    assert share["tags"] == [{"key": "b", "value": "2"}]


def _received(organization: Organization, account_id: str) -> list[str]:
    found = organization.client("ram", account_id).get_resource_shares(resourceOwner="OTHER-ACCOUNTS")
    return [
        share["resourceShareArn"]
        for share in found["resourceShares"]
        if share["owningAccountId"] == organization.network
    ]


class TestPermissions:
    @pytest.mark.parametrize(
        ("permission", "resource", "resource_type"),
        [
            ("CatalogResourceSearch", "sagemaker-catalog/DefaultFeatureGroupCatalog", "sagemaker:SagemakerCatalog"),
            ("FeatureGroupReadOnly", "feature-group/customers", "sagemaker:FeatureGroup"),
        ],
    )
    def test_may_be_chosen_before_there_is_a_resource_of_their_type(
        self, organization: Organization, permission: str, resource: str, resource_type: str
    ) -> None:
        name = f"AWSRAMPermissionSageMaker{permission}"
        share = organization.share([], [], permissionArns=[f"arn:aws:ram::aws:permission/{name}"])
        ram = organization.client("ram", organization.network)
        region = ram.meta.region_name
        arn = f"arn:aws:sagemaker:{region}:{organization.network}:{resource}"
        ram.associate_resource_share(resourceShareArn=share, resourceArns=[arn])

        permissions = ram.list_resource_share_permissions(resourceShareArn=share)["permissions"]

        assert [(each["name"], each["resourceType"]) for each in permissions] == [(name, resource_type)]
