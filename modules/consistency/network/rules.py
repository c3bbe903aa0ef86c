"""Checks of what the network names in `policies/network`."""

from __future__ import annotations

from collections.abc import Iterator

from modules.consistency.dropped import Dropped
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.plan.rule_files import Kind, names
from modules.network.spec.network import NetworkSpec
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest


@of_network
def rule_files_exist(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    files_named = {
        (Kind.DOMAINS, ("inspection", "domains")): network.inspection.domains,
        (Kind.SURICATA, ("inspection", "rules")): network.inspection.rules,
        (Kind.DNS, ("dns", "blocked_domains")): network.dns.blocked_domains,
    }
    for (kind, where), chosen in files_named.items():
        known = names(kind)
        for index, name in enumerate(chosen):
            if name not in known:
                guess = nearest(name, known)
                yield LandingZoneError(
                    "the list must be a file of this project",
                    got=name,
                    why=f"what it holds is read from policies/network/{kind}",
                    fix=f"write {guess}" if guess else "write one of " + ", ".join(known) + ", or add it there",
                    path=("network", *where, index),
                )
