"""What a user may say about the network. No cdktf here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from ipaddress import IPv4Network
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from modules.accounts.spec import Connectivity
from modules.network.addresses.plan import DEFAULT_POOLS
from modules.network.spec.addresses import Range, VpcRange, ZoneId
from modules.network.spec.dns import DnsSpec
from modules.network.spec.endpoints import EndpointsSpec
from modules.network.spec.inspection import InspectionSpec
from modules.network.spec.internet_spokes import InternetSpokesSpec
from modules.network.spec.logs import FlowLogsSpec
from modules.network.spec.on_premises import OnPremisesSpec
from modules.network.spec.shared_vpcs import SharedVpcSpec
from modules.network.spec.transit_gateway import TransitGatewaySpec
from modules.specification.errors import LandingZoneError
from modules.specification.model import Name, Region, Spec

ON_PREMISES = "on-premises"
"""What a segment writes in `talks_to` for everything beyond the on-premises links."""

RESERVED_SEGMENTS = (
    "inspection",
    "egress",
    "ingress",
    "endpoints",
    ON_PREMISES,
    "hub",
    "whole",
    "reserved",
    "association",
)
"""Names of the hub's own route tables and pools, and of what stands beside segments in addresses."""


class AccountClass(StrEnum):
    """Accounts that may have a VPC, by function; those of teams by stage too."""

    SHARED_SERVICES = "shared-services"
    DATA_LAKE = "data-lake"
    DATA_GOVERNANCE = "data-governance"
    DEVOPS = "devops"
    ML_SHARED_SERVICES = "ml-shared-services"
    ML_DEPLOYMENTS = "ml-deployments"
    TEAM_DEV = "team/dev"
    TEAM_TEST = "team/test"
    TEAM_PROD = "team/prod"
    SANDBOX = "sandbox"


class SegmentSpec(Spec):
    """One routing domain of the network. Who talks to whom holds in both directions."""

    talks_to: tuple[Name, ...]
    """Segments that it exchanges traffic with, itself included where its accounts may talk to each other; `on-premises`
    for what is beyond the on-premises links. Naming one of the two is enough."""

    ingress: bool = True
    """Whether load balancers of the hub's ingress VPC reach it, where there is one."""


DEFAULT_SEGMENTS: Mapping[str, SegmentSpec] = {
    "production": SegmentSpec(talks_to=("production", "shared", ON_PREMISES)),
    "pre-production": SegmentSpec(talks_to=("pre-production", "shared", ON_PREMISES)),
    "shared": SegmentSpec(talks_to=("shared", ON_PREMISES)),
}


class ConnectivitySpec(Spec):
    """What accounts of one class are connected to, and how large their VPC is."""

    to: Connectivity
    """`corporate`: a VPC of the segment's pool, attached to the hub, without a way of its own to the internet.
    `shared`: no VPC of its own, only subnets of those that `shared_vpcs` shares with it. `internet`: a VPC of its own
    with a NAT gateway and no way to the corporate network. `none`: no VPC."""

    segment: Name | None = None
    """The segment of those that are corporate, whether by this or by their own entry."""

    vpc_prefix: int = Field(default=22, ge=16, le=24)
    """The size of a corporate VPC in prefix bits, 16 to 24: 22 has 1,024 addresses, a quarter of them in each zone."""

    hubs: tuple[Name, ...] = ()
    """The hubs whose regions such accounts have a VPC in; every hub that serves the segment where none is named."""

    @model_validator(mode="after")
    def _corporate_has_a_segment(self) -> Self:
        if self.to is Connectivity.CORPORATE and self.segment is None:
            raise LandingZoneError(
                "corporate accounts must have a segment",
                got="corporate without a segment",
                why="the segment decides which pool the VPC's range comes from, and whom it may talk to",
                fix="add `segment`, for example segment: production",
                path=("to",),
            )
        return self


