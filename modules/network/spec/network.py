"""What a user may say about the network. No cdktf here."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Network
from typing import Self

from pydantic import Field, model_validator

from modules.accounts.spec import Connectivity
from modules.aws_limits import VPC_LARGEST_PREFIX, VPC_SMALLEST_PREFIX
from modules.network.addresses.plan import DEFAULT_POOLS, OWN_PART
from modules.network.spec.account_class import AccountClass, AccountClassName
from modules.network.spec.addresses import Range, VpcRange
from modules.network.spec.autonomous_systems import GatewayAsn
from modules.network.spec.dns import DnsSpec
from modules.network.spec.endpoints import EndpointsSpec
from modules.network.spec.inspection import InspectionSpec
from modules.network.spec.internet_spokes import InternetSpokesSpec
from modules.network.spec.logs import FlowLogsSpec
from modules.network.spec.on_premises import OnPremisesSpec
from modules.network.spec.quotas import NetworkQuotasSpec
from modules.network.spec.shared_vpcs import SharedVpcSpec
from modules.network.spec.sizes import HubRange, OwnRange, ZoneIds
from modules.network.spec.transit_gateway import TransitGatewaySpec
from modules.specification.errors import LandingZoneError
from modules.specification.model import Name, OptionalSection, ResourceName, Spec
from modules.specification.regions import Region

ON_PREMISES = "on-premises"
"""What a segment writes in `talks_to` for everything beyond the on-premises links."""


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

    vpc_prefix: int = Field(default=22, ge=VPC_LARGEST_PREFIX.value, le=VPC_SMALLEST_PREFIX.value)
    """The size of a corporate VPC in prefix bits, 16 to 28, as far as its subnets have room: 22 has 1,024 addresses, a
    quarter of them in each of three zones; 26 has two subnets of 16 addresses in each of two."""

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


_SHARED = ConnectivitySpec(to=Connectivity.CORPORATE, segment="shared")
_PRE_PRODUCTION = ConnectivitySpec(to=Connectivity.CORPORATE, segment="pre-production")
_PRODUCTION = ConnectivitySpec(to=Connectivity.CORPORATE, segment="production")

DEFAULT_CONNECTIVITY: Mapping[str, ConnectivitySpec] = {
    "shared-services": _SHARED,
    "data-lake": _PRODUCTION,
    "data-governance": _PRODUCTION,
    "devops": _SHARED,
    "ml-shared-services": _SHARED,
    "ml-deployments": _PRODUCTION,
    "team/dev": ConnectivitySpec(to=Connectivity.INTERNET, segment="pre-production"),
    "team/test": _PRE_PRODUCTION,
    "team/prod": _PRODUCTION,
    "workload/dev": _PRE_PRODUCTION,
    "workload/test": _PRE_PRODUCTION,
    "workload/prod": _PRODUCTION,
    "sandbox": ConnectivitySpec(to=Connectivity.INTERNET),
}
"""What accounts are connected to where the environment says nothing, by function, and by the kind of their stage."""


class HubSpec(Spec):
    """A transit gateway in one region, and the VPCs that its segments share."""

    range: HubRange
    """Every address of the hub and of what is attached to it, /8 to /16. By default the last half of it is the pool of
    production, the second quarter that of pre-production, the second sixteenth that of shared; the first sixteenth is
    the hub's own."""

    own_range: OwnRange | None = None
    """Where the hub's own VPCs lie, /12 to /20, where it is not the first sixteenth: in the hub's range or outside of
    it, but in no pool. So pools can have all of the hub's range."""

    zone_ids: ZoneIds
    """The zones to spread over, by id, two or more. The n-th zone has the n-th subnet, so they are only ever appended
    to. Three have equal subnets; a fourth has half of what they have, a fifth a quarter."""

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

    transit_gateway: OptionalSection[TransitGatewaySpec] = None
    """The transit gateway, where it exists already. Without this, it is made."""

    asn: GatewayAsn = 64512
    """The transit gateway's own autonomous system number for BGP, 64512 to 65534 or 4200000000 to 4294967294; hubs that
    are connected to one on-premises network need different ones."""

    def pool(self, segment: str) -> IPv4Network | None:
        """Return the range of a segment's pool; None where the segment has none here."""
        if segment in self.pools:
            return self.pools[segment]
        return DEFAULT_POOLS[segment].of(self.range) if segment in DEFAULT_POOLS else None

    @property
    def own_part(self) -> IPv4Network:
        """The range of the hub's own VPCs."""
        return self.own_range or OWN_PART.of(self.range)

    @property
    def planned_ranges(self) -> tuple[IPv4Network, ...]:
        """What pools and the hub's own VPCs are parts of: its range, and that of its own VPCs where it lies outside."""
        return (self.range, *([] if self.own_part.subnet_of(self.range) else [self.own_part]))


