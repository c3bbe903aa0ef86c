from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.network.not_yet import refuse_what_is_not_made_yet
from modules.network.spec import NetworkSpec
from modules.specification.errors import LandingZoneError
from modules.workspaces.synthesis import synthesize
from tests.support.environments import environment, environment_with

MADE = {
    "hubs": {"eu-west-1": {"range": "10.128.0.0/14", "zone_ids": ["euw1-az1", "euw1-az2"]}},
    "inspection": {"mode": "none"},
    "endpoints": {"services": []},
}


def network(**said: Any) -> NetworkSpec:
    return NetworkSpec.model_validate_json(json.dumps({**MADE, **said}))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"inspection": {"mode": "egress"}}, "network.inspection.mode: egress"),
        ({"endpoints": {"services": ["sts"]}}, "network.endpoints.services"),
        ({"endpoints": {}}, "network.endpoints.services"),
        ({"dns": {"zone": "aws.acme.example"}}, "network.dns"),
    ],
)
def test_a_part_that_is_not_made_yet_is_refused_and_named(said: dict[str, Any], told: str) -> None:
    with pytest.raises(LandingZoneError) as refused:
        refuse_what_is_not_made_yet(network(**said))

    assert (refused.value.what, refused.value.got) == (
        "this part of the network is checked, and not synthesized yet",
        told,
    )


def test_a_network_of_the_parts_that_are_made_is_not_refused() -> None:
    refuse_what_is_not_made_yet(network(ingress=True, egress=False))


def test_nothing_is_written_of_a_network_that_is_refused(tmp_path: Path) -> None:
    said = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["network"]

    with pytest.raises(LandingZoneError):
        synthesize(
            [environment_with("staging", network={**said, "inspection": {"mode": "egress"}})], tmp_path / "cdktf.out"
        )

    assert not (tmp_path / "cdktf.out").exists()
