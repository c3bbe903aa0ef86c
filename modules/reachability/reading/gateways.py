"""Transit gateways, built from their resources: attachments, associations and route tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from ipaddress import IPv4Network

from modules.reachability.network import Attachment, GatewayRoute, GatewayTable, Link, Vpc
from modules.reachability.reading.resources import ByKind
from modules.reachability.reading.written_ranges import written_range
from modules.specification.errors import LandingZoneError
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import short

_DEFAULT = "#association_default_route_table_id"
"""The end of the identity of a transit gateway's default route table."""
_SAME = "#propagation_default_route_table_id"
"""The end of the identity of the default propagation table: the same table, unless changed by hand."""


@dataclass(frozen=True, slots=True)
class OnPremises:
    """What lies on premises."""

    ranges: tuple[IPv4Network, ...]
    by_link: Mapping[str, tuple[IPv4Network, ...]]
    """What is behind a link, by its transit gateway, its kind and, of a VPN connection, its name."""

    def behind(self, link: str) -> tuple[IPv4Network, ...]:
        """Return what is behind a link: everything, where nothing is known of it."""
        return self.by_link.get(link, self.ranges)


def attachments(kinds: ByKind, vpcs: Mapping[str, Vpc], on_premises: OnPremises) -> dict[str, Attachment]:
    """Return everything that is attached to a transit gateway, by identity.

    Raises:
        LandingZoneError: something is attached to what is not among the resources.

    """
    _refuse_strangers(kinds, vpcs)
    return {
        attachment.identity: attachment
        for attachment in (
            *_of_vpcs(kinds, vpcs),
            *_of_direct_connect(kinds, on_premises),
            *_of_vpns(kinds, on_premises),
        )
    }


def _refuse_strangers(kinds: ByKind, vpcs: Mapping[str, Vpc]) -> None:
    """Refuse attachments whose gateway or VPC is not among the resources: what is behind it is unknown."""
    gateways = {gateway.identity for gateway in kinds["aws_ec2_transit_gateway"]}
    ends: Mapping[str, Mapping[str, Container[str | None]]] = {
        "aws_ec2_transit_gateway_vpc_attachment": {"transit_gateway_id": gateways, "vpc_id": vpcs},
        "aws_vpn_connection": {"transit_gateway_id": gateways},
        "aws_dx_gateway_association": {"associated_gateway_id": gateways},
        "aws_ec2_transit_gateway_dx_gateway_attachment": {"transit_gateway_id": gateways},
    }
    for kind, keys in ends.items():
        for attachment in kinds[kind]:
            for key, known in keys.items():
                if attachment.text(key) not in known:
                    raise LandingZoneError(
                        "an attachment leads to something that is not in what was synthesized",
                        got=f"{key} = {attachment.text(key) or 'nothing'} in {attachment.identity}",
                        why="what is behind it could reach anything, so nothing would be proved",
                        fix="attach VPCs and links of this environment to its own transit gateways",
                    )


def _of_vpcs(kinds: ByKind, vpcs: Mapping[str, Vpc]) -> Iterator[Attachment]:
    zones = {subnet.identity: subnet.zone for vpc in vpcs.values() for subnet in vpc.subnets}
    for attachment in kinds["aws_ec2_transit_gateway_vpc_attachment"]:
        yield Attachment(
            identity=attachment.identity,
            gateway=attachment.text("transit_gateway_id") or "",
            link=Link.VPC,
            vpc=attachment.text("vpc_id"),
            subnets={zones[subnet]: subnet for subnet in attachment.values["subnet_ids"] if subnet in zones},
            keeps_flows_together=attachment.text("appliance_mode_support") == "enable",
            allowed=None,
        )


def _of_direct_connect(kinds: ByKind, on_premises: OnPremises) -> Iterator[Attachment]:
    names = {gateway.identity: gateway.name for gateway in kinds["aws_ec2_transit_gateway"]}
    allowed = {
        (association.text("dx_gateway_id"), association.text("associated_gateway_id")): association.values.get(
            "allowed_prefixes"
        )
        for association in kinds["aws_dx_gateway_association"]
    }
    for attachment in kinds["aws_ec2_transit_gateway_dx_gateway_attachment"]:
        prefixes = allowed.get((attachment.text("dx_gateway_id"), attachment.text("transit_gateway_id"))) or ()
        ranges = tuple(written_range(text, attachment.identity) for text in prefixes)
        yield replace(
            _link(attachment, Link.DIRECT_CONNECT),
            allowed=ranges,
            behind=on_premises.behind(f"{names[attachment.text('transit_gateway_id') or '']} {Link.DIRECT_CONNECT}"),
        )