DEFAULT_CONNECTIVITY: Mapping[AccountClass, ConnectivitySpec] = {
    AccountClass.SHARED_SERVICES: ConnectivitySpec(to=Connectivity.CORPORATE, segment="shared"),
    AccountClass.DATA_LAKE: ConnectivitySpec(to=Connectivity.CORPORATE, segment="production"),
    AccountClass.DATA_GOVERNANCE: ConnectivitySpec(to=Connectivity.CORPORATE, segment="production"),
    AccountClass.DEVOPS: ConnectivitySpec(to=Connectivity.CORPORATE, segment="shared"),
    AccountClass.ML_SHARED_SERVICES: ConnectivitySpec(to=Connectivity.CORPORATE, segment="shared"),
    AccountClass.ML_DEPLOYMENTS: ConnectivitySpec(to=Connectivity.CORPORATE, segment="production"),
    AccountClass.TEAM_DEV: ConnectivitySpec(to=Connectivity.INTERNET, segment="pre-production"),
    AccountClass.TEAM_TEST: ConnectivitySpec(to=Connectivity.CORPORATE, segment="pre-production"),
    AccountClass.TEAM_PROD: ConnectivitySpec(to=Connectivity.CORPORATE, segment="production"),
    AccountClass.SANDBOX: ConnectivitySpec(to=Connectivity.INTERNET),
}


def _of_a_hubs_size(network: IPv4Network) -> IPv4Network:
    if network.prefixlen > 16:  # noqa: PLR2004 - said in the text
        raise LandingZoneError(
            "a hub's range must be a /16 or larger",
            got=network,
            why="a sixteenth of it is the hub's own, and a sixteenth of that is a VPC with subnets in three zones",
            fix=f"write a /16 or a larger range, for example {network.supernet(new_prefix=16)}",
        )
    return network


def _two_or_three(zone_ids: tuple[str, ...]) -> tuple[str, ...]:
    if len(zone_ids) not in (2, 3):
        raise LandingZoneError(
            "a hub must spread over two or three zones",
            got=f"{len(zone_ids)}: {', '.join(zone_ids) or 'none'}",
            why="one zone alone takes everything down when it fails, and a VPC is laid out for three",
            fix="list two or three ids of zones",
        )
    return zone_ids


# Checked after the ids, so that a wrong one is not also told as one too few.
ZoneIds = Annotated[
    tuple[ZoneId, ...], AfterValidator(_two_or_three), Field(json_schema_extra={"minItems": 2, "maxItems": 3})
]


class HubSpec(Spec):
    """A transit gateway in one region, and the VPCs that its segments share."""

    range: Annotated[VpcRange, AfterValidator(_of_a_hubs_size)]
    """Every address of the hub and of what is attached to it, /8 to /16. By default the last half of it is the pool of
    production, the second quarter that of pre-production, the second sixteenth that of shared; the first sixteenth is
    the hub's own."""

    zone_ids: ZoneIds
    """The zones to spread over, by id, two or three. The n-th zone has the n-th subnet, so they are only ever
    appended to."""

    region: Region | None = None
    """The hub's region, where that is not the hub's name."""

    segments: tuple[Name, ...] = ()
    """The segments that the hub serves; all of them where none is named. Two hubs of a region serve different ones."""

    pools: dict[Name, VpcRange] = Field(default_factory=dict)
    """The range of a segment's pool, within the hub's, where it is not the default one. Segments that are not among
    the default ones need it."""

    other_ranges: dict[Name, tuple[VpcRange, ...]] = Field(default_factory=dict)
    """Ranges outside of the hub's own that VPCs of a segment have, by segment: those of VPCs that exist already, or
    that are made with a `range` of their own. The hub leads to them as to the segment's pool."""

    transit_gateway: TransitGatewaySpec | None = None
    """The transit gateway, where it exists already. Without this, it is made."""

    asn: int = Field(default=64512, ge=64512, le=65534)
    """The transit gateway's own autonomous system number for BGP, 64512 to 65534; hubs that are connected to one
    on-premises network need different ones."""

    def pool(self, segment: str) -> IPv4Network | None:
        """Return the range of a segment's pool; None where the segment has none here."""
        if segment in self.pools:
            return self.pools[segment]
        return DEFAULT_POOLS[segment].of(self.range) if segment in DEFAULT_POOLS else None


