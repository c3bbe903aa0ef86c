"""Private hosted zones of Amazon Route 53: their VPCs, also those of other accounts, where they are authorized.

Behaviour from the Amazon Route 53 API Reference, pages "CreateHostedZone", "AssociateVPCWithHostedZone",
"CreateVPCAssociationAuthorization", "DisassociateVPCFromHostedZone" and "ListHostedZonesByVPC". moto keeps the zones.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.responses import ActionResult, BaseResponse, EmptyResult
from moto.core.utils import utcnow
from moto.ec2.models import ec2_backends
from moto.route53.models import route53_backends
from moto.route53.responses import Route53
from moto.utilities.utils import PARTITION_NAMES

from modules.emulator.moto_additions import add_operations
from modules.emulator.operation_input import operation_input
from modules.emulator.records.call import Refusal

_REPLACED = frozenset(
    {
        "create_hosted_zone",
        "associate_vpc_with_hosted_zone",
        "disassociate_vpc_from_hosted_zone",
        "list_hosted_zones_by_vpc",
    }
)
_NAME_SERVERS = ["ns-0.awsdns-00.com", "ns-512.awsdns-00.net", "ns-1024.awsdns-00.org", "ns-1536.awsdns-00.co.uk"]
_create_hosted_zone = Route53.create_hosted_zone


def register() -> None:
    """Replace what moto does with VPCs, and add authorizations."""
    add_operations(Route53, ZoneVpcOperations, replacing=_REPLACED)


class AuthorizationsBackend(BaseBackend):
    """The VPCs that may be associated with the zones of one account, by zone."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.vpcs: dict[str, list[dict[str, str]]] = {}


_authorizations = BackendDict(
    AuthorizationsBackend, "route53", use_boto3_regions=False, additional_regions=PARTITION_NAMES
)


class ZoneVpcOperations(BaseResponse):
    """The operations, as methods of moto's Route 53."""

    def create_hosted_zone(self) -> ActionResult:
        """Create a zone; one that is created with a VPC is private, whatever else is said."""
        asked = _input(self)
        if asked.get("VPC"):
            _check_vpc(self.current_account, asked["VPC"])
            _refuse_conflict(asked["VPC"], asked["Name"])
            self.params["HostedZoneConfig"] = {**(asked.get("HostedZoneConfig") or {}), "PrivateZone": True}
        result = _create_hosted_zone(self).result
        return ActionResult({**result, "DelegationSet": result["DelegationSet"] or {"NameServers": _NAME_SERVERS}})

    def associate_vpc_with_hosted_zone(self) -> ActionResult:
        """Associate a VPC of the account with a zone of its own, or with one whose owner authorized it."""
        asked = _input(self)
        owner, zone = _zone(asked["HostedZoneId"])
        _check_vpc(self.current_account, asked["VPC"])
        if not zone.private_zone:
            raise Refusal("PublicZoneVPCAssociation", f"{zone.resource_id} is a public hosted zone.")
        if owner != self.current_account and asked["VPC"] not in _authorized(owner, zone):
            message = f"The VPC {asked['VPC']['VPCId']} has not been authorized to associate with {zone.resource_id}."
            raise Refusal("NotAuthorizedException", message)
        _refuse_conflict(asked["VPC"], zone.name)
        zone.add_vpc(asked["VPC"]["VPCId"], asked["VPC"]["VPCRegion"])
        return _changed(asked)

    def disassociate_vpc_from_hosted_zone(self) -> ActionResult:
        """Disassociate a VPC, which the owner of either may do; a private zone keeps at least one."""
        asked = _input(self)
        owner, zone = _zone(asked["HostedZoneId"])
        vpc = asked["VPC"]
        if owner != self.current_account:
            _check_vpc(self.current_account, vpc)
        if vpc["VPCId"] not in {zone_vpc["vpc_id"] for zone_vpc in zone.vpcs}:
            message = f"The VPC {vpc['VPCId']} is not associated with {zone.resource_id}."
            raise Refusal("VPCAssociationNotFound", message)
        if len(zone.vpcs) == 1:
            raise Refusal("LastVPCAssociation", f"{vpc['VPCId']} is the last VPC of {zone.resource_id}.")
        zone.delete_vpc(vpc["VPCId"])
        return _changed(asked)

    def list_hosted_zones_by_vpc(self) -> ActionResult:
        """List the private zones of a VPC, those of other accounts among them."""
        asked = _input(self)
        vpc = {"VPCId": asked["VPCId"], "VPCRegion": asked["VPCRegion"]}
        own = _is_own(self.current_account, vpc)
        found = [
            {"HostedZoneId": zone.resource_id, "Name": zone.name, "Owner": {"OwningAccount": owner}}
            for owner, zone in _zones_of(vpc)
            if own or owner == self.current_account
        ]
        return ActionResult({"HostedZoneSummaries": found, "MaxItems": asked.get("MaxItems", "100")})

    def create_vpc_association_authorization(self) -> ActionResult:
        """Let another account associate one of its VPCs with a private zone of this account."""
        asked = _input(self)
        zone = self.backend.get_hosted_zone(asked["HostedZoneId"])
        if not zone.private_zone:
            raise Refusal("InvalidInput", f"{zone.resource_id} is a public hosted zone.")
        authorized = _authorized(self.current_account, zone)
        if asked["VPC"] not in authorized:
            authorized.append(asked["VPC"])
        return ActionResult({"HostedZoneId": zone.resource_id, "VPC": asked["VPC"]})

    def delete_vpc_association_authorization(self) -> ActionResult:
        """Withdraw an authorization; an association that was made with it stays."""
        asked = _input(self)
        authorized = _authorized(self.current_account, self.backend.get_hosted_zone(asked["HostedZoneId"]))
        if asked["VPC"] not in authorized:
            message = f"{asked['VPC']['VPCId']} is not authorized."
            raise Refusal("VPCAssociationAuthorizationNotFound", message)
        authorized.remove(asked["VPC"])
        return EmptyResult()

    def list_vpc_association_authorizations(self) -> ActionResult:
        """List the VPCs that are authorized for a zone."""
        zone = self.backend.get_hosted_zone(_input(self)["HostedZoneId"])
        return ActionResult({"HostedZoneId": zone.resource_id, "VPCs": _authorized(self.current_account, zone)})


