"""Which zones there are, region by region."""

from __future__ import annotations

import re

import pytest

from modules.aws_limits import REGIONS
from modules.network.addresses.availability_zones import WITHOUT_NAT_GATEWAYS, zone_ids
from modules.network.addresses.zones import ZONE_ID_PATTERN, zone_id_prefix


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_every_region_has_three_zones_or_more_with_ids_of_its_own(region: str) -> None:
    found = zone_ids(region)

    assert len(set(found)) == len(found) >= 3
    assert all(re.fullmatch(ZONE_ID_PATTERN, zone_id) for zone_id in found)
    assert {zone_id.partition("-")[0] for zone_id in found} == {zone_id_prefix(region)}


def test_zones_without_nat_gateways_exist() -> None:
    every = {zone_id for region in REGIONS for zone_id in zone_ids(region)}

    assert WITHOUT_NAT_GATEWAYS.keys() <= every
