"""Calls that several tests of Service Catalog, Account Factory and Control Tower make first."""

from __future__ import annotations

import json
from typing import Any

from tests.emulator.conftest import Client

TEMPLATE = {
    "Parameters": {"Name": {"Type": "String"}},
    "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "Name"}}}},
    "Outputs": {"TopicArn": {"Value": {"Ref": "Topic"}}},
}


def create_organization(client: Client, management: str, unit: str = "Teams") -> dict[str, Any]:
    """Create an organization with one unit below its root, and return the unit."""
    organizations = client("organizations", management)
    organizations.create_organization(FeatureSet="ALL")
    root = organizations.list_roots()["Roots"][0]["Id"]
    created: dict[str, Any] = organizations.create_organizational_unit(ParentId=root, Name=unit)["OrganizationalUnit"]
    return created


def create_member(client: Client, management: str, name: str, unit_id: str | None = None) -> str:
    """Create an account, in a unit if one is given, and return its id."""
    organizations = client("organizations", management)
    status = organizations.create_account(AccountName=name, Email=f"{name}@{management}.example")
    account = str(status["CreateAccountStatus"]["AccountId"])
    if unit_id:
        root = organizations.list_roots()["Roots"][0]["Id"]
        organizations.move_account(AccountId=account, SourceParentId=root, DestinationParentId=unit_id)
    return account


def create_portfolio(client: Client, account: str, name: str = "analytics") -> str:
    """Create a portfolio and return its id."""
    created = client("servicecatalog", account).create_portfolio(
        DisplayName=name, ProviderName="Platform team", IdempotencyToken=name
    )
    return str(created["PortfolioDetail"]["Id"])


def create_product(client: Client, account: str, template: Any = None, name: str = "topic") -> tuple[str, str]:
    """Create a product, and return its id and that of its one provisioning artifact."""
    bucket, s3 = f"templates-{account}", client("s3", account)
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3.put_object(Bucket=bucket, Key="t.json", Body=json.dumps(TEMPLATE if template is None else template))
    created = client("servicecatalog", account).create_product(
        Name=name,
        Owner="Platform team",
        ProductType="CLOUD_FORMATION_TEMPLATE",
        IdempotencyToken=name,
        Tags=[{"Key": "team", "Value": "platform"}],
        ProvisioningArtifactParameters={
            "Name": "v1",
            "Type": "CLOUD_FORMATION_TEMPLATE",
            "Info": {"LoadTemplateFromURL": f"https://{bucket}.s3.eu-west-1.amazonaws.com/t.json"},
        },
    )
    summary = created["ProductViewDetail"]["ProductViewSummary"]
    return str(summary["ProductId"]), str(created["ProvisioningArtifactDetail"]["Id"])


def create_launchable(client: Client, account: str) -> tuple[str, str, str]:
    """Create a portfolio with a product that the account's principals may launch: portfolio, product, artifact."""
    portfolio, (product, artifact) = create_portfolio(client, account), create_product(client, account)
    catalog = client("servicecatalog", account)
    catalog.associate_product_with_portfolio(PortfolioId=portfolio, ProductId=product)
    principal = f"arn:aws:iam::{account}:role/analyst"
    catalog.associate_principal_with_portfolio(PortfolioId=portfolio, PrincipalARN=principal, PrincipalType="IAM")
    return portfolio, product, artifact


def provision(catalog: Any, product: str, artifact: str, name: str = "alarms", **parameters: str) -> str:
    """Provision a product, wait until that is over, and return the provisioned product's id."""
    record = catalog.provision_product(
        ProductId=product,
        ProvisioningArtifactId=artifact,
        ProvisionedProductName=name,
        ProvisionToken=name,
        ProvisioningParameters=[{"Key": key, "Value": value} for key, value in parameters.items()],
    )["RecordDetail"]
    id_ = str(record["ProvisionedProductId"])
    while catalog.describe_provisioned_product(Id=id_)["ProvisionedProductDetail"]["Status"] == "UNDER_CHANGE":
        pass
    return id_
