"""AWS Lake Formation.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::LakeFormation::PrincipalPermissions" and
"AWS::LakeFormation::Resource". A grant is never updated: another takes its place.
"""

from __future__ import annotations

from modules.emulator.services.cloudformation.resource_type import Operation, ResourceType

_GRANTED = {
    "CatalogId": "Catalog",
    "Permissions": "Permissions",
    "PermissionsWithGrantOption": "PermissionsWithGrantOption",
    "Principal": "Principal",
    "Resource": "Resource",
}
_REGISTERED = {"ResourceArn": "ResourceArn"}

RESOURCE_TYPES = [
    ResourceType(
        "AWS::LakeFormation::PrincipalPermissions",
        service="lakeformation",
        create=Operation("GrantPermissions", names={"Catalog": "CatalogId"}),
        delete=Operation("RevokePermissions", _GRANTED),
        ref="Principal.DataLakePrincipalIdentifier",
        tags="",
        attributes={"PrincipalIdentifier": "Principal.DataLakePrincipalIdentifier"},
    ),
    ResourceType(
        "AWS::LakeFormation::Resource",
        service="lakeformation",
        create=Operation("RegisterResource"),
        read=Operation("DescribeResource", _REGISTERED),
        delete=Operation("DeregisterResource", _REGISTERED),
        ref="ResourceArn",
        tags="",
    ),
]
