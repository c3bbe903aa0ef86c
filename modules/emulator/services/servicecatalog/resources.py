"""What AWS Service Catalog keeps.

Identifiers from the AWS Service Catalog Administrator Guide, "Identity and Access Management", resource types.
"""

from __future__ import annotations

from modules.emulator.records import Resource

_ARN = "arn:{partition}:catalog:{region}:{account_id}:"

PORTFOLIO = Resource(
    "Portfolio",
    identified_by=("PortfolioId",),
    generated={"Id": "port-{random:13}", "ARN": _ARN + "portfolio/{Id}"},
    created="CreatedTime",
    owner="AccountId",
    tags="Tags",
)
PRODUCT = Resource(
    "Product",
    names={"Description": "ShortDescription", "ProductType": "Type"},
    identified_by=("ProductId",),
    generated={"ProductId": "prod-{random:13}", "Id": "prodview-{random:13}", "ARN": _ARN + "product/{ProductId}"},
    created="CreatedTime",
    owner="AccountId",
    tags="Tags",
)
ARTIFACT = Resource(
    "ProvisioningArtifact",
    identified_by=("ProvisioningArtifactId",),
    generated={"Id": "pa-{random:13}"},
    defaults={"Active": True, "Guidance": "DEFAULT", "Type": "CLOUD_FORMATION_TEMPLATE"},
    created="CreatedTime",
    tags="Tags",
)
CONSTRAINT = Resource(
    "Constraint",
    names={"Id": "ConstraintId"},
    generated={"ConstraintId": "cons-{random:13}"},
    owner="Owner",
    tags="Tags",
)
TAG_OPTION = Resource(
    "TagOption",
    key=("Key", "Value"),
    identified_by=("TagOptionId",),
    generated={"Id": "tag-{random:13}"},
    defaults={"Active": True},
    owner="Owner",
    tags="Tags",
)
SERVICE_ACTION = Resource(
    "ServiceAction",
    identified_by=("ServiceActionId",),
    generated={"Id": "act-{random:13}"},
    tags="Tags",
)
PRODUCT_ASSOCIATION = Resource("ProductPortfolioAssociation", key=("ProductId", "PortfolioId"))
PRINCIPAL_ASSOCIATION = Resource("PrincipalPortfolioAssociation", key=("PrincipalARN", "PortfolioId"))
TAG_OPTION_ASSOCIATION = Resource("TagOptionAssociation", key=("TagOptionId", "ResourceId"))
SERVICE_ACTION_ASSOCIATION = Resource("ServiceActionAssociation", key=("ServiceActionId", "ProvisioningArtifactId"))
SHARE = Resource("PortfolioShare", key=("PortfolioId", "Type", "PrincipalId"))
SHARE_OPERATION = Resource("PortfolioShareOperation", generated={"PortfolioShareToken": "share-{random:13}"})
PROVISIONED_PRODUCT = Resource("ProvisionedProduct", key=("Name",))
PROVISIONING_RECORD = Resource("Record", key=("RecordId",))

INVALID = "InvalidParametersException"
NOT_FOUND = "ResourceNotFoundException"
DUPLICATE = "DuplicateResourceException"
IN_USE = "ResourceInUseException"
INVALID_STATE = "InvalidStateException"
NOT_SUPPORTED = "OperationNotSupportedException"
