"""Ids of zones begin as AWS's do."""

from __future__ import annotations

import re

import pytest
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend

from modules.aws_limits import REGIONS
from modules.network.addresses.zones import ZONE_ID_PATTERN, zone_id_prefix

YOUNG = {"ap-east-2": "ape2", "ap-southeast-6": "apse6"}
"""Regions that moto does not know, and the beginnings of their zones' ids."""


def test_young_regions_are_all_that_moto_does_not_know() -> None:
    assert REGIONS.keys() - RegionsAndZonesBackend.zones == set(YOUNG)
    assert {region: zone_id_prefix(region) for region in YOUNG} == YOUNG


@pytest.mark.parametrize("region", sorted(REGIONS.keys() & RegionsAndZonesBackend.zones))
def test_the_ids_of_a_regions_zones_begin_with_its_prefix(region: str) -> None:
    ids = [zone.zone_id for zone in RegionsAndZonesBackend.zones[region]]

    assert len(ids) >= 2
    assert {zone_id.partition("-")[0] for zone_id in ids} == {zone_id_prefix(region)}
    assert all(re.fullmatch(ZONE_ID_PATTERN, zone_id) for zone_id in ids)


@pytest.mark.parametrize("name", ["eu-west-1a", "us-east-1b", "use1", "use1-az", "az1", "euw1-az1a", "EUW1-AZ1"])
def test_a_name_is_no_id(name: str) -> None:
    assert not re.fullmatch(ZONE_ID_PATTERN, name)
