"""Checks of what AWS, and a workspace, can hold."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import (
    DIRECT_CONNECT_ALLOWED_PREFIXES,
    TRANSIT_GATEWAY_ATTACHMENTS,
    TRANSIT_GATEWAY_ROUTE_TABLES,
    TRANSIT_GATEWAY_ROUTES,
)
from modules.consistency.dropped import Dropped
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.plan.attachments import (
    attachments,
    enough_workspaces,
    learning_tables,
    resources_in_the_fullest,
)
from modules.network.plan.on_premises import led_to
from modules.network.plan.routing import route_tables
from modules.network.plan.sizes import RESOURCES_IN_A_WORKSPACE, fullest_workspaces
from modules.network.spec.network import ON_PREMISES, NetworkSpec
from modules.specification.errors import LandingZoneError

_REMEDIES = {
    "shares": "leave share_workspaces out, which spreads them as far as it takes (docs/how-to/plan-addresses.md)",
    "endpoints": "leave endpoint_workspaces out, which spreads them as far as it takes (docs/how-to/plan-addresses.md)",
    "static routes": "leave route_workspaces out, which spreads them as far as it takes "
    "(docs/how-to/connect-on-premises.md)",
    "routes": "write on-premises ranges, and `other_ranges`, that lie together as one, or part the segments among two "
    "hubs of the region",
    "links": "part the VPN connections among two hubs of the region",
    "names": "write on-premises ranges that lie together as one, or forward fewer domains",
    "VPCs": "write on-premises ranges, and `other_ranges`, that lie together as one",
    "principals": "share the VPC with units, not with single accounts",
    "written ranges": "give accounts a `vpc_prefix` instead of a `vpc`, so that IPAM chooses the range",
    "pools": "reserve fewer ranges, or write those that lie together as one",
}


@of_network
def transit_gateways_hold_everything(
    network: NetworkSpec, zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("network"):
        return
    for hub in network.hubs:
        attached = attachments(network, zone.roster, hub)
        tables = route_tables(network, hub)
        shared = [spec for spec in network.shared_vpcs.values() if spec.hub == hub]
        announced = [len(attachment.announced_to) for attachment in attached]
        announced += [len(learning_tables(tables, spec.segment)) for spec in shared]
        routes = sum(len(table.routes) for table in tables) + sum(announced)
        routes += len(led_to(network, hub)) * sum(ON_PREMISES in table.learns_from for table in tables)
        quotas, attachment_count = network.quotas, len(attached) + len(shared)
        for what, count, limit, quota in (
            ("attachments", attachment_count, TRANSIT_GATEWAY_ATTACHMENTS, TRANSIT_GATEWAY_ATTACHMENTS.value),
            ("route tables", len(tables), TRANSIT_GATEWAY_ROUTE_TABLES, quotas.transit_gateway_route_tables),
            ("routes", routes, TRANSIT_GATEWAY_ROUTES, quotas.transit_gateway_routes),
        ):
            if count > quota:
                yield LandingZoneError(
                    "a transit gateway is too small for its hub",
                    got=f"{hub}: {count} {what}",
                    why=f"the limit is {limit}",
                    fix="part the segments among two hubs of the region, each with its own `segments`"
                    + ("; or say in network.quotas that AWS raised it" if limit.raisable else ""),
                    path=("network", "hubs", hub),
                )


@of_network
def direct_connect_announces_everything(
    network: NetworkSpec, _: LandingZone, __: Dropped
) -> Iterator[LandingZoneError]:
    for hub, count in _too_many_for_direct_connect(network).items():
        yield LandingZoneError(
            "a hub has too many ranges for Direct Connect",
            got=f"{hub}: {count} with its own",
            why=f"the limit is {DIRECT_CONNECT_ALLOWED_PREFIXES}",
            fix="write ranges that hold several of them",
            path=("network", "hubs", hub, "other_ranges"),
        )


def _too_many_for_direct_connect(network: NetworkSpec) -> dict[str, int]:
    """Return the hubs with more ranges than Direct Connect announces, and how many each has."""
    counts = {hub: len(network.whole_of(hub)) for hub in network.hubs if network.has_direct_connect(hub)}
    return {hub: count for hub, count in counts.items() if count > DIRECT_CONNECT_ALLOWED_PREFIXES.value}


@of_network
def attachments_fit_their_workspaces(
    network: NetworkSpec, zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("network"):
        return
    resources = resources_in_the_fullest(network, zone.roster, network.attachment_workspaces)
    if resources > RESOURCES_IN_A_WORKSPACE:
        enough = enough_workspaces(network, zone.roster)
        yield LandingZoneError(
            "the attachments of a hub are too many for their workspaces",
            got=f"{resources} resources in one of {network.attachment_workspaces}",
            why=f"a workspace with more than {RESOURCES_IN_A_WORKSPACE} resources takes long to plan, and holds many "
            "accounts up when it is locked",
            fix=f"write attachment_workspaces: {enough} (docs/how-to/plan-addresses.md)",
            path=("network", "attachment_workspaces"),
        )


@of_network
def workspaces_stay_small(network: NetworkSpec, zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    """Compare with what a workspace may hold; so many ranges that Direct Connect takes no more have their own error."""
    if dropped.below("network") or _too_many_for_direct_connect(network):
        return
    for workspace, parts in fullest_workspaces(network, zone.roster).items():
        if (resources := sum(parts.values())) > RESOURCES_IN_A_WORKSPACE:
            largest = ", ".join(f"{part} {parts[part]}" for part in sorted(parts, key=lambda part: -parts[part])[:3])
            yield LandingZoneError(
                "a workspace of the network would have too many resources",
                got=f"{workspace}: up to {resources}, of these {largest}",
                why=f"a workspace with more than {RESOURCES_IN_A_WORKSPACE} resources takes long to plan, and holds "
                "many accounts up when it is locked",
                fix=_REMEDIES.get(max(parts, key=lambda part: parts[part]), "part the segments among two hubs"),
                path=("network",),
            )
