"""Checks of what the network names in `policies/network`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modules.consistency.dropped import Dropped
from modules.consistency.network import of_network
from modules.network.rule_files import Kind, names
from modules.network.spec import NetworkSpec
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest

if TYPE_CHECKING:
    from modules.landing_zone import LandingZone


@of_network
def rule_files_exist(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    said = {
        (Kind.DOMAINS, ("inspection", "domains")): network.inspection.domains,
        (Kind.SURICATA, ("inspection", "rules")): network.inspection.rules,
        (Kind.DNS, ("dns", "blocked_domains")): network.dns.blocked_domains,
    }
    for (kind, where), chosen in said.items():
        known = names(kind)
        for index, name in enumerate(chosen):
            if name not in known:
                guess = nearest(name, known)
                yield LandingZoneError(
                    "the list is a file of this project",
                    got=name,
                    why=f"what it holds is read from policies/network/{kind}",
                    fix=f"write {guess}" if guess else "write one of " + ", ".join(known) + ", or add it there",
                    path=("network", *where, index),
                )


@of_network
def a_hub_has_one_static_link(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    static: dict[str, str] = {}
    for name, vpn in (network.on_premises.vpns if network.on_premises else {}).items():
        if not vpn.static:
            continue
        if vpn.hub in static:
            yield LandingZoneError(
                "a hub has one VPN connection with static routes",
                got=f"{static[vpn.hub]} and {name}, both at {vpn.hub}",
                why="each would have a route to every on-premises range, and a route table has one for each range",
                fix="let one of them announce its routes over BGP: leave out `static`",
                path=("network", "on_premises", "vpns", name, "static"),
            )
        static.setdefault(vpn.hub, name)
