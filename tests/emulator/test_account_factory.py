from __future__ import annotations

from typing import Any

import pytest

from modules.emulator.existing_landing_zone import prepare_landing_zone
from modules.emulator.server import EmbeddedAws
from tests.emulator.conftest import Client
from tests.emulator.service_catalog_calls import create_member, create_organization

pytestmark = pytest.mark.emulator

ACCOUNT_FACTORY = "AWS Control Tower Account Factory"


class _AccountFactory:
    """Account Factory in the management account of an organization with one unit, `Teams`."""

    def __init__(self, aws: EmbeddedAws, client: Client, management: str) -> None:
        prepare_landing_zone(aws, management_account_id=management, home_region="eu-west-1")
        self.management = management
        self.unit = create_organization(client, management)
        self.catalog = client("servicecatalog", management)
        self.organizations = client("organizations", management)

    def address(self, name: str) -> str:
        return f"aws+{name}@{self.management}.example"

    def order(self, name: str = "fraud-dev", **changed: str) -> str:
        parameters = {
            "AccountName": name,
            "AccountEmail": self.address(name),
            "ManagedOrganizationalUnit": f"Teams ({self.unit['Id']})",
            "SSOUserEmail": "ada@acme.example",
            "SSOUserFirstName": "Ada",
            "SSOUserLastName": "Example",
        }
        record = self.catalog.provision_product(
            ProductName=ACCOUNT_FACTORY,
            ProvisioningArtifactName=ACCOUNT_FACTORY,
            ProvisionedProductName=name,
            ProvisionToken=name,
            ProvisioningParameters=[{"Key": k, "Value": v} for k, v in (parameters | changed).items()],
        )["RecordDetail"]
        return str(record["ProvisionedProductId"])

    def wait(self, id_: str) -> Any:
        while (detail := self.catalog.describe_provisioned_product(Id=id_)["ProvisionedProductDetail"]) and (
            detail["Status"] == "UNDER_CHANGE"
        ):
            pass
        return detail

    def outputs(self, id_: str) -> dict[str, str]:
        outputs = self.catalog.get_provisioned_product_outputs(ProvisionedProductId=id_)["Outputs"]
        return {one["OutputKey"]: one["OutputValue"] for one in outputs}


def test_an_account_is_made_in_its_unit_with_control_towers_role(aws: EmbeddedAws, client: Client) -> None:
    factory = _AccountFactory(aws, client, "363000000001")

    id_ = factory.order()
    detail = factory.wait(id_)

    account = factory.outputs(id_)["AccountId"]
    assert (detail["Status"], detail["Type"]) == ("AVAILABLE", "CONTROL_TOWER_ACCOUNT")
    assert factory.outputs(id_)["AccountEmail"] == factory.address("fraud-dev")
    assert factory.organizations.list_parents(ChildId=account)["Parents"][0]["Id"] == factory.unit["Id"]
    assert client("iam", account).get_role(RoleName="AWSControlTowerExecution")["Role"]["Path"] == "/"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"AccountEmail": "AWS+taken@363000000130.example"}, "exists already"),
        ({"ManagedOrganizationalUnit": "Teams (ou-abcd-12345678)"}, "does not exist"),
        ({"ManagedOrganizationalUnit": "Sandbox"}, "does not exist"),
    ],
)
def test_what_cannot_be_done_fails_the_record(
    aws: EmbeddedAws, client: Client, changed: dict[str, str], reason: str
) -> None:
    factory = _AccountFactory(aws, client, f"3630000001{len(''.join(changed.values())):02}")
    factory.wait(factory.order("taken"))

    detail = factory.wait(factory.order(**changed))

    assert detail["Status"] == "ERROR"
    assert reason in detail["StatusMessage"]


def test_a_parameter_that_is_missing_or_unknown_is_refused(aws: EmbeddedAws, client: Client) -> None:
    factory = _AccountFactory(aws, client, "363000000002")
    invalid = factory.catalog.exceptions.InvalidParametersException

    with pytest.raises(invalid, match=r"SSOUserEmail.* must have values"):
        factory.order(SSOUserEmail="")
    with pytest.raises(invalid, match=r"Owner.* do not exist"):
        factory.order(Owner="ada")


def test_five_accounts_are_made_at_a_time_and_a_sixth_fails(aws: EmbeddedAws, client: Client) -> None:
    factory = _AccountFactory(aws, client, "363000000003")
    first = [factory.order(f"team-{number}") for number in range(5)]

    sixth = factory.wait(factory.order("team-5"))

    assert sixth["Status"] == "ERROR"
    assert "works on 5 accounts at a time" in sixth["StatusMessage"]
    assert {factory.wait(id_)["Status"] for id_ in first} == {"AVAILABLE"}
    assert factory.wait(factory.order("team-6"))["Status"] == "AVAILABLE"


def test_an_account_outlives_its_product(aws: EmbeddedAws, client: Client) -> None:
    factory = _AccountFactory(aws, client, "363000000004")
    id_ = factory.order()
    factory.wait(id_)
    account = factory.outputs(id_)["AccountId"]

    factory.catalog.terminate_provisioned_product(ProvisionedProductId=id_, TerminateToken="t")
    factory.catalog.describe_provisioned_product(Id=id_)

    with pytest.raises(factory.catalog.exceptions.ResourceNotFoundException):
        factory.catalog.describe_provisioned_product(Id=id_)
    assert factory.organizations.describe_account(AccountId=account)["Account"]["Status"] == "ACTIVE"


def test_an_update_moves_the_account(aws: EmbeddedAws, client: Client) -> None:
    factory = _AccountFactory(aws, client, "363000000005")
    id_ = factory.order()
    factory.wait(id_)
    root = factory.organizations.list_roots()["Roots"][0]["Id"]
    other = factory.organizations.create_organizational_unit(ParentId=root, Name="Sandbox")["OrganizationalUnit"]
    names = ("AccountName", "AccountEmail", "SSOUserEmail", "SSOUserFirstName", "SSOUserLastName")
    kept: list[dict[str, Any]] = [{"Key": name, "UsePreviousValue": True} for name in names]

    factory.catalog.update_provisioned_product(
        ProvisionedProductId=id_,
        UpdateToken="u",
        ProvisioningParameters=[*kept, {"Key": "ManagedOrganizationalUnit", "Value": f"Sandbox ({other['Id']})"}],
    )

    assert factory.wait(id_)["Status"] == "AVAILABLE"
    account = factory.outputs(id_)["AccountId"]
    assert factory.organizations.list_parents(ChildId=account)["Parents"][0]["Id"] == other["Id"]


def test_without_a_landing_zone_there_is_no_account_factory(client: Client) -> None:
    create_organization(client, "363000000006")
    create_member(client, "363000000006", "any")
    catalog = client("servicecatalog", "363000000006")

    with pytest.raises(catalog.exceptions.ResourceNotFoundException):
        catalog.describe_product(Name=ACCOUNT_FACTORY)
