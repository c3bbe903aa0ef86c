"""A hub's site for tests of single constructs."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import Any

from modules.network.addresses.plan import OWN_PART
from modules.network.hub.hub_vpc import HubSite
from tests.network.specimens import HUB

ZONES = ("euw1-az1", "euw1-az2", "euw1-az3")
KEY = "arn:aws:kms:eu-west-1:111111111111:key/logs"
SITE = HubSite(
    hub="eu-west-1",
    hub_range=IPv4Network(HUB["range"]),
    own_range=OWN_PART.of(IPv4Network(HUB["range"])),
    zone_ids=ZONES,
    transit_gateway_id="tgw-0example",
    flow_log_destination="arn:aws:s3:::acme-flows",
)


def resources(document: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    """Every resource of a kind by its path below the construct, as it was given: `zone/Default`."""
    found = document["resource"].get(kind, {}).values()
    return {one["//"]["metadata"]["path"].split("/", 2)[2]: one for one in found}