def _of_vpns(kinds: ByKind, on_premises: OnPremises) -> Iterator[Attachment]:
    names = {gateway.identity: gateway.name for gateway in kinds["aws_ec2_transit_gateway"]}
    for connection in kinds["aws_vpn_connection"]:
        if gateway := connection.text("transit_gateway_id"):
            yield replace(
                _link(connection, Link.VPN),
                identity=f"{connection.identity}#transit_gateway_attachment_id",
                behind=on_premises.behind(f"{names[gateway]} {Link.VPN} {connection.name}"),
                announces=connection.values.get("static_routes_only") is not True,
            )


def _link(resource: Resource, link: Link) -> Attachment:
    return Attachment(
        identity=resource.identity,
        gateway=resource.text("transit_gateway_id") or "",
        link=link,
        vpc=None,
        subnets={},
        keeps_flows_together=False,
        allowed=None,
    )


def associations(kinds: ByKind, joined: Mapping[str, Attachment]) -> dict[str, str]:
    """Return the table of each attachment."""
    by_default = _defaults(kinds, joined, "default_route_table_association")
    by_association = {
        association.text("transit_gateway_attachment_id") or "": _table(association)
        for association in kinds["aws_ec2_transit_gateway_route_table_association"]
    }
    return {**by_default, **by_association}


def gateway_tables(kinds: ByKind, joined: Mapping[str, Attachment]) -> dict[str, GatewayTable]:
    """Return every route table of transit gateways, by identity."""
    routes: defaultdict[str, list[GatewayRoute]] = defaultdict(list)
    learning: defaultdict[str, list[str]] = defaultdict(list)
    for route in kinds["aws_ec2_transit_gateway_route"]:
        target = None if route.values.get("blackhole") else route.text("transit_gateway_attachment_id")
        destination = written_range(route.values["destination_cidr_block"], route.identity)
        routes[_table(route)].append(GatewayRoute(destination, target))
    for propagation in kinds["aws_ec2_transit_gateway_route_table_propagation"]:
        learning[_table(propagation)].append(propagation.text("transit_gateway_attachment_id") or "")
    for attachment, table in _defaults(kinds, joined, "default_route_table_propagation").items():
        learning[table].append(attachment)
    for table in (*routes, *learning):
        targets = (route.attachment for route in routes[table] if route.attachment is not None)
        _followed(table, (*targets, *learning[table]), joined)
    tables = {table.identity: table for table in kinds["aws_ec2_transit_gateway_route_table"]}
    return {
        key: GatewayTable(
            identity=key,
            gateway=(tables[key].text("transit_gateway_id") or "") if key in tables else key.removesuffix(_DEFAULT),
            name=tables[key].name if key in tables else key,
            routes=tuple(routes[key]),
            learns_from=tuple(learning[key]),
        )
        for key in dict.fromkeys((*tables, *routes, *learning))
    }


def _table(resource: Resource) -> str:
    return (resource.text("transit_gateway_route_table_id") or "").replace(_SAME, _DEFAULT)


def _followed(table: str, attachments: Iterable[str], joined: Mapping[str, Attachment]) -> None:
    for attachment in attachments:
        if attachment not in joined:
            raise LandingZoneError(
                "a transit gateway's table leads somewhere that the proof does not follow",
                got=f"{short(attachment)} in {short(table)}",
                why="what is behind it could reach anything, so nothing would be proved",
                fix="lead it to the attachment of a VPC, of Direct Connect or of a VPN; or teach "
                "modules/reachability/reading/gateways.py what is behind it",
            )


def _defaults(kinds: ByKind, joined: Mapping[str, Attachment], key: str) -> dict[str, str]:
    """Return the default table of each attachment that is put into it: all, where nobody switched that off.

    An attachment can switch it off in the account of the transit gateway only (Terraform AWS Provider,
    aws_ec2_transit_gateway_vpc_attachment).
    """
    gateways = {gateway.identity: gateway for gateway in kinds["aws_ec2_transit_gateway"]}
    on = {identity for identity, gateway in gateways.items() if gateway.text(key) != "disable"}
    off = {
        attachment.identity
        for attachment in kinds["aws_ec2_transit_gateway_vpc_attachment"]
        if attachment.values.get(f"transit_gateway_{key}") is False
        and attachment.account == _owner(attachment, gateways)
    }
    return {
        attachment.identity: f"{attachment.gateway}{_DEFAULT}"
        for attachment in joined.values()
        if attachment.gateway in on and attachment.identity not in off
    }


def _owner(attachment: Resource, gateways: Mapping[str, Resource]) -> str | None:
    """Return the account of the transit gateway that something is attached to."""
    gateway = gateways.get(attachment.text("transit_gateway_id") or "")
    return gateway.account if gateway else None
