"""The address plan, as IPAM has it."""

from __future__ import annotations

from typing import Any

import pytest

from modules.network.ipam.address_pools import AddressPools
from tests.network.specimens import HUB, network
from tests.support.synthesis import only, synthesize_one

FAR = {"range": "10.80.0.0/12", "zone_ids": ["use1-az1", "use1-az2"], "asn": 64513}
TWO = network(
    hubs={"eu-west-1": HUB, "us-east-1": FAR},
    reserved={"appliances": "10.65.1.0/24", "printers": "10.81.0.0/24"},
)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return synthesize_one(
        tmp_path_factory.mktemp("ipam"),
        lambda stack: AddressPools(stack, "ipam", network=TWO, organization="acme", home_region="eu-west-1"),
    )


def pools(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every pool by its name."""
    return {one["description"]: one for one in document["resource"]["aws_vpc_ipam_pool"].values()}


def ranges(document: dict[str, Any]) -> dict[str, list[str]]:
    """Every pool's ranges, by its name."""
    names = {
        f"${{aws_vpc_ipam_pool.{key}.id}}": one["description"]
        for key, one in document["resource"]["aws_vpc_ipam_pool"].items()
    }
    found: dict[str, list[str]] = {}
    for one in document["resource"]["aws_vpc_ipam_pool_cidr"].values():
        found.setdefault(names[one["ipam_pool_id"]], []).append(one["cidr"])
    return found


def test_every_range_is_written_down(document: dict[str, Any]) -> None:
    assert ranges(document) == {
        "acme": ["10.64.0.0/12", "10.80.0.0/12"],
        "eu-west-1": ["10.64.0.0/12"],
        "eu-west-1 hub": ["10.64.0.0/16"],
        "eu-west-1 production": ["10.72.0.0/13"],
        "eu-west-1 pre-production": ["10.68.0.0/14"],
        "eu-west-1 shared": ["10.65.0.0/16"],
        "us-east-1": ["10.80.0.0/12"],
        "us-east-1 hub": ["10.80.0.0/16"],
        "us-east-1 production": ["10.88.0.0/13"],
        "us-east-1 pre-production": ["10.84.0.0/14"],
        "us-east-1 shared": ["10.81.0.0/16"],
    }


def test_a_pool_is_of_its_region_and_the_whole_of_none(document: dict[str, Any]) -> None:
    locales = {name: one.get("locale") for name, one in pools(document).items()}

    assert locales.pop("acme") is None
    assert locales == {name: name.split()[0] for name in locales}


def test_a_pool_waits_for_the_range_that_its_own_is_a_part_of(document: dict[str, Any]) -> None:
    for name, one in pools(document).items():
        if name != "acme":
            assert one["source_ipam_pool_id"].startswith("${aws_vpc_ipam_pool_cidr.")


def test_segments_give_to_vpcs_and_only_the_hub_s_own_pool_takes_note_of_those_there(document: dict[str, Any]) -> None:
    for name, one in pools(document).items():
        assert one.get("allocation_default_netmask_length") == (22 if " " in name else None)
        assert bool(one.get("auto_import")) == name.endswith(" hub")


def test_neither_ipam_nor_a_pool_is_destroyed_by_mistake(document: dict[str, Any]) -> None:
    kept = [only(document, "aws_vpc_ipam"), *pools(document).values()]

    assert [one["lifecycle"] for one in kept] == [{"prevent_destroy": True}] * len(kept)


def test_what_is_reserved_is_allocated_from_its_own_pool(document: dict[str, Any]) -> None:
    said = document["resource"]["aws_vpc_ipam_pool_cidr_allocation"].values()
    reserved = {one["description"]: one for one in said}

    assert {name: one["cidr"] for name, one in reserved.items()} == {
        "appliances": "10.65.1.0/24",
        "printers": "10.81.0.0/24",
    }
    assert "eu-west-1_shared" in reserved["appliances"]["ipam_pool_id"]
    assert "us-east-1_shared" in reserved["printers"]["ipam_pool_id"]
