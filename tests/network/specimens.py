"""Networks for tests, small and large."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity, Function
from modules.accounts.stages import kind_of
from modules.accounts.vpc_spec import AccountVpcSpec
from modules.network.spec.network import NetworkSpec

HUB = {"range": "10.64.0.0/12", "zone_ids": ["euw1-az1", "euw1-az2", "euw1-az3"]}
ON_PREMISES = {
    "ranges": ["10.0.0.0/11", "172.20.0.0/14"],
    "vpns": {"dublin": {"hub": "eu-west-1", "address": "203.0.113.10"}},
}


def network(**said: Any) -> NetworkSpec:
    """A network of one hub, with something else said about it."""
    return NetworkSpec.model_validate_json(json.dumps({"hubs": {"eu-west-1": HUB}, **said}))


def account(  # noqa: PLR0913 - each says one thing of it
    function: Function,
    stage: str | None = None,
    connectivity: Connectivity | None = None,
    key: str = "subject",
    *,
    unit: tuple[str, ...] = ("Workloads",),
    segment: str | None = None,
    vpc_prefix: int | None = None,
    vpc: dict[str, Any] | None = None,
) -> Account:
    """An account, of which only what the network looks at matters."""
    return Account(
        key=key,
        name=key,
        email=f"aws+{key}@acme.example",
        functions=(function,),
        unit=unit,
        owner="somebody",
        cost_center="1000",
        known_id=None,
        tags={},
        source=("accounts", key),
        stage=stage,
        stage_kind=kind_of(stage, {}) if stage else None,
        connectivity=connectivity,
        segment=segment,
        vpc_prefix=vpc_prefix,
        vpc=AccountVpcSpec.model_validate_json(json.dumps(vpc)) if vpc else None,
    )


SEGMENTS = ("production", "pre-production", "shared", "partners")


@st.composite
def networks(draw: st.DrawFn) -> NetworkSpec:
    """Any network of one or two hubs and four segments, whoever talks to whom."""
    others = st.lists(st.sampled_from([*SEGMENTS, "on-premises"]), unique=True, max_size=4)
    hubs = {
        "eu-west-1": {**HUB, "pools": {"partners": "10.66.0.0/16"}},
        "us-east-1": {
            "range": "10.80.0.0/12",
            "zone_ids": ["use1-az1", "use1-az2"],
            "asn": 64513,
            "pools": {"partners": "10.83.0.0/16"},
        },
    }
    count = draw(st.integers(1, 2))
    return network(
        hubs=dict(list(hubs.items())[:count]),
        segments={segment: {"talks_to": draw(others), "ingress": draw(st.booleans())} for segment in SEGMENTS},
        inspection={"mode": draw(st.sampled_from(["none", "egress", "east-west"]))},
        egress=draw(st.booleans()),
        ingress=draw(st.booleans()),
        endpoints={"services": draw(st.sampled_from([[], ["sts"]]))},
        on_premises=draw(st.sampled_from([None, ON_PREMISES])),
    )
