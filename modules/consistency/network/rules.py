"""Checks of what the network names in `policies/network`."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.consistency.network import missing_files, of_network
from modules.landing_zone import LandingZone
from modules.network.plan.rule_files import Kind
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError


@of_network
def rule_files_exist(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    files_named = {
        (Kind.DOMAINS, ("inspection", "domains")): network.inspection.domains,
        (Kind.SURICATA, ("inspection", "rules")): network.inspection.rules,
        (Kind.DNS, ("dns", "blocked_domains")): network.dns.blocked_domains,
    }
    for (kind, where), chosen in files_named.items():
        yield from missing_files(kind, chosen, path=("network", *where))
