"""What a product's launch role may do: what Service Catalog needs for every product, and what its template needs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from modules.catalog.library.definition import VersionState
from modules.catalog.library.product import Product
from modules.catalog.library.template import Template
from modules.organization.guardrails.placeholders import Value, filled_in
from modules.specification.reserved_text import literal
from modules.specification.tag_keys import TagKeys, with_tag_keys

Statement = dict[str, Any]

SERVICE = "servicecatalog.amazonaws.com"
"""Who works as a launch role: nobody else does."""

PATH = "/"
"""The path of launch roles: none. A launch constraint names the role of the launching account by its name alone, and
AWS does not say whether that finds a role with a path (AWS Service Catalog API Reference, CreateConstraint)."""

_STACKS = (
    "cloudformation:CreateStack",
    "cloudformation:DeleteStack",
    "cloudformation:DescribeStackEvents",
    "cloudformation:DescribeStacks",
    "cloudformation:GetTemplateSummary",
    "cloudformation:SetStackPolicy",
    "cloudformation:TagResource",
    "cloudformation:UntagResource",
    "cloudformation:UpdateStack",
)

EVERY_LAUNCH: tuple[Statement, ...] = (
    {
        "Sid": "KeepStacksOfServiceCatalog",
        "Effect": "Allow",
        "Action": [*_STACKS],
        "Resource": ["arn:aws:cloudformation:*:{{account_id}}:stack/SC-{{account_id}}-*"],
    },
    {
        "Sid": "ReadTemplates",
        "Effect": "Allow",
        "Action": ["cloudformation:GetTemplateSummary", "cloudformation:ValidateTemplate"],
        "Resource": ["*"],
    },
    {
        "Sid": "ReadTemplatesOfServiceCatalog",
        "Effect": "Allow",
        "Action": ["s3:GetObject"],
        "Resource": ["*"],
        "Condition": {"StringEquals": {"s3:ExistingObjectTag/servicecatalog:provisioning": "true"}},
    },
    {
        "Sid": "ReadParametersOfBlueprints",
        "Effect": "Allow",
        "Action": ["ssm:GetParameter", "ssm:GetParameters"],
        "Resource": ["arn:aws:ssm:*:{{account_id}}:parameter/landing-zone/*"],
    },
)
"""What every launch takes (AWS Service Catalog Administrator Guide, AWS Service Catalog Launch Constraints; names of
stacks: AWS Managed Policy Reference, AWSServiceCatalogEndUserFullAccess). AWS's own example is a policy that allows all
of CloudFormation; this is what its older example lists, with tags of stacks. Parameters: AWS CloudFormation User Guide,
Specify existing resources at runtime with CloudFormation-supplied parameter types."""


OF_PARAMETERS = "LookUpParameters"
"""The name of the statement that lets values of parameters be looked up."""

LOOKED_UP = {
    "AWS::EC2::SecurityGroup::Id": "ec2:DescribeSecurityGroups",
    "AWS::EC2::Subnet::Id": "ec2:DescribeSubnets",
    "AWS::EC2::VPC::Id": "ec2:DescribeVpcs",
}
"""What CloudFormation asks EC2, by the type of a parameter, before it makes anything: values of such a type must be of
something that is in the account (AWS CloudFormation User Guide, Specify existing resources at runtime with
CloudFormation-supplied parameter types). No page names the requests; AWS refuses them to who may not make them."""


def looked_up(template: Template) -> list[str]:
    """Return the actions by which CloudFormation looks up values of a template's parameters, each once."""
    types = [str(parameter["Type"]) for parameter in template.get("Parameters", {}).values()]
    return sorted({action for kind, action in LOOKED_UP.items() if any(kind in each for each in types)})


def _of_parameters(product: Product) -> list[Statement]:
    """Return the statement that lets values of parameters be looked up, where any version has such."""
    versions = [version for version in product.versions if version.state is not VersionState.RETIRED]
    actions = sorted({action for version in versions for action in looked_up(version.template)})
    return [{"Sid": OF_PARAMETERS, "Effect": "Allow", "Action": actions, "Resource": ["*"]}] if actions else []


def _document(product: Product) -> dict[str, Any]:
    """Return the policy of a product's launch role, with placeholders such as `{{team}}`."""
    own = [
        statement.model_dump(by_alias=True, mode="json", exclude_defaults=True)
        for statement in product.definition.launch
    ]
    return {"Version": "2012-10-17", "Statement": [*EVERY_LAUNCH, *_of_parameters(product), *own]}


def launch_statements(product: Product, values: Mapping[str, Value], tag_keys: TagKeys) -> list[Statement]:
    """Return the statements of that policy, with values for placeholders and the organization's keys for tags.

    Args:
        product: The product.
        values: What the placeholders stand for; tokens of Terraform among them.
        tag_keys: The organization's keys for the library's tags.

    """
    document = json.loads(literal(json.dumps(with_tag_keys(_document(product), tag_keys))))
    statements: list[Statement] = filled_in(document, values)["Statement"]
    return statements
