"""What a network may ask for and does not get yet: it is refused where it would be synthesized. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterator

from modules.network.dns.spec import DnsSpec
from modules.network.inspection.spec import InspectionMode
from modules.network.spec import NetworkSpec
from modules.specification.errors import LandingZoneError


def refuse_what_is_not_made_yet(network: NetworkSpec) -> None:
    """Refuse a network with parts that are only checked so far, before anything of it is written.

    Raises:
        LandingZoneError: it asks for one of them.

    """
    asked = list(_asked(network))
    if asked:
        raise LandingZoneError(
            "this part of the network is checked, and not synthesized yet",
            got=", ".join(asked),
            why="leaving it out in silence would make a network that is not the one described",
            fix="leave it out: write `inspection: {mode: none}` and `endpoints: {services: []}`, and no `dns` and "
            "`on_premises`",
            path=("network",),
        )


def _asked(network: NetworkSpec) -> Iterator[str]:
    if network.inspection.mode is not InspectionMode.NONE:
        yield f"network.inspection.mode: {network.inspection.mode}"
    if network.endpoints.services != ():
        yield "network.endpoints.services"
    if network.dns != DnsSpec():
        yield "network.dns"
    if network.on_premises is not None:
        yield "network.on_premises"
