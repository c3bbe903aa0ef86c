"""Whatever an environment asks of its network, what is synthesized is what the policy says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.reachability.proving import proof_of
from tests.support.environments import smaller_staging

ON_PREMISES = {
    "ranges": ["172.20.0.0/14"],
    "vpns": {"dublin": {"hub": "eu-west-1", "address": "203.0.113.10", "static": True}},
}
HUB = {"range": "10.128.0.0/14", "zone_ids": ["euw1-az1", "euw1-az2"]}


@pytest.mark.parametrize(
    "said",
    [
        {"inspection": {"mode": "none"}},
        {"inspection": {"mode": "none"}, "ingress": True, "on_premises": ON_PREMISES, "dns": {"inbound": True}},
        {"inspection": {"mode": "egress"}, "ingress": True, "on_premises": ON_PREMISES},
        {"inspection": {"mode": "egress", "domains": ["aws"]}, "endpoints": {"services": []}},
        {"inspection": {"mode": "east-west"}, "egress": False, "ingress": True, "on_premises": ON_PREMISES},
        {"inspection": {"mode": "east-west", "domains": []}, "endpoints": {"services": []}},
        {
            "inspection": {"mode": "east-west"},
            "on_premises": ON_PREMISES,
            "dns": {"inbound": True, "forward": {"corp.acme.example": ["172.20.0.53"]}},
        },
        {"inspection": {"mode": "none"}, "egress": False, "endpoints": {"services": []}},
    ],
    ids=lambda said: (
        " ".join(f"{key}={value}" for key, value in said.items() if not isinstance(value, dict))
        + said["inspection"]["mode"]
    ),
)
def test_is_proved(tmp_path: Path, said: dict[str, Any]) -> None:
    network = {"hubs": {"eu-west-1": HUB}, "endpoints": {"services": ["sts"]}, **said}

    proof = proof_of(smaller_staging(network=network), tmp_path / "cdktf.out")

    assert proof.differences == ()
    assert len(proof.matrix.cells) > 0


@pytest.mark.parametrize("mode", ["none", "egress", "east-west"])
@pytest.mark.parametrize("egress", [True, False], ids=["egress", "no egress"])
def test_a_hub_without_a_link_is_proved_beside_one_that_has_one(tmp_path: Path, mode: str, *, egress: bool) -> None:
    other = {"range": "10.132.0.0/14", "zone_ids": ["use1-az1", "use1-az2"], "asn": 64513}
    network = {
        "hubs": {"eu-west-1": HUB, "us-east-1": other},
        "on_premises": ON_PREMISES,
        "inspection": {"mode": mode},
        "egress": egress,
        "endpoints": {"services": ["sts"]},
    }

    proof = proof_of(smaller_staging(network=network), tmp_path / "cdktf.out")

    assert [(one.sender, one.receiver, one.message) for one in proof.differences] == []


def test_a_hub_whose_segments_have_no_accounts_yet_is_proved(tmp_path: Path) -> None:
    hubs = {
        "eu-west-1": HUB,
        "us-east-1": {"range": "10.132.0.0/14", "zone_ids": ["use1-az1", "use1-az2"], "asn": 64513},
    }
    connectivity = {
        class_: {"to": "corporate", "segment": segment, "hubs": ["eu-west-1"]}
        for class_, segment in {
            "shared-services": "shared", "data-lake": "production", "data-governance": "production",
            "ml-shared-services": "shared", "devops": "shared", "ml-deployments": "production",
            "team/test": "pre-production", "team/prod": "production",
        }.items()
    }  # fmt: skip
    network = {"hubs": hubs, "connectivity": connectivity, "endpoints": {"services": ["sts"]}}

    proof = proof_of(smaller_staging(network=network), tmp_path / "cdktf.out")

    assert proof.differences == ()
