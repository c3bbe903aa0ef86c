"""Transit gateways, made of their resources: what is attached, and which route table says what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from ipaddress import IPv4Network

from modules.reachability.network import Attachment, GatewayRoute, GatewayTable, Link, Vpc
from modules.reachability.reading.resources import ByKind
from modules.reachability.reading.written_ranges import written_range
from modules.specification.errors import LandingZoneError
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import short

_DEFAULT = "#association_default_route_table_id"
"""Ends the identity of the table that a transit gateway has where its default ones are not switched off."""
_SAME = "#propagation_default_route_table_id"
"""The same table, unless somebody changes it by hand."""


def attachments(kinds: ByKind, vpcs: Mapping[str, Vpc]) -> dict[str, Attachment]:
    """Return everything that is attached to a transit gateway, by identity.

    Raises:
        LandingZoneError: something is attached to what is not among the resources.

    """
    _refuse_strangers(kinds, vpcs)
    return {one.identity: one for one in (*_of_vpcs(kinds, vpcs), *_of_direct_connect(kinds), *_of_vpns(kinds))}


def _refuse_strangers(kinds: ByKind, vpcs: Mapping[str, Vpc]) -> None:
    """Refuse attachments to gateways, and of VPCs, that are not among the resources: they lead past all of these."""
    gateways = {one.identity for one in kinds["aws_ec2_transit_gateway"]}
    ends: Mapping[str, Mapping[str, Container[str | None]]] = {
        "aws_ec2_transit_gateway_vpc_attachment": {"transit_gateway_id": gateways, "vpc_id": vpcs},
        "aws_vpn_connection": {"transit_gateway_id": gateways},
        "aws_dx_gateway_association": {"associated_gateway_id": gateways},
        "aws_ec2_transit_gateway_dx_gateway_attachment": {"transit_gateway_id": gateways},
    }
    for kind, keys in ends.items():
        for one in kinds[kind]:
            for key, known in keys.items():
                if one.text(key) not in known:
                    raise LandingZoneError(
                        "an attachment leads to something that is not in what was synthesized",
                        got=f"{key} = {one.text(key) or 'nothing'} in {one.identity}",
                        why="what is behind it could reach anything, so nothing would be proved",
                        fix="attach VPCs and links of this environment to its own transit gateways",
                    )


def _of_vpcs(kinds: ByKind, vpcs: Mapping[str, Vpc]) -> Iterator[Attachment]:
    zones = {subnet.identity: subnet.zone for vpc in vpcs.values() for subnet in vpc.subnets}
    for one in kinds["aws_ec2_transit_gateway_vpc_attachment"]:
        yield Attachment(
            identity=one.identity,
            gateway=one.text("transit_gateway_id") or "",
            link=Link.VPC,
            vpc=one.text("vpc_id"),
            subnets={zones[subnet]: subnet for subnet in one.values["subnet_ids"] if subnet in zones},
            keeps_flows_together=one.text("appliance_mode_support") == "enable",
            allowed=None,
        )


def _of_direct_connect(kinds: ByKind) -> Iterator[Attachment]:
    allowed = {
        (one.text("dx_gateway_id"), one.text("associated_gateway_id")): one.values.get("allowed_prefixes")
        for one in kinds["aws_dx_gateway_association"]
    }
    for one in kinds["aws_ec2_transit_gateway_dx_gateway_attachment"]:
        told = allowed.get((one.text("dx_gateway_id"), one.text("transit_gateway_id"))) or ()
        ranges = tuple(written_range(text, one.identity) for text in told)
        yield _link(one.identity, one, Link.DIRECT_CONNECT, ranges)


def _of_vpns(kinds: ByKind) -> Iterator[Attachment]:
    for one in kinds["aws_vpn_connection"]:
        if one.text("transit_gateway_id"):
            yield _link(f"{one.identity}#transit_gateway_attachment_id", one, Link.VPN, None)


def _link(identity: str, one: Resource, link: Link, allowed: tuple[IPv4Network, ...] | None) -> Attachment:
    return Attachment(
        identity=identity,
        gateway=one.text("transit_gateway_id") or "",
        link=link,
        vpc=None,
        subnets={},
        keeps_flows_together=False,
        allowed=allowed,
    )


def associations(kinds: ByKind, joined: Mapping[str, Attachment]) -> dict[str, str]:
    """Return the table of each attachment."""
    by_default = _defaults(kinds, joined, "default_route_table_association")
    said = {
        one.text("transit_gateway_attachment_id") or "": _table(one)
        for one in kinds["aws_ec2_transit_gateway_route_table_association"]
    }
    return {**by_default, **said}


def gateway_tables(kinds: ByKind, joined: Mapping[str, Attachment]) -> dict[str, GatewayTable]:
    """Return every route table of transit gateways, by identity."""
    routes: defaultdict[str, list[GatewayRoute]] = defaultdict(list)
    learning: defaultdict[str, list[str]] = defaultdict(list)
    for one in kinds["aws_ec2_transit_gateway_route"]:
        target = None if one.values.get("blackhole") else one.text("transit_gateway_attachment_id")
        destination = written_range(one.values["destination_cidr_block"], one.identity)
        routes[_table(one)].append(GatewayRoute(destination, target))
    for one in kinds["aws_ec2_transit_gateway_route_table_propagation"]:
        learning[_table(one)].append(one.text("transit_gateway_attachment_id") or "")
    for attachment, table in _defaults(kinds, joined, "default_route_table_propagation").items():
        learning[table].append(attachment)
    for table in (*routes, *learning):
        targets = (route.attachment for route in routes[table] if route.attachment is not None)
        _followed(table, (*targets, *learning[table]), joined)
    said = {one.identity: one for one in kinds["aws_ec2_transit_gateway_route_table"]}
    return {
        key: GatewayTable(
            identity=key,
            gateway=(said[key].text("transit_gateway_id") or "") if key in said else key.removesuffix(_DEFAULT),
            name=said[key].name if key in said else key,
            routes=tuple(routes[key]),
            learns_from=tuple(learning[key]),
        )
        for key in dict.fromkeys((*said, *routes, *learning))
    }


def _table(one: Resource) -> str:
    return (one.text("transit_gateway_route_table_id") or "").replace(_SAME, _DEFAULT)


def _followed(table: str, attachments: Iterable[str], joined: Mapping[str, Attachment]) -> None:
    for one in attachments:
        if one not in joined:
            raise LandingZoneError(
                "a transit gateway's table leads somewhere that the proof does not follow",
                got=f"{short(one)} in {short(table)}",
                why="what is behind it could reach anything, so nothing would be proved",
                fix="lead it to the attachment of a VPC, of Direct Connect or of a VPN; or teach "
                "modules/reachability/reading/gateways.py what is behind it",
            )


def _defaults(kinds: ByKind, joined: Mapping[str, Attachment], key: str) -> dict[str, str]:
    """Attachments that a transit gateway puts into its default table: all of them, where nobody switched that off.

    An attachment can switch it off in the account of the transit gateway only (Terraform AWS Provider,
    aws_ec2_transit_gateway_vpc_attachment).
    """
    gateways = {one.identity: one for one in kinds["aws_ec2_transit_gateway"]}
    on = {identity for identity, one in gateways.items() if one.text(key) != "disable"}
    off = {
        one.identity
        for one in kinds["aws_ec2_transit_gateway_vpc_attachment"]
        if one.values.get(f"transit_gateway_{key}") is False and one.account == _owner(one, gateways)
    }
    return {
        one.identity: f"{one.gateway}{_DEFAULT}"
        for one in joined.values()
        if one.gateway in on and one.identity not in off
    }


def _owner(attachment: Resource, gateways: Mapping[str, Resource]) -> str | None:
    """Return the account of the transit gateway that something is attached to."""
    gateway = gateways.get(attachment.text("transit_gateway_id") or "")
    return gateway.account if gateway else None
