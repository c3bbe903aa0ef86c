"""The roles that Control Tower works with in the management account, all below `/service-role/`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from constructs import Construct

from modules.organization.control_tower.spec import EXECUTION_ROLE

_PATH = "/service-role/"
_MANAGED = "arn:aws:iam::aws:policy/service-role/"


class ServiceRoles(Construct):
    """Define the four roles, under the names that Control Tower expects.

    AWS Control Tower User Guide, "Step 1: Configure your landing zone" (which roles there are) and "How AWS Control
    Tower works with roles to create and manage accounts" (what they may do).

    Args:
        scope: The stack, or the construct, that owns the roles.
        id_: The start of the roles' addresses.
        account_id: The management account.
        home_region: Control Tower's home region.
        access_management: Whether Control Tower sets up IAM Identity Center.

    """

    def __init__(
        self, scope: Construct, id_: str, *, account_id: str, home_region: str, access_management: bool
    ) -> None:
        super().__init__(scope, id_)
        self._permissions: list[ITerraformDependable] = []
        # "Optional conditions for your role trust relationships" has this condition.
        tower = f"arn:aws:controltower:{home_region}:{account_id}:*"
        admin = self._role("AWSControlTowerAdmin", "controltower", condition=_only_for(account_id, tower))
        self._allow(admin, "AWSControlTowerAdminPolicy", "ec2:DescribeAvailabilityZones", "*")
        self._attach(admin, "AWSControlTowerServiceRolePolicy")
        if access_management:
            self._attach(admin, "AWSControlTowerIdentityCenterManagementPolicy")

        # No page says that CloudTrail and Config name the account or the resource that they work for, so no condition.
        trail = self._role("AWSControlTowerCloudTrailRole", "cloudtrail")
        self._attach(trail, "AWSControlTowerCloudTrailRolePolicy")
        aggregator = self._role("AWSControlTowerConfigAggregatorRoleForOrganizations", "config")
        self._attach(aggregator, "AWSConfigRoleForOrganizations")

        # AWS CloudFormation User Guide, "Set up global keys to mitigate confused deputy problems".
        stack_sets = f"arn:aws:cloudformation:*:{account_id}:stackset/*"
        stack_set = self._role("AWSControlTowerStackSetRole", "cloudformation", _only_for(account_id, stack_sets))
        in_every_account = f"arn:aws:iam::*:role/{EXECUTION_ROLE}"
        self._allow(stack_set, "AWSControlTowerStackSetRolePolicy", "sts:AssumeRole", in_every_account)

    @property
    def permissions(self) -> list[ITerraformDependable]:
        """What a landing zone depends on: the roles with all that they may do."""
        return list(self._permissions)

    def _role(self, name: str, service: str, condition: Mapping[str, Any] | None = None) -> IamRole:
        trust = {
            "Effect": "Allow",
            "Principal": {"Service": f"{service}.amazonaws.com"},
            "Action": "sts:AssumeRole",
            **({"Condition": condition} if condition else {}),
        }
        return IamRole(self, name, name=name, path=_PATH, assume_role_policy=_document(trust))

    def _allow(self, role: IamRole, name: str, action: str, resource: str) -> None:
        policy = _document({"Effect": "Allow", "Action": action, "Resource": resource})
        self._permissions.append(IamRolePolicy(self, name, name=name, role=role.name, policy=policy))

    def _attach(self, role: IamRole, name: str) -> None:
        self._permissions.append(IamRolePolicyAttachment(self, name, role=role.name, policy_arn=f"{_MANAGED}{name}"))


def _only_for(account_id: str, resource: str) -> dict[str, Any]:
    """Let a service assume a role for this account's resources only: it may be asked to by others (confused deputy)."""
    return {"StringEquals": {"aws:SourceAccount": account_id}, "ArnLike": {"aws:SourceArn": resource}}


def _document(statement: Mapping[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
