"""Checks of how many ranges on premises AWS takes."""

from __future__ import annotations

from collections.abc import Iterator

from modules.aws_limits import (
    DIRECT_CONNECT_LEARNED_ROUTES,
    DIRECT_CONNECT_TRANSIT_GATEWAYS,
    SECURITY_GROUP_RULES,
    SUBNET_ROUTES,
    SURICATA_RULE_LENGTH,
    VPN_LEARNED_ROUTES,
    AwsLimit,
)
from modules.consistency.dropped import Dropped
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.plan.endpoint_services import endpoint_services
from modules.network.plan.firewall_rules import firewall_rules
from modules.network.plan.on_premises import beyond_hubs, links, on_premises_ranges
from modules.network.plan.routing import ENDPOINTS, INSPECTION, endpoint_users, hub_vpcs
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError

_PROTOCOLS_OF_DNS = 2
_HOME = "$HOME_NET"

Count = tuple[str, int, AwsLimit, int]
"""What there is too much of: what it is, how many, the limit, and the quota that the user says."""


@of_network
def links_learn_every_range(network: NetworkSpec, _: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("network"):
        return
    whose = "on premises" if network.on_premises else "outside of hubs"
    for hub in network.hubs:
        where = ("on_premises", "ranges") if network.on_premises else ("hubs", hub)
        for what, count, limit, quota in (*_of_links(network, hub), *_of_endpoints(network, hub)):
            if count > quota:
                yield LandingZoneError(
                    f"there are too many ranges {whose}",
                    got=f"{what}: {count}",
                    why=f"the limit is {limit}",
                    fix="write fewer and larger ranges, which may have a hub's range in them"
                    + ("; or say in network.quotas that AWS raised it" if limit.raisable else ""),
                    path=("network", *where),
                )


def _of_links(network: NetworkSpec, hub: str) -> Iterator[Count]:
    for link in links(network, hub):
        count = len(link.ranges)
        if link.vpn is None:
            quota = network.quotas.direct_connect_routes
            yield "what routers announce over Direct Connect", count, DIRECT_CONNECT_LEARNED_ROUTES, quota
        elif not link.static:
            yield f"what the router of {link.vpn} announces", count, VPN_LEARNED_ROUTES, VPN_LEARNED_ROUTES.value


def _of_endpoints(network: NetworkSpec, hub: str) -> Iterator[Count]:
    if ENDPOINTS not in hub_vpcs(network, hub):
        return
    rules = network.quotas.security_group_rules
    users = len(endpoint_users(network, hub))
    yield f"routes from the endpoints of {hub}", users, SUBNET_ROUTES, network.quotas.subnet_routes
    if endpoint_services(network, hub):
        yield f"rules of the endpoints of {hub}", users, SECURITY_GROUP_RULES, rules
    if network.dns.inbound:
        asking = _PROTOCOLS_OF_DNS * len(beyond_hubs(network, on_premises_ranges(network)))
        yield f"rules of who asks for names at {hub}", asking, SECURITY_GROUP_RULES, rules


@of_network
def firewall_rules_fit(network: NetworkSpec, _: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    if dropped.below("network"):
        return
    for hub in network.hubs:
        if INSPECTION not in hub_vpcs(network, hub):
            continue
        rules = firewall_rules(network, hub)
        home = ",".join(map(str, rules.home))
        texts = [text for group in (*rules.suricata.values(), rules.segments) for text in group.splitlines()]
        longest = max((len(text.replace(_HOME, home)) for text in (*texts, _HOME)), default=0)
        if longest > SURICATA_RULE_LENGTH.value:
            yield LandingZoneError(
                "a rule of the firewall is too long",
                got=f"{longest} characters at {hub}",
                why=f"it lists every range that it is about, and the limit is {SURICATA_RULE_LENGTH}",
                fix="write fewer and larger ranges in on_premises.ranges, or another `inspection.mode`",
                path=("network", "on_premises", "ranges") if network.on_premises else ("network", "hubs", hub),
            )


@of_network
def direct_connect_leads_to_few_hubs(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    gateway = network.on_premises.direct_connect if network.on_premises else None
    if gateway is None:
        return
    if len(gateway.hubs) > DIRECT_CONNECT_TRANSIT_GATEWAYS.value:
        yield LandingZoneError(
            "a Direct Connect gateway leads to too many hubs",
            got=len(gateway.hubs),
            why=f"the limit is {DIRECT_CONNECT_TRANSIT_GATEWAYS}",
            fix="connect fewer hubs; others reach on-premises networks over VPN connections",
            path=("network", "on_premises", "direct_connect", "hubs"),
        )
