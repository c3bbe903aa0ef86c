"""What a product is launched as."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from modules.catalog.library.launch_role import PATH, SERVICE
from modules.catalog.library.product import Product
from modules.storage.statements import Statement, policy


class LaunchRole(Construct):
    """Define the role that Service Catalog works as when somebody launches a product in this account.

    It has the account's boundary, and no path: a launch constraint names a role of whatever account the product is
    launched in by its name alone (AWS Service Catalog Administrator Guide, AWS Service Catalog Launch Constraints). It
    is not documented that Service Catalog says for which account it works, so its trust asks for none.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        product: The product.
        statements: What it may do; nothing in the account of the portfolio, where a launch constraint needs a role of
            this name.
        boundary_arn: The permissions boundary.

    """

    def __init__(
        self, scope: Construct, id_: str, *, product: Product, statements: Sequence[Statement], boundary_arn: str
    ) -> None:
        super().__init__(scope, id_)
        trust = {
            "Sid": "TrustServiceCatalog",
            "Effect": "Allow",
            "Principal": {"Service": SERVICE},
            "Action": "sts:AssumeRole",
        }
        name = product.launch_role_name
        role = IamRole(
            self,
            "Default",
            name=name,
            path=PATH,
            description=f"What Service Catalog launches {product.key} as",  # IAM takes no title that is not Latin
            permissions_boundary=boundary_arn,
            assume_role_policy=policy([trust]),
        )
        if statements:
            IamRolePolicy(self, "policy", name=name, role=role.name, policy=policy(statements))
