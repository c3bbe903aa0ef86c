from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.network.ipam.address_pools import AddressPools
from tests.network.specimens import HUB, network
from tests.support.synthesis import only, synthesize_one

FAR = {"range": "10.80.0.0/12", "zone_ids": ["use1-az1", "use1-az2"], "asn": 64513}


@pytest.mark.parametrize("hubs", [{"us-east-1": FAR}, {"eu-west-1": HUB, "us-east-1": FAR}])
def test_ipam_works_in_the_home_region_whether_or_not_a_hub_is_there(tmp_path: Path, hubs: dict[str, Any]) -> None:
    """The provider plans no other: `operating_regions` must include the region that IPAM is in."""
    document = synthesize_one(
        tmp_path,
        lambda stack: AddressPools(
            stack, "ipam", network=network(hubs=hubs), organization="acme", home_region="eu-west-1"
        ),
    )
    regions = [one["region_name"] for one in only(document, "aws_vpc_ipam")["operating_regions"]]

    assert regions == ["eu-west-1", "us-east-1"]
