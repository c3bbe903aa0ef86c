"""The operations that change resource shares.

Behaviour from the pages "CreateResourceShare", "UpdateResourceShare", "DeleteResourceShare", "AssociateResourceShare",
"DisassociateResourceShare" and "EnableSharingWithAwsOrganization".
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, BaseResponse, EmptyResult
from moto.core.utils import utcnow
from moto.iam.models import iam_backends

from modules.emulator.operation_input import operation_input
from modules.emulator.organization_tree import organization_of
from modules.emulator.records.call import Refusal
from modules.emulator.services.ram import principals, resource_types
from modules.emulator.services.ram.shares import Share, shares, shares_in


class ShareOperations(BaseResponse):
    """The operations, as methods of moto's response class."""

    def create_resource_share(self) -> ActionResult:
        """Create a share with the resources and principals that are given: all of them, or nothing."""
        asked = ram_input(self)
        backend = shares[self.current_account][self.region]
        share = backend.create(asked["name"], _tags(asked), allow_external=asked.get("allowExternalPrincipals", True))
        _associate(share, asked, self.region)
        backend.shares[share.arn] = share
        return ActionResult({"resourceShare": share.describe()})

    def update_resource_share(self) -> ActionResult:
        """Change the name of a share, or whether outsiders are allowed."""
        asked = ram_input(self)
        share = _owned(self, asked["resourceShareArn"])
        share.name = asked.get("name", share.name)
        share.allow_external = asked.get("allowExternalPrincipals", share.allow_external)
        share.updated = utcnow()
        return ActionResult({"resourceShare": share.describe()})

    def delete_resource_share(self) -> ActionResult:
        """Delete a share with its associations."""
        _owned(self, ram_input(self)["resourceShareArn"]).delete()
        return ActionResult({"returnValue": True})

    def associate_resource_share(self) -> ActionResult:
        """Add resources and principals."""
        asked = ram_input(self)
        share = _owned(self, asked["resourceShareArn"])
        return ActionResult({"resourceShareAssociations": _associate(share, asked, self.region)})

    def disassociate_resource_share(self) -> ActionResult:
        """Remove resources and principals. A principal outside the organization may remove itself."""
        asked = ram_input(self)
        arn, leaving = asked["resourceShareArn"], asked.get("principals") or []
        if leaving == [self.current_account]:
            share = next((s for s in shares_in(self.region) if s.arn == arn and s.reaches(leaving[0])), None)
        else:
            share = None
        share = share or _owned(self, arn)
        ended = [share.remove(entity) for entity in [*(asked.get("resourceArns") or []), *leaving]]
        return ActionResult({"resourceShareAssociations": ended})

    def associate_resource_share_permission(self) -> ActionResult:
        """Choose another permission for the resources of its type."""
        asked = ram_input(self)
        share = _owned(self, asked["resourceShareArn"])
        known = {p.arn: p.resource_type for p in self.ram_backend.managed_permissions}
        kind = known.get(asked["permissionArn"]) or _kind_of(share, asked["permissionArn"])
        if kind in share.permissions and not asked.get("replace") and share.permissions[kind] != asked["permissionArn"]:
            message = f"The resource share has a permission for {kind} already; set replace."
            raise Refusal("InvalidParameterException", message)
        share.permissions[kind] = asked["permissionArn"]
        return ActionResult({"returnValue": True})

    def tag_resource(self) -> ActionResult:
        """Add tags to a share, or change them."""
        asked = ram_input(self)
        _owned(self, _tagged(asked)).tags.update(_tags(asked))
        return EmptyResult()

    def untag_resource(self) -> ActionResult:
        """Remove tags from a share."""
        asked = ram_input(self)
        tags = _owned(self, _tagged(asked)).tags
        for key in asked["tagKeys"]:
            tags.pop(key, None)
        return EmptyResult()

    def enable_sharing_with_aws_organization(self) -> ActionResult:
        """Trust AWS RAM in the organization of this management account, with its service-linked role."""
        organization = organization_of(self.current_account)
        if organization is None or organization.account_id != self.current_account:
            message = "Unable to enable sharing with AWS Organizations: this is not a management account."
            raise Refusal("OperationNotPermittedException", message)
        if not principals.shares_with_organization(self.current_account):
            organization.enable_aws_service_access(ServicePrincipal=principals.SERVICE_PRINCIPAL)
        iam = iam_backends[self.current_account][self.partition]
        if "AWSServiceRoleForResourceAccessManager" not in {role.name for role in iam.roles.values()}:
            iam.create_service_linked_role(principals.SERVICE_PRINCIPAL, description="", suffix="")
        return ActionResult({"returnValue": True})


def ram_input(response: BaseResponse) -> dict[str, Any]:
    """Read the input of a request; the resource ARNs of RAM's model have no pattern."""
    return operation_input(response, refusal="InvalidParameterException")


def _associate(share: Share, asked: dict[str, Any], region: str) -> list[dict[str, Any]]:
    added = [share.add_resource(arn, region) for arn in asked.get("resourceArns") or []]
    added += [share.add_principal(principal, region) for principal in asked.get("principals") or []]
    for arn in asked.get("permissionArns") or []:
        share.permissions[_kind_of(share, arn)] = arn
    return added


def _kind_of(share: Share, permission_arn: str) -> str:
    """Tell what an AWS managed permission is for: it is the default of its type, or says the type in its name."""
    name = permission_arn.rpartition("/")[2]
    for kind, default in resource_types.DEFAULT_PERMISSIONS.items():
        if name == default or kind.replace(":", "").lower() in name.lower():
            return kind
    for kind in share.permissions:
        if kind.partition(":")[2].lower() in permission_arn.lower():
            return kind
    message = f"RAM Permission {permission_arn} could not be found for the resources of the share."
    raise Refusal("UnknownResourceException", message)


def _owned(response: BaseResponse, arn: str) -> Share:
    share: Share = shares[response.current_account][response.region].owned(arn)
    return share


def _tagged(asked: dict[str, Any]) -> str:
    return str(asked.get("resourceShareArn") or asked.get("resourceArn") or "")


def _tags(asked: dict[str, Any]) -> dict[str, str]:
    given = asked.get("tags") or []
    if not all(tag.get("key") for tag in given):
        raise Refusal("InvalidParameterException", "A tag needs a key.")
    return {tag["key"]: tag.get("value", "") for tag in given}