class NetworkSpec(Spec):
    """The corporate network: hubs, segments, and what each account is connected to."""

    hubs: dict[Name, HubSpec] = Field(min_length=1)
    """Transit gateways with their ranges, by name. A hub is called after its region, where there is one in each."""

    segments: dict[Name, SegmentSpec] = Field(default_factory=dict)
    """Segments beside the default ones `production`, `pre-production` and `shared`, or in their place, by name."""

    connectivity: dict[AccountClassName, ConnectivitySpec] = Field(default_factory=dict)
    """What accounts are connected to, by function, where it is not the default: teams' dev accounts and sandboxes to
    the internet, all others to the corporate network, production to its segment and all else to that of
    pre-production. `team/<stage>` and `workload/<stage>` are for one stage, `team` and `workload` for all stages that
    have no entry. Management, log archive, security tooling and the network account itself have no VPC."""

    inspection: InspectionSpec = InspectionSpec()
    """What passes through AWS Network Firewall. Without it (`mode: none`) routes alone decide who reaches whom, and
    accounts reach any address of the internet."""

    egress: bool = True
    """Whether corporate accounts reach the internet, through the NAT gateways of their hub. Without it they reach
    services by endpoints only."""

    ingress: bool = False
    """Whether each hub has a VPC where load balancers take in traffic from the internet. Without it nothing of a
    corporate account is reached from there."""

    endpoints: EndpointsSpec = EndpointsSpec()
    """Interface endpoints of AWS services that all accounts of a hub share. Without one, packets to its service leave
    by the NAT gateways, or nowhere."""

    dns: DnsSpec = DnsSpec()
    """Names: private zones, forwarding, DNS Firewall, query logs. Without a zone, forwarding and endpoints each VPC
    knows the names of AWS and the internet only."""

    on_premises: OptionalSection[OnPremisesSpec] = None
    """The networks outside of AWS and the ways to them. Without it accounts reach none of them."""

    flow_logs: FlowLogsSpec = FlowLogsSpec()
    """Where records of traffic go. Without a bucket here they go to the log archive, or to one of the hub's own."""

    internet_spokes: InternetSpokesSpec = InternetSpokesSpec()
    """The VPCs of accounts that are connected to the internet only. Without it they have the defaults of its keys."""

    shared_vpcs: dict[ResourceName, SharedVpcSpec] = Field(default_factory=dict)
    """VPCs whose subnets several accounts share, by name: one for each business unit and stage, say."""

    existing: dict[ResourceName, Range] = Field(default_factory=dict)
    """Ranges that are in use elsewhere, by a name for each: nothing here may overlap them."""

    reserved: dict[ResourceName, Range] = Field(default_factory=dict)
    """Ranges within a segment's pool that no VPC may get, by a name for each."""

    growth: int = Field(default=10, ge=0, le=5000)
    """How many more accounts every pool must have room for, 0 to 5000. A pool whose VPCs all have a `range` of their
    own gives nothing out, and needs no room; nor does a default one that nobody uses."""

    auto_accept: bool = True
    """Whether a hub accepts attachments of the accounts that it is shared with. Nothing is routed to an attachment
    before the network account associates it. Without this, somebody accepts each by hand while it is being made."""

    attachment_workspaces: int = Field(default=1, ge=1, le=64)
    """Workspaces over which the attachments of a hub are spread, 1 to 64. Changing it moves attachments between
    states."""

    share_workspaces: int | None = Field(default=None, ge=0, le=64)
    """Workspaces over which the shares of a hub, and those of pools, are spread by organizational unit, 0 to 64; with 0
    they are in the workspace of what is shared. Without it they are there as long as it has no more than 500 resources,
    and in as few others as hold them after that: whoever expects hundreds of units writes a number at the beginning,
    for changing it moves shares between states."""

    endpoint_workspaces: int | None = Field(default=None, ge=0, le=64)
    """Workspaces over which the central endpoints of a hub are spread, 0 to 64; with 0 they are in the hub's own.
    Without it they are there as long as it has no more than 500 resources beside shares. Changing it makes endpoints
    anew, and their names lead nowhere in between."""

    route_workspaces: int | None = Field(default=None, ge=0, le=64)
    """Workspaces over which static routes to on-premises networks are spread, 0 to 64; with 0 they are in the hub's
    own. Without it they are there as long as it has no more than 500 resources beside shares and central endpoints.
    Changing it makes routes anew, and what they lead to is out of reach in between."""

    quotas: NetworkQuotasSpec = NetworkQuotasSpec()
    """Quotas that AWS raised for the network account. Without them those of a new account are held."""

    def all_segments(self) -> dict[str, SegmentSpec]:
        """Every segment by name, the default ones first."""
        return {**DEFAULT_SEGMENTS, **self.segments}

    def connectivity_of(self, class_: AccountClass) -> ConnectivitySpec:
        """Return what accounts of a class are connected to, where their own entry says nothing."""
        written = (self.connectivity.get(name) for name in (class_.name, class_.function))
        return next(filter(None, written), None) or DEFAULT_CONNECTIVITY[class_.default]

    def vpc_prefixes(self, segment: str) -> tuple[int, ...]:
        """Return the sizes of VPCs that the environment writes down for a segment, whether there is one or not."""
        written = self.connectivity.values()
        return tuple(connectivity.vpc_prefix for connectivity in written if connectivity.segment == segment)

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
        """Return every range of a hub: those that are planned, and what its segments have outside of it."""
        spec = self.hubs[hub]
        return (*spec.planned_ranges, *(range_ for ranges in spec.other_ranges.values() for range_ in ranges))
