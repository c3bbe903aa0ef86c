"""An organization in the emulator with a network account at the root and workload accounts in two units."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.emulator.conftest import Client

_managements = count(360000000001)
_emails = count()


@dataclass(frozen=True)
class Organization:
    """Its accounts by what they are for, and ARNs as principals of a share."""

    client: Client
    management: str
    arn: str
    network: str
    production: str
    sandbox: str
    production_unit: str

    def share(self, resource_arns: list[str], principals: list[str], **more: Any) -> str:
        """Share from the network account."""
        ram = self.client("ram", self.network)
        share = ram.create_resource_share(name="hub", resourceArns=resource_arns, principals=principals, **more)
        return str(share["resourceShare"]["resourceShareArn"])

    def gateway(self, **options: str) -> dict[str, Any]:
        """Create a transit gateway in the network account."""
        ec2 = self.client("ec2", self.network)
        gateway: dict[str, Any] = ec2.create_transit_gateway(Options=options)["TransitGateway"]
        return gateway


def new_organization(client: Client, *, sharing: bool = True) -> Organization:
    """Create an organization whose management account no other test has."""
    management = str(next(_managements))
    organizations = client("organizations", management)
    arn = organizations.create_organization(FeatureSet="ALL")["Organization"]["Arn"]
    root = organizations.list_roots()["Roots"][0]["Id"]
    top = organizations.create_organizational_unit(ParentId=root, Name="Workloads")["OrganizationalUnit"]
    unit = organizations.create_organizational_unit(ParentId=top["Id"], Name="Production")["OrganizationalUnit"]
    network, production, sandbox = (_account(organizations, name) for name in ("network", "production", "sandbox"))
    organizations.move_account(AccountId=production, SourceParentId=root, DestinationParentId=unit["Id"])
    if sharing:
        client("ram", management).enable_sharing_with_aws_organization()
    return Organization(client, management, arn, network, production, sandbox, production_unit=top["Arn"])


def vpc_with_subnet(ec2: Any, cidr: str = "10.20.0.0/20") -> tuple[str, str]:
    """Create a VPC with one subnet."""
    vpc_id = ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
    return vpc_id, ec2.create_subnet(VpcId=vpc_id, CidrBlock=cidr)["Subnet"]["SubnetId"]


def _account(organizations: Any, name: str) -> str:
    email = f"{name}-{next(_emails)}@example.com"
    return str(organizations.create_account(AccountName=name, Email=email)["CreateAccountStatus"]["AccountId"])
