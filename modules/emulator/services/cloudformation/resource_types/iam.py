"""An inline policy of a role, which moto's own types leave out.

Behaviour from the AWS CloudFormation Template Reference Guide, page "AWS::IAM::RolePolicy".
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, ResourceType

_THIS = {"RoleName": "RoleName", "PolicyName": "PolicyName"}

RESOURCE_TYPES = [
    ResourceType(
        "AWS::IAM::RolePolicy",
        service="iam",
        create=Operation("PutRolePolicy"),
        read=Operation("GetRolePolicy", _THIS),
        update=Operation("PutRolePolicy"),
        delete=Operation("DeleteRolePolicy", _THIS),
        ref="PolicyName",
        replaced_by=frozenset({"PolicyName", "RoleName"}),
        tags="",
    )
]
