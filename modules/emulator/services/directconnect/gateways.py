"""Direct Connect gateways, which moto lacks: associations with transit and virtual private gateways, and proposals.

Behaviour from the AWS Direct Connect API Reference, pages "CreateDirectConnectGateway",
"CreateDirectConnectGatewayAssociation", "CreateDirectConnectGatewayAssociationProposal" and those beside them.
"""

from __future__ import annotations

from typing import Any

from moto.directconnect.responses import DirectConnectResponse
from moto.ec2.models import ec2_backends
from moto.ec2.models.transit_gateway_attachments import TransitGatewayAttachment

from modules.emulator.records import Call, Errors, Record, Resource, Service, States, create, delete, list_, update
from modules.emulator.services.ec2.transit_gateway.route_tables import forget

_UUID = "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}"
_DEFAULT_ASN = 64512

GATEWAY = Resource(
    "directConnectGateway",
    names={"newDirectConnectGatewayName": "directConnectGatewayName"},
    generated={"directConnectGatewayId": _UUID},
    defaults={"amazonSideAsn": _DEFAULT_ASN},
    states=States("directConnectGatewayState", active="available", deleting="deleting"),
    owner="ownerAccount",
)
ASSOCIATION = Resource(
    "directConnectGatewayAssociation",
    generated={"associationId": _UUID},
    states=States("associationState", active="associated", creating="associating", deleting="disassociating"),
)
PROPOSAL = Resource(
    "directConnectGatewayAssociationProposal",
    generated={"proposalId": _UUID},
    states=States("proposalState", active="requested", deleting="deleted"),
)


def _refuse_used(call: Call, record: Record) -> None:
    if any(a["directConnectGatewayId"] == record["directConnectGatewayId"] for a in call.records(ASSOCIATION)):
        raise _refusal(call, "The Direct Connect gateway has associations")


def _complete(call: Call, record: Record) -> None:
    """Complete an association that the owner of both gateways asks for."""
    gateway_id = call.input.get("gatewayId") or call.input.get("virtualGatewayId") or ""
    prefixes = call.input.get("addAllowedPrefixesToDirectConnectGateway") or []
    _associate(call, record, call.find(GATEWAY), _associated_gateway(call, gateway_id), prefixes)


def _associate(call: Call, record: Record, gateway: Record, other: Record, prefixes: list[Record]) -> None:
    transit = other["type"] == "transitGateway"
    if transit and not prefixes:
        raise _refusal(call, "An association with a transit gateway needs allowed prefixes")
    if transit and str(gateway["amazonSideAsn"]) == _transit_gateway(other).options["AmazonSideAsn"]:
        raise _refusal(call, "The Direct Connect gateway and the transit gateway must have different ASNs")
    if any(a["associatedGateway"]["id"] == other["id"] for a in call.everywhere(ASSOCIATION)):
        raise _refusal(call, f"{other['id']} is associated with a Direct Connect gateway already")
    record |= {
        "directConnectGatewayId": gateway["directConnectGatewayId"],
        "directConnectGatewayOwnerAccount": gateway["ownerAccount"],
        "associatedGateway": other,
        "allowedPrefixesToDirectConnectGateway": prefixes,
    }
    if transit:
        _attach(gateway, other)
    else:
        record |= {"virtualGatewayId": other["id"], "virtualGatewayRegion": other["region"]}
        record["virtualGatewayOwnerAccount"] = other["ownerAccount"]


def _associated_gateway(call: Call, gateway_id: str) -> Record:
    """Find a transit gateway or a virtual private gateway of the caller, in whichever Region."""
    for region, ec2 in list(ec2_backends[call.account_id].items()):
        for kind, gateways in (("transitGateway", ec2.transit_gateways), ("virtualPrivateGateway", ec2.vpn_gateways)):
            if gateway_id in gateways:
                return {"id": gateway_id, "type": kind, "ownerAccount": call.account_id, "region": region}
    raise _refusal(call, f"The gateway {gateway_id} does not exist in account {call.account_id}")


def _transit_gateway(other: Record) -> Any:
    return ec2_backends[other["ownerAccount"]][other["region"]].transit_gateways[other["id"]]


def _attach(gateway: Record, other: Record) -> None:
    """Show the association as an attachment of the transit gateway, which its route tables need."""
    ec2 = ec2_backends[other["ownerAccount"]][other["region"]]
    attachment = TransitGatewayAttachment(
        ec2, gateway["directConnectGatewayId"], "direct-connect-gateway", _transit_gateway(other)
    )
    attachment.resource_owner_id = gateway["ownerAccount"]
    ec2.transit_gateway_attachments[attachment.id] = attachment