class NetworkSpec(Spec):
    """The corporate network: hubs, segments, and what each account is connected to."""

    hubs: dict[Name, HubSpec] = Field(min_length=1)
    """Transit gateways with their ranges, by name. A hub is called after its region, where there is one in each."""

    segments: dict[Name, SegmentSpec] = Field(default_factory=dict)
    """Segments beside the default ones `production`, `pre-production` and `shared`, or in their place, by name."""

    connectivity: dict[AccountClass, ConnectivitySpec] = Field(default_factory=dict)
    """What accounts are connected to, by function, where it is not the default: teams' dev accounts and sandboxes to
    the internet, all others to the corporate network. Management, log archive, security tooling and the network account
    itself have no VPC."""

    inspection: InspectionSpec = InspectionSpec()
    """What passes through AWS Network Firewall."""

    egress: bool = True
    """Whether corporate accounts reach the internet, through the NAT gateways of their hub."""

    ingress: bool = False
    """Whether each hub has a VPC where load balancers take in traffic from the internet."""

    endpoints: EndpointsSpec = EndpointsSpec()
    """Interface endpoints of AWS services that all accounts of a hub share."""

    dns: DnsSpec = DnsSpec()
    """Names: private zones, forwarding, DNS Firewall, query logs."""

    on_premises: OnPremisesSpec | None = None
    """The networks outside of AWS and the ways to them."""

    flow_logs: FlowLogsSpec = FlowLogsSpec()
    """Where records of traffic go."""

    internet_spokes: InternetSpokesSpec = InternetSpokesSpec()
    """The VPCs of accounts that are connected to the internet only."""

    shared_vpcs: dict[Name, SharedVpcSpec] = Field(default_factory=dict)
    """VPCs whose subnets several accounts share, by name: one for each business unit and stage, say."""

    existing: dict[Name, Range] = Field(default_factory=dict)
    """Ranges that are in use elsewhere, by a name for each: nothing here may overlap them."""

    reserved: dict[Name, Range] = Field(default_factory=dict)
    """Ranges within a segment's pool that no VPC may get, by a name for each."""

    growth: int = Field(default=10, ge=0, le=5000)
    """How many more accounts every pool must have room for, 0 to 5000."""

    auto_accept: bool = True
    """Whether a hub accepts attachments of the accounts that it is shared with. Nothing is routed to an attachment
    before the network account associates it. Without this, somebody accepts each by hand while it is being made."""

    attachment_workspaces: int = Field(default=1, ge=1, le=64)
    """Workspaces over which the attachments of a hub are spread, 1 to 64. Changing it moves attachments between
    states."""

    def all_segments(self) -> dict[str, SegmentSpec]:
        """Every segment by name, the default ones first."""
        return {**DEFAULT_SEGMENTS, **self.segments}

    def connectivity_of(self, class_: AccountClass) -> ConnectivitySpec:
        """Return what accounts of a class are connected to, where their own entry says nothing."""
        return self.connectivity.get(class_) or DEFAULT_CONNECTIVITY[class_]

    def region(self, hub: str) -> str:
        """Return the region of a hub."""
        return self.hubs[hub].region or hub

    def segments_of(self, hub: str) -> tuple[str, ...]:
        """Return the segments that a hub serves, in the order of all segments."""
        named = self.hubs[hub].segments
        return tuple(segment for segment in self.all_segments() if not named or segment in named)

    def has_direct_connect(self, hub: str) -> bool:
        """Whether a Direct Connect gateway leads to a hub."""
        direct_connect = self.on_premises.direct_connect if self.on_premises else None
        return direct_connect is not None and hub in direct_connect.hubs

    def has_link(self, hub: str) -> bool:
        """Whether anything leads from a hub to on-premises networks."""
        vpns = self.on_premises.vpns.values() if self.on_premises else ()
        return self.has_direct_connect(hub) or any(vpn.hub == hub for vpn in vpns)

    def pools_of(self, hub: str) -> dict[str, IPv4Network]:
        """Return the range of each segment that a hub serves; one without a range is left out."""
        found = {segment: self.hubs[hub].pool(segment) for segment in self.segments_of(hub)}
        return {segment: pool for segment, pool in found.items() if pool is not None}

    def ranges_of(self, hub: str) -> dict[str, tuple[IPv4Network, ...]]:
        """Return all ranges of each segment that a hub serves: its pool, and what lies outside of the hub's range."""
        pools, others = self.pools_of(hub), self.hubs[hub].other_ranges
        found = {
            segment: (*([pools[segment]] if segment in pools else []), *others.get(segment, ()))
            for segment in self.segments_of(hub)
        }
        return {segment: ranges for segment, ranges in found.items() if ranges}

    def whole_of(self, hub: str) -> tuple[IPv4Network, ...]:
        """Return every range of a hub: its own, and what its segments have outside of it."""
        spec = self.hubs[hub]
        return (spec.range, *(range_ for ranges in spec.other_ranges.values() for range_ in ranges))
