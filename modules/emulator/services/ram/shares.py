"""The resource shares of each account and Region, and the one question that other services ask about them.

From the pages "ResourceShare" and "ResourceShareAssociation", and the AWS RAM User Guide, "Terms and concepts".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random

from modules.emulator.records.call import Refusal
from modules.emulator.services.ram import principals, resource_types

PENDING, ACCEPTED, REJECTED = "PENDING", "ACCEPTED", "REJECTED"


@dataclass
class Share:
    """One resource share: its resources and principals by name, each as the association that the API describes."""

    arn: str
    name: str
    owner: str
    allow_external: bool
    tags: dict[str, str]
    created: datetime = field(default_factory=utcnow)
    updated: datetime = field(default_factory=utcnow)
    status: str = "ACTIVE"
    resources: dict[str, dict[str, Any]] = field(default_factory=dict)
    principals: dict[str, dict[str, Any]] = field(default_factory=dict)
    permissions: dict[str, str] = field(default_factory=dict)
    """The permission of each resource type."""
    invitations: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By the account that is invited."""

    def describe(self) -> dict[str, Any]:
        """Describe it as the API does."""
        return {
            "resourceShareArn": self.arn,
            "name": self.name,
            "owningAccountId": self.owner,
            "allowExternalPrincipals": self.allow_external,
            "status": self.status,
            "tags": [{"key": key, "value": value} for key, value in self.tags.items()],
            "creationTime": self.created,
            "lastUpdatedTime": self.updated,
            "featureSet": "STANDARD",
        }

    def add_resource(self, arn: str, region: str) -> dict[str, Any]:
        """Share a resource of the owner; the default permission of its type comes with the first of them."""
        resource_types.check_owned(arn, self.owner, region)
        kind = resource_types.resource_type(arn)
        permission = f"arn:{arn.split(':')[1]}:ram::aws:permission/{resource_types.DEFAULT_PERMISSIONS[kind]}"
        self.permissions.setdefault(kind, permission)
        association = self._association(arn, "RESOURCE", "ASSOCIATED", external=False)
        return self.resources.setdefault(arn, association)

    def add_principal(self, principal: str, region: str) -> dict[str, Any]:
        """Share with a principal; an account outside the organization is invited, and associated when it accepts."""
        principals.check_principal(principal, self.owner, allow_external=self.allow_external)
        external = principals.is_external(principal, self.owner)
        if external and principal not in self.principals:
            self._invite(str(principals.account_principal(principal)), region)
        state = "ASSOCIATING" if external else "ASSOCIATED"
        return self.principals.setdefault(principal, self._association(principal, "PRINCIPAL", state, external))

    def remove(self, entity: str) -> dict[str, Any]:
        """End the association of a resource or a principal."""
        association = self.resources.pop(entity, None) or self.principals.pop(entity, None)
        if association is None:
            message = f"{entity} is not associated with resource share {self.arn}."
            raise Refusal("UnknownResourceException", message)
        self.invitations.pop(principals.account_principal(entity) or "", None)
        used = {resource_types.resource_type(arn) for arn in self.resources}
        self.permissions = {kind: arn for kind, arn in self.permissions.items() if kind in used}
        return association | {"status": "DISASSOCIATED", "lastUpdatedTime": utcnow()}

    def reaches(self, account_id: str) -> bool:
        """Tell whether an account takes part: it is meant by a principal, and has accepted where it must."""
        return self.status == "ACTIVE" and any(
            association["status"] == "ASSOCIATED" and principals.reaches(principal, account_id, self.owner)
            for principal, association in self.principals.items()
        )

    def delete(self) -> None:
        """Delete it. As on AWS it can be described for a while, as deleted and without associations."""
        self.status, self.updated = "DELETED", utcnow()
        for associations in (self.resources, self.principals, self.permissions, self.invitations):
            associations.clear()

    def _invite(self, account_id: str, region: str) -> None:
        partition = self.arn.split(":")[1]
        prefix = f"arn:{partition}:ram:{region}:{self.owner}:resource-share-invitation/"
        self.invitations[account_id] = {
            "resourceShareInvitationArn": f"{prefix}{mock_random.uuid4()}",
            "resourceShareName": self.name,
            "resourceShareArn": self.arn,
            "senderAccountId": self.owner,
            "receiverAccountId": account_id,
            "receiverArn": f"arn:{partition}:iam::{account_id}:root",
            "invitationTimestamp": utcnow(),
            "status": PENDING,
        }

    def _association(self, entity: str, kind: str, status: str, external: bool) -> dict[str, Any]:  # noqa: FBT001 - a value of the record, not a switch
        return {
            "resourceShareArn": self.arn,
            "resourceShareName": self.name,
            "associatedEntity": entity,
            "associationType": kind,
            "status": status,
            "creationTime": utcnow(),
            "lastUpdatedTime": utcnow(),
            "external": external,
        }


class SharesBackend(BaseBackend):
    """The shares that one account owns in one Region, by ARN."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.shares: dict[str, Share] = {}

    def create(self, name: str, tags: dict[str, str], *, allow_external: bool) -> Share:
        """Begin an empty share; it is listed only once it is added to `shares`."""
        arn = f"arn:{self.partition}:ram:{self.region_name}:{self.account_id}:resource-share/{mock_random.uuid4()}"
        return Share(arn, name, self.account_id, allow_external, tags)

    def owned(self, arn: str) -> Share:
        """Find a share of this account that is not deleted."""
        share = self.shares.get(arn)
        if share is None or share.status == "DELETED":
            raise Refusal("UnknownResourceException", f"ResourceShare {arn} could not be found.")
        return share


shares = BackendDict(SharesBackend, "ram")


def shares_in(region: str | None) -> Iterator[Share]:
    """Go through the shares of all accounts, in one Region or in all."""
    for regions in list(shares.values()):
        for name, backend in list(regions.items()):
            if region in (None, name):
                yield from list(backend.shares.values())


def is_shared_with(account_id: str, arn: str) -> bool:
    """Tell whether an account reaches the resource of another through a share that it takes part in."""
    region = arn.split(":")[3] or None
    return any(arn in share.resources and share.reaches(account_id) for share in shares_in(region))
