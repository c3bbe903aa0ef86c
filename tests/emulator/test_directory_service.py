from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.service_catalog_calls import create_member, create_organization

pytestmark = pytest.mark.emulator


def create_directory(client: Client, account: str, zones: str = "ab") -> str:
    ec2 = client("ec2", account)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"eu-west-1{zone}")["Subnet"]
        for number, zone in enumerate(zones)
    ]
    settings = {"VpcId": vpc, "SubnetIds": [subnet["SubnetId"] for subnet in subnets]}
    named = {"Name": "corp.acme.example", "ShortName": "CORP", "Edition": "Standard"}
    password = f"{account}-Thrown-Away"
    created = client("ds", account).create_microsoft_ad(**named, Password=password, VpcSettings=settings)
    return str(created["DirectoryId"])


def share(directory_service: Any, directory: str, account: str, method: str) -> str:
    target = {"Id": account, "Type": "ACCOUNT"}
    shared = directory_service.share_directory(DirectoryId=directory, ShareTarget=target, ShareMethod=method)
    return str(shared["SharedDirectoryId"])


def test_a_directory_has_as_many_domain_controllers_as_asked_for_in_both_zones(client: Client) -> None:
    directory_service = client("ds", "366000000001")
    directory = create_directory(client, "366000000001")

    directory_service.update_number_of_domain_controllers(DirectoryId=directory, DesiredNumber=3)
    found = directory_service.describe_domain_controllers(DirectoryId=directory)["DomainControllers"]

    assert (len(found), len({controller["SubnetId"] for controller in found})) == (3, 2)
    (described,) = directory_service.describe_directories(DirectoryIds=[directory])["DirectoryDescriptions"]
    assert described["DesiredNumberOfDomainControllers"] == 3


def test_one_that_is_shared_within_the_organization_is_there_at_once_under_an_id_of_its_own(client: Client) -> None:
    management = "366000000002"
    unit = create_organization(client, management)
    member = create_member(client, management, "team", unit["Id"])
    owner, consumer = client("ds", management), client("ds", member)
    directory = create_directory(client, management)

    id_ = share(owner, directory, member, "ORGANIZATIONS")

    (seen,) = consumer.describe_directories()["DirectoryDescriptions"]
    assert (seen["DirectoryId"], seen["Type"]) == (id_, "SharedMicrosoftAD")
    assert (seen["OwnerDirectoryDescription"]["DirectoryId"], seen["ShareStatus"]) == (directory, "Shared")
    with pytest.raises(owner.exceptions.DirectoryAlreadySharedException):
        share(owner, directory, member, "ORGANIZATIONS")
    with pytest.raises(owner.exceptions.InvalidTargetException):
        share(owner, directory, "366000000009", "ORGANIZATIONS")

    owner.unshare_directory(DirectoryId=directory, UnshareTarget={"Id": member, "Type": "ACCOUNT"})
    assert consumer.describe_directories()["DirectoryDescriptions"] == []
    assert len(owner.describe_directories()["DirectoryDescriptions"]) == 1


def test_one_that_is_offered_is_accepted_or_rejected_by_whom_it_is_offered_to(client: Client) -> None:
    owner, consumer, stranger = (client("ds", f"36600000000{number}") for number in (3, 4, 5))
    directory = create_directory(client, "366000000003")
    id_ = share(owner, directory, "366000000004", "HANDSHAKE")

    assert consumer.describe_directories()["DirectoryDescriptions"] == []
    with pytest.raises(ClientError, match="EntityDoesNotExistException"):
        stranger.accept_shared_directory(SharedDirectoryId=id_)
    assert consumer.accept_shared_directory(SharedDirectoryId=id_)["SharedDirectory"]["ShareStatus"] == "Shared"
    assert [found["DirectoryId"] for found in consumer.describe_directories()["DirectoryDescriptions"]] == [id_]

    consumer.reject_shared_directory(SharedDirectoryId=id_)
    assert consumer.describe_directories()["DirectoryDescriptions"] == []
    (described,) = owner.describe_shared_directories(OwnerDirectoryId=directory)["SharedDirectories"]
    assert described["ShareStatus"] == "Rejected"


def test_two_subnets_in_one_zone_are_refused(client: Client) -> None:
    with pytest.raises(ClientError, match="different Availability Zones"):
        create_directory(client, "366000000006", zones="aa")


def test_sharing_with_the_organization_takes_a_directory_of_the_management_account(client: Client) -> None:
    management = "366000000007"
    unit = create_organization(client, management)
    owner, consumer = (create_member(client, management, name, unit["Id"]) for name in ("owner", "consumer"))
    directory = create_directory(client, owner)

    with pytest.raises(ClientError, match="OrganizationsException"):
        share(client("ds", owner), directory, consumer, "ORGANIZATIONS")
    assert share(client("ds", owner), directory, consumer, "HANDSHAKE")


def test_standard_edition_is_shared_with_25_accounts_at_most(client: Client) -> None:
    owner = client("ds", "366000000008")
    directory = create_directory(client, "366000000008")
    for number in range(25):
        share(owner, directory, f"3661000000{number:02d}", "HANDSHAKE")

    with pytest.raises(ClientError, match="ShareLimitExceededException"):
        share(owner, directory, "366100000099", "HANDSHAKE")
