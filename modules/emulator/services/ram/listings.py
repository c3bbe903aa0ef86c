"""The operations that list shares, what is in them and with whom. Everything fits on one page.

Behaviour from the pages "GetResourceShares", "GetResourceShareAssociations", "ListResourceSharePermissions",
"ListResources" and "ListPrincipals".
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, BaseResponse

from modules.emulator.records.call import Refusal
from modules.emulator.services.ram import resource_types
from modules.emulator.services.ram.operations import ram_input
from modules.emulator.services.ram.shares import Share, shares, shares_in


class ListingOperations(BaseResponse):
    """The operations, as methods of moto's response class."""

    def get_resource_shares(self) -> ActionResult:
        """List the shares that the account owns, or those of others that it takes part in."""
        asked = ram_input(self)
        tags = {t.get("tagKey"): t.get("tagValues") or [] for t in asked.get("tagFilters") or []}
        found = [
            share.describe()
            for share in _visible(self, asked)
            if asked.get("name") in (None, share.name)
            and asked.get("resourceShareStatus") in (None, share.status)
            and all(key in share.tags and (not v or share.tags[key] in v) for key, v in tags.items())
        ]
        return ActionResult({"resourceShares": found})

    def get_resource_share_associations(self) -> ActionResult:
        """List what is associated with the shares of the account: resources, or principals."""
        asked = ram_input(self)
        kind = asked["associationType"]
        _check_filter(kind, asked)
        wanted = asked.get("resourceArn") or asked.get("principal")
        found = [
            association
            for share in _visible(self, asked | {"resourceOwner": "SELF"})
            for association in (share.resources if kind == "RESOURCE" else share.principals).values()
            if wanted in (None, association["associatedEntity"])
            and asked.get("associationStatus") in (None, association["status"])
        ]
        return ActionResult({"resourceShareAssociations": found})

    def list_resource_share_permissions(self) -> ActionResult:
        """List the permissions of a share: one for each type of its resources."""
        share = next(iter(_visible(self, {"resourceShareArns": [ram_input(self)["resourceShareArn"]]})))
        return ActionResult({"permissions": [_permission(kind, arn) for kind, arn in share.permissions.items()]})

    def list_resources(self) -> ActionResult:
        """List the resources that the account shares, or that are shared with it."""
        asked = ram_input(self)
        found = [
            _resource(share, arn)
            for share in _visible(self, asked)
            for arn in share.resources
            if arn in (asked.get("resourceArns") or [arn])
            and asked.get("resourceType") in (None, resource_types.resource_type(arn))
            and asked.get("principal") in (None, *share.principals)
        ]
        return ActionResult({"resources": found})

    def list_principals(self) -> ActionResult:
        """List with whom the account shares, or who shares with it."""
        asked = ram_input(self)
        found = [
            {"id": name, "resourceShareArn": share.arn, **association}
            for share in _visible(self, asked)
            for name, association in share.principals.items()
            if name in (asked.get("principals") or [name]) and asked.get("resourceArn") in (None, *share.resources)
        ]
        return ActionResult({"principals": found})


def _visible(response: BaseResponse, asked: dict[str, Any]) -> list[Share]:
    """Select shares by owner and ARN; an ARN that is none of them is an error."""
    account, owner = response.current_account, asked.get("resourceOwner")
    own = list(shares[account][response.region].shares.values())
    others = [s for s in shares_in(response.region) if s.owner != account and s.reaches(account)]
    found = {None: own + others, "SELF": own, "OTHER-ACCOUNTS": others}[owner]
    wanted = asked.get("resourceShareArns") or []
    missing = set(wanted) - {share.arn for share in found}
    if missing:
        message = f"ResourceShare {', '.join(sorted(missing))} could not be found."
        raise Refusal("UnknownResourceException", message)
    return [share for share in found if not wanted or share.arn in wanted]


def _check_filter(kind: str, asked: dict[str, Any]) -> None:
    if asked.get("resourceArn") and kind == "PRINCIPAL":
        message = "You cannot specify a resource ARN when the association type is PRINCIPAL."
        raise Refusal("InvalidParameterException", message)
    if asked.get("principal") and kind == "RESOURCE":
        message = "You cannot specify a principal when the association type is RESOURCE."
        raise Refusal("InvalidParameterException", message)


def _resource(share: Share, arn: str) -> dict[str, Any]:
    association = share.resources[arn]
    return {
        "arn": arn,
        "type": resource_types.resource_type(arn),
        "resourceShareArn": share.arn,
        "status": "AVAILABLE",
        "creationTime": association["creationTime"],
        "lastUpdatedTime": association["lastUpdatedTime"],
        "resourceRegionScope": "REGIONAL" if arn.split(":")[3] else "GLOBAL",
    }


def _permission(kind: str, arn: str) -> dict[str, Any]:
    return {
        "arn": arn,
        "version": "1",
        "defaultVersion": True,
        "name": arn.rpartition("/")[2],
        "resourceType": kind,
        "status": "ASSOCIATED",
        "isResourceTypeDefault": resource_types.DEFAULT_PERMISSIONS.get(kind) == arn.rpartition("/")[2],
        "permissionType": "AWS_MANAGED",
        "featureSet": "STANDARD",
    }
