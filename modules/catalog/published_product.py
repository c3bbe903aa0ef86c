"""A product of AWS Service Catalog with all of its versions, in a portfolio."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cdktf import DataResource, ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.s3_object import S3Object
from cdktf_cdktf_provider_aws.servicecatalog_constraint import ServicecatalogConstraint
from cdktf_cdktf_provider_aws.servicecatalog_product import (
    ServicecatalogProduct,
    ServicecatalogProductProvisioningArtifactParameters,
)
from cdktf_cdktf_provider_aws.servicecatalog_product_portfolio_association import (
    ServicecatalogProductPortfolioAssociation,
)
from cdktf_cdktf_provider_aws.servicecatalog_provisioning_artifact import ServicecatalogProvisioningArtifact
from constructs import Construct

from modules.catalog.library.definition import VersionState
from modules.catalog.library.product import Product, ProductVersion
from modules.catalog.library.template import template_body
from modules.specification.reserved_text import literal
from modules.specification.tag_keys import TagKeys

_TYPE = "CLOUD_FORMATION_TEMPLATE"

FIRST_VERSION = "none"
"""The version that a product comes with."""

_NOTHING = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Description": "Launches nothing: choose another version",
    "Rules": {
        "AnotherVersion": {
            "Assertions": [
                {
                    "Assert": {"Fn::Equals": ["this version", "another version"]},
                    "AssertDescription": "This version launches nothing: choose another one",
                }
            ]
        }
    },
    "Resources": {"Nothing": {"Type": "AWS::CloudFormation::WaitConditionHandle"}},
}


@dataclass(frozen=True, slots=True)
class TemplatePlace:
    """Where templates are; each value may be a token."""

    bucket_name: str
    region: str

    def url(self, object_key: str) -> str:
        """Return the address by which Service Catalog reads a template."""
        return f"https://{self.bucket_name}.s3.{self.region}.amazonaws.com/{object_key}"


class PublishedProduct(Construct):
    """Define a product, its versions, and what it is launched as.

    A product cannot be created without a version, and one that is created with it can be neither deprecated nor
    retired, and replaces the product when it changes. So a product comes with a version that launches nothing, and
    every version of the library is an artifact of its own. A template is in the bucket under the digest of what is in
    it: whoever changes a version that was published sees in the plan that it would be replaced.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        product: The product.
        portfolio_id: The portfolio.
        place: Where templates are.
        tag_keys: The organization's keys for the library's tags.
        notice_topic_arn: The topic that is told of its launches; None where nobody is.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        product: Product,
        portfolio_id: str,
        place: TemplatePlace,
        tag_keys: TagKeys,
        notice_topic_arn: str | None = None,
    ) -> None:
        super().__init__(scope, id_)
        self._place, self._folder, definition = place, product.key, product.definition
        self._product = ServicecatalogProduct(
            self,
            "Default",
            name=definition.title,
            owner=definition.owner,
            description=definition.description.strip(),
            support_description=definition.support.description or None,
            support_email=definition.support.email or None,
            support_url=definition.support.url or None,
            tags=dict(definition.tags) or None,
            type=_TYPE,
            provisioning_artifact_parameters=ServicecatalogProductProvisioningArtifactParameters(
                name=FIRST_VERSION,
                description="Launches nothing",
                type=_TYPE,
                template_url=self._template(self, FIRST_VERSION, literal(json.dumps(_NOTHING, sort_keys=True))),
            ),
            # Nothing of it can be changed, and whoever deletes it by hand deletes it for good.
            lifecycle=TerraformResourceLifecycle(ignore_changes=["provisioning_artifact_parameters"]),
        )
        versions = Construct(self, "versions")
        artifacts = [
            self._version(Construct(versions, version.address_part), version, tag_keys) for version in product.versions
        ]
        association = ServicecatalogProductPortfolioAssociation(
            self, "portfolio", portfolio_id=portfolio_id, product_id=self._product.id
        )
        if not product.is_blueprint:
            self._constrain(product, portfolio_id, [association])
        if notice_topic_arn:
            notices = {"NotificationArns": [notice_topic_arn]}
            self._constraint("notices", "NOTIFICATION", notices, portfolio_id, [association])
        if product.rules:  # behind the versions, whose parameters they name
            self._constraint("rules", "TEMPLATE", {"Rules": product.rules}, portfolio_id, [association, *artifacts])

    def _constrain(self, product: Product, portfolio_id: str, association: list[ITerraformDependable]) -> None:
        """Say what it is launched as. Of a blueprint Control Tower says that, in a portfolio of its own."""
        for id_of, type_, parameters in (
            ("launch", "LAUNCH", {"LocalRoleName": product.launch_role_name}),
            (
                "tag-update",
                "RESOURCE_UPDATE",
                {"Version": "2.0", "Properties": {"TagUpdateOnProvisionedProduct": "NOT_ALLOWED"}},
            ),
        ):
            self._constraint(id_of, type_, parameters, portfolio_id, association)

    def _constraint(
        self, id_: str, type_: str, parameters: Any, portfolio_id: str, before: list[ITerraformDependable]
    ) -> None:
        ServicecatalogConstraint(
            self,
            id_,
            type=type_,
            parameters=json.dumps(parameters),
            portfolio_id=portfolio_id,
            product_id=self._product.id,
            depends_on=before,
        )

    def _version(
        self, scope: Construct, version: ProductVersion, tag_keys: TagKeys
    ) -> ServicecatalogProvisioningArtifact:
        template = self._template(scope, version.name, literal(template_body(version.template, tag_keys)))
        # AWS does not tell where a template was read, so the provider would replace a version that is imported: the
        # digest in the address replaces it instead.
        trigger = DataResource(scope, "digest", triggers_replace={"template_url": template})
        return ServicecatalogProvisioningArtifact(
            scope,
            "Default",
            product_id=self._product.id,
            name=version.name,
            description=version.description,
            type=_TYPE,
            template_url=template,
            guidance="DEFAULT" if version.state is VersionState.CURRENT else "DEPRECATED",
            active=version.state is not VersionState.RETIRED,
            lifecycle=TerraformResourceLifecycle(
                ignore_changes=["disable_template_validation", "template_url"],
                # As text: of a resource cdktf makes "${...}" here, which Terraform does not take.
                replace_triggered_by=[f"{trigger.terraform_resource_type}.{trigger.friendly_unique_id}"],
            ),
        )

    def _template(self, scope: Construct, version: str, body: str) -> str:
        digest = sha256(body.encode()).hexdigest()[:12]
        template = S3Object(
            scope,
            "template",
            bucket=self._place.bucket_name,
            key=f"{self._folder}/{version}-{digest}.json",
            content=body,
            content_type="application/json",
        )
        return self._place.url(template.key)
