"""A catalogue of one product, shared with the accounts of a unit, and a member that launches it under its own role."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.emulator.conftest import Client
from tests.emulator.service_catalog_calls import create_member, create_organization, create_portfolio

LAUNCH_ROLE = "launch-product"
ANYBODY = {"Version": "2012-10-17", "Statement": []}


@dataclass(frozen=True)
class Catalog:
    """The product's owner, and the member account that sees it."""

    client: Client
    owner: str
    member: str
    portfolio: str

    def of_member(self, service: str) -> Any:
        """Connect to a service of the member."""
        return self.client(service, self.member)

    def publish(self, template: Any, name: str = "product", rules: Any = None) -> tuple[str, str]:
        """Publish a product with one version, launched by a local role: its id and its version's."""
        owner = self.client("servicecatalog", self.owner)
        created = owner.create_product(
            Name=name,
            Owner="Platform team",
            ProductType="CLOUD_FORMATION_TEMPLATE",
            IdempotencyToken=name,
            ProvisioningArtifactParameters=self._version("1.0", self._upload(f"{name}-1.0", template)),
        )
        product = str(created["ProductViewDetail"]["ProductViewSummary"]["ProductId"])
        owner.associate_product_with_portfolio(PortfolioId=self.portfolio, ProductId=product)
        constraints = {"LAUNCH": {"LocalRoleName": LAUNCH_ROLE}} | ({"TEMPLATE": {"Rules": rules}} if rules else {})
        for type_, parameters in constraints.items():
            owner.create_constraint(
                PortfolioId=self.portfolio,
                ProductId=product,
                Type=type_,
                Parameters=json.dumps(parameters),
                IdempotencyToken=f"{name}-{type_}",
            )
        return product, str(created["ProvisioningArtifactDetail"]["Id"])

    def add_version(self, product: str, template: Any, version: str) -> str:
        """Add a version to a product, and return its id."""
        added = self.client("servicecatalog", self.owner).create_provisioning_artifact(
            ProductId=product,
            IdempotencyToken=version.replace(".", "-"),
            Parameters=self._version(version, self._upload(f"{product}-{version}", template)),
        )
        return str(added["ProvisioningArtifactDetail"]["Id"])

    def launch(self, product: str, artifact: str, name: str = "launched", **parameters: str) -> dict[str, Any]:
        """Provision a product in the member account: what became of it."""
        record = self.of_member("servicecatalog").provision_product(
            ProductId=product,
            ProvisioningArtifactId=artifact,
            ProvisionedProductName=name,
            ProvisionToken=name,
            ProvisioningParameters=[{"Key": key, "Value": value} for key, value in parameters.items()],
            Tags=[{"Key": "team", "Value": "fraud"}],
        )["RecordDetail"]
        return self.settled(record["ProvisionedProductId"])

    def update(self, id_: str, artifact: str, **parameters: str) -> dict[str, Any]:
        """Update a provisioned product to a version: what became of it."""
        self.of_member("servicecatalog").update_provisioned_product(
            ProvisionedProductId=id_,
            ProvisioningArtifactId=artifact,
            ProvisioningParameters=[{"Key": key, "Value": value} for key, value in parameters.items()],
            UpdateToken="-".join([artifact, *map(str, map(sum, (map(ord, value) for value in parameters.values())))]),
        )
        return self.settled(id_)

    def terminate(self, id_: str) -> str:
        """Terminate a provisioned product: the status of the record."""
        catalog = self.of_member("servicecatalog")
        asked = catalog.terminate_provisioned_product(ProvisionedProductId=id_, TerminateToken=id_)
        record = asked["RecordDetail"]
        while record["Status"] == "IN_PROGRESS":
            record = catalog.describe_record(Id=record["RecordId"])["RecordDetail"]
        return str(record["Status"])

    def settled(self, id_: str) -> dict[str, Any]:
        """Wait until nothing is done with a provisioned product, and describe it, with the stack's outputs."""
        catalog = self.of_member("servicecatalog")
        while (found := catalog.describe_provisioned_product(Id=id_)["ProvisionedProductDetail"])[
            "Status"
        ] == "UNDER_CHANGE":
            pass
        outputs = catalog.describe_record(Id=found["LastRecordId"])["RecordOutputs"]
        return {**found, "Outputs": {output["OutputKey"]: output["OutputValue"] for output in outputs}}

    def _upload(self, key: str, template: Any) -> str:
        self.client("s3", self.owner).put_object(Bucket=f"templates-{self.owner}", Key=key, Body=json.dumps(template))
        return f"https://templates-{self.owner}.s3.eu-west-1.amazonaws.com/{key}"

    @staticmethod
    def _version(name: str, url: str) -> dict[str, Any]:
        return {"Name": name, "Type": "CLOUD_FORMATION_TEMPLATE", "Info": {"LoadTemplateFromURL": url}}


def create_catalog(client: Client, management: str) -> Catalog:
    """Create an organization whose management account shares a portfolio with the unit of a member."""
    unit = create_organization(client, management)
    member = create_member(client, management, "member", unit["Id"])
    owner = client("servicecatalog", management)
    client("organizations", management).enable_aws_service_access(ServicePrincipal="servicecatalog.amazonaws.com")
    owner.enable_aws_organizations_access()
    portfolio = create_portfolio(client, management)
    pattern = "arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_DataScientist_*"
    owner.associate_principal_with_portfolio(PortfolioId=portfolio, PrincipalARN=pattern, PrincipalType="IAM_PATTERN")
    owner.create_portfolio_share(
        PortfolioId=portfolio,
        OrganizationNode={"Type": "ORGANIZATIONAL_UNIT", "Value": unit["Id"]},
        SharePrincipals=True,
    )
    client("iam", member).create_role(RoleName=LAUNCH_ROLE, AssumeRolePolicyDocument=json.dumps(ANYBODY))
    bucket = {"LocationConstraint": "eu-west-1"}
    client("s3", management).create_bucket(Bucket=f"templates-{management}", CreateBucketConfiguration=bucket)
    return Catalog(client, management, member, portfolio)
