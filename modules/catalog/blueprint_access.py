"""The role by which Control Tower gets at blueprints of accounts."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from constructs import Construct

from modules.organization.control_tower.spec import BLUEPRINT_ACCESS_ROLE
from modules.storage.statements import policy

POLICIES = ("AWSServiceCatalogAdminFullAccess", "AmazonS3ReadOnlyAccess")
"""AWS's own policies that Control Tower requires of it."""

ADMIN = "service-role/AWSControlTowerAdmin"
"""The role that Control Tower works as in the management account."""


class BlueprintAccess(Construct):
    """Define the role, with the two policies and the two principals that AWS documents.

    By it Control Tower makes a portfolio of its own, puts the blueprint in, and shares it with the account that is
    customized (AWS Control Tower User Guide, "Step 1. Create the required role"). In an account that Control Tower
    governs only AWSControlTowerExecution may make it (the same guide, "In case of a blueprint error"). It has no
    boundary: no page says that it works with one.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        management_account_id: The management account.
        user_role_patterns: ARNs, with `?`, of the roles there of people who vend accounts. The page names one role; its
            name ends with what only Identity Center knows, so that a condition has a pattern for it.

    """

    def __init__(
        self, scope: Construct, id_: str, *, management_account_id: str, user_role_patterns: Sequence[str]
    ) -> None:
        super().__init__(scope, id_)
        of_management = f"arn:aws:iam::{management_account_id}"
        control_tower = {
            "Sid": "TrustControlTower",
            "Effect": "Allow",
            "Principal": {"AWS": f"{of_management}:role/{ADMIN}"},
            "Action": "sts:AssumeRole",
        }
        people = {
            "Sid": "TrustWhoVendsAccounts",
            "Effect": "Allow",
            "Principal": {"AWS": f"{of_management}:root"},
            "Action": "sts:AssumeRole",
            "Condition": {"ArnLike": {"aws:PrincipalArn": [*user_role_patterns]}},
        }
        role = IamRole(
            self,
            "Default",
            name=BLUEPRINT_ACCESS_ROLE,
            description="What Control Tower takes blueprints of accounts as",
            assume_role_policy=policy([control_tower, people]),
        )
        for name in POLICIES:
            IamRolePolicyAttachment(self, name, role=role.name, policy_arn=f"arn:aws:iam::aws:policy/{name}")