def _input(response: BaseResponse) -> dict[str, Any]:
    return operation_input(response, refusal="InvalidInput")


def _zones() -> Iterator[tuple[str, Any]]:
    for account_id, partitions in list(route53_backends.items()):
        for backend in list(partitions.values()):
            for zone in list(backend.zones.values()):
                yield account_id, zone


def _zone(zone_id: str) -> tuple[str, Any]:
    wanted = zone_id.rpartition("/")[2]
    for owner, zone in _zones():
        if zone.resource_id == wanted:
            return owner, zone
    raise Refusal("NoSuchHostedZone", f"No hosted zone found with ID: {wanted}")


def _zones_of(vpc: dict[str, str]) -> list[tuple[str, Any]]:
    meant = {"vpc_id": vpc["VPCId"], "vpc_region": vpc["VPCRegion"]}
    return [(owner, zone) for owner, zone in _zones() if meant in zone.vpcs]


def _is_own(account_id: str, vpc: dict[str, str]) -> bool:
    used = dict(ec2_backends[account_id])  # a Region that nobody asked of has none; moto would set up its EC2 first
    region = vpc.get("VPCRegion", "")
    return region in used and vpc.get("VPCId") in used[region].vpcs


def _check_vpc(account_id: str, vpc: dict[str, str]) -> None:
    if not _is_own(account_id, vpc):
        message = f"The VPC {vpc.get('VPCId')} in {vpc.get('VPCRegion')} does not exist or is not one of {account_id}."
        raise Refusal("InvalidVPCId", message)


def _refuse_conflict(vpc: dict[str, str], name: str) -> None:
    if any(zone.name.rstrip(".") == name.rstrip(".") for _, zone in _zones_of(vpc)):
        message = f"The VPC {vpc['VPCId']} is associated with a hosted zone of the name {name} already."
        raise Refusal("ConflictingDomainExists", message)


def _authorized(owner: str, zone: Any) -> list[dict[str, str]]:
    backend: AuthorizationsBackend = _authorizations[owner]["aws"]
    return backend.vpcs.setdefault(zone.resource_id, [])


def _changed(asked: dict[str, Any]) -> ActionResult:
    change = {"Id": "/change/C000000000VPC", "Status": "INSYNC", "SubmittedAt": utcnow()}
    return ActionResult({"ChangeInfo": change | ({"Comment": asked["Comment"]} if asked.get("Comment") else {})})
