"""Roles of IAM, of which moto's own type leaves out policies and boundaries, inline policies, identity providers.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::IAM::Role", "AWS::IAM::RolePolicy" and
"AWS::IAM::OIDCProvider".
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, ResourceType, Setting, Tagging

_ROLE = {"RoleName": "RoleName"}
_THIS = {**_ROLE, "PolicyName": "PolicyName"}
_ATTACHED = {"ManagedPolicyArns": "PolicyArn"}
_PROVIDER = {"OpenIDConnectProviderArn": "OpenIDConnectProviderArn"}
_TRUST = {"AssumeRolePolicyDocument": "PolicyDocument"}

RESOURCE_TYPES = [
    ResourceType(
        "AWS::IAM::Role",
        service="iam",
        name="RoleName",
        create=Operation("CreateRole"),
        read=Operation("GetRole", _ROLE),
        update=Operation("UpdateRole", _ROLE),
        delete=Operation("DeleteRole", _ROLE),
        ref="RoleName",
        attributes={"Arn": "Role.Arn", "RoleId": "Role.RoleId"},
        replaced_by=frozenset({"Path", "RoleName"}),
        settings=(
            Setting("AssumeRolePolicyDocument", Operation("UpdateAssumeRolePolicy", _ROLE, names=_TRUST)),
            Setting(
                "PermissionsBoundary",
                Operation("PutRolePermissionsBoundary", _ROLE),
                Operation("DeleteRolePermissionsBoundary", _ROLE),
            ),
            Setting(
                "ManagedPolicyArns",
                Operation("AttachRolePolicy", _ROLE, names=_ATTACHED),
                Operation("DetachRolePolicy", _ROLE, names=_ATTACHED),
                each=True,
            ),
            Setting("Policies", Operation("PutRolePolicy", _ROLE), Operation("DeleteRolePolicy", _ROLE), each=True),
        ),
        tagging=Tagging("TagRole", "UntagRole", "RoleName"),
    ),
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
    ),
    ResourceType(
        "AWS::IAM::OIDCProvider",
        service="iam",
        create=Operation("CreateOpenIDConnectProvider", names={"ClientIdList": "ClientIDList"}),
        read=Operation("GetOpenIDConnectProvider", _PROVIDER),
        delete=Operation("DeleteOpenIDConnectProvider", _PROVIDER),
        ref="OpenIDConnectProviderArn",
        attributes={"Arn": "OpenIDConnectProviderArn"},
        replaced_by=frozenset({"Url"}),
        tagging=Tagging("TagOpenIDConnectProvider", "UntagOpenIDConnectProvider", "OpenIDConnectProviderArn"),
    ),
]