def _detach(_call: Call, record: Record) -> None:
    other = record["associatedGateway"]
    ec2 = ec2_backends[other["ownerAccount"]][other["region"]]
    for attachment in ec2.transit_gateway_attachments.values():
        ends = (attachment.resource_id, attachment.transit_gateway_id)
        if ends == (record["directConnectGatewayId"], other["id"]) and attachment.state != "deleted":
            attachment.state = "deleted"
            forget(attachment, other["region"])


def _update_association(call: Call) -> dict[str, Any]:
    record = call.find(ASSOCIATION)
    removed = call.input.get("removeAllowedPrefixesToDirectConnectGateway") or []
    kept = [prefix for prefix in record["allowedPrefixesToDirectConnectGateway"] if prefix not in removed]
    added = call.input.get("addAllowedPrefixesToDirectConnectGateway") or []
    record["allowedPrefixesToDirectConnectGateway"] = kept + [prefix for prefix in added if prefix not in kept]
    return call.answer(ASSOCIATION, {**record, "associationState": "updating"})


def _list_associations(call: Call) -> dict[str, Any]:
    """List the associations of the caller's gateways, of either kind."""
    other = call.input.get("associatedGatewayId") or call.input.get("virtualGatewayId")
    found = [
        a
        for a in call.everywhere(ASSOCIATION)
        if call.account_id in (a["directConnectGatewayOwnerAccount"], a["associatedGateway"]["ownerAccount"])
        and call.input.get("associationId") in (None, a["associationId"])
        and call.input.get("directConnectGatewayId") in (None, a["directConnectGatewayId"])
        and other in (None, a["associatedGateway"]["id"])
    ]
    return {"directConnectGatewayAssociations": found}


def _propose(call: Call, record: Record) -> None:
    owner = call.at(record["directConnectGatewayOwnerAccount"])
    owner.find(GATEWAY)
    record["associatedGateway"] = _associated_gateway(call, record["gatewayId"])
    record["requestedAllowedPrefixesToDirectConnectGateway"] = record.get(
        "addAllowedPrefixesToDirectConnectGateway", []
    )


def _list_proposals(call: Call) -> dict[str, Any]:
    """List the proposals that the caller made or got."""
    found = [
        p
        for p in call.everywhere(PROPOSAL)
        if call.account_id in (p["directConnectGatewayOwnerAccount"], p["associatedGateway"]["ownerAccount"])
        and call.input.get("proposalId") in (None, p["proposalId"])
        and call.input.get("directConnectGatewayId") in (None, p["directConnectGatewayId"])
        and call.input.get("associatedGatewayId") in (None, p["associatedGateway"]["id"])
    ]
    return {"directConnectGatewayAssociationProposals": found}


def _accept(call: Call) -> dict[str, Any]:
    """Associate what another account proposed; only who owns the Direct Connect gateway can."""
    gateway = call.find(GATEWAY)
    proposal = call.at(call.input["associatedGatewayOwnerAccount"]).find(PROPOSAL)
    if (proposal["directConnectGatewayId"], proposal["proposalState"]) != (
        gateway["directConnectGatewayId"],
        "requested",
    ):
        raise _refusal(call, f"The proposal {proposal['proposalId']} is not one to accept")
    given = call.input.get("overrideAllowedPrefixesToDirectConnectGateway")
    prefixes = given or proposal["requestedAllowedPrefixesToDirectConnectGateway"]

    def complete(call: Call, record: Record) -> None:
        _associate(call, record, gateway, proposal["associatedGateway"], prefixes)

    answer = create(ASSOCIATION, check=complete)(call)
    proposal["proposalState"] = "accepted"
    return answer


def _refusal(call: Call, message: str) -> Exception:
    refusal: Exception = call.refusal("DirectConnectClientException", message)
    return refusal


SERVICE = Service(
    "directconnect",
    errors=Errors("DirectConnectClientException", "DirectConnectClientException", "DirectConnectClientException"),
    regional=False,
    operations={
        "CreateDirectConnectGateway": create(GATEWAY),
        "DescribeDirectConnectGateways": list_(GATEWAY, by=("directConnectGatewayId",)),
        "UpdateDirectConnectGateway": update(GATEWAY),
        "DeleteDirectConnectGateway": delete(GATEWAY, check=_refuse_used),
        "CreateDirectConnectGatewayAssociation": create(ASSOCIATION, check=_complete),
        "DescribeDirectConnectGatewayAssociations": _list_associations,
        "UpdateDirectConnectGatewayAssociation": _update_association,
        "DeleteDirectConnectGatewayAssociation": delete(ASSOCIATION, check=_detach),
        "CreateDirectConnectGatewayAssociationProposal": create(PROPOSAL, check=_propose),
        "DescribeDirectConnectGatewayAssociationProposals": _list_proposals,
        "DeleteDirectConnectGatewayAssociationProposal": delete(PROPOSAL),
        "AcceptDirectConnectGatewayAssociationProposal": _accept,
    },
)


def register() -> None:
    """Add the operations to moto's Direct Connect."""
    SERVICE.extend(DirectConnectResponse)
