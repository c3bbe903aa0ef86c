"""No contradiction stops the checks: one looks nothing up that another one refuses."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from pydantic import ValidationError

from modules import environment
from modules.consistency import contradictions
from modules.landing_zone import LandingZone
from tests.specification.mutations import KeyPath, at, paths

NETWORK: dict[str, Any] = {
    "hubs": {
        "eu-west-1": {
            "range": "10.0.0.0/12",
            "zone_ids": ["euw1-az1", "euw1-az2"],
            "pools": {"partners": "10.2.0.0/16"},
            "asn": 64513,
        },
        "us-east-1": {
            "range": "10.16.0.0/12",
            "zone_ids": ["use1-az1", "use1-az2"],
            "segments": ["production", "shared"],
        },
        "second": {
            "region": "us-east-1",
            "range": "10.32.0.0/14",
            "zone_ids": ["use1-az1", "use1-az2"],
            "segments": ["pre-production"],
            "asn": 64515,
        },
    },
    "segments": {"partners": {"talks_to": ["partners", "on-premises"], "ingress": False}},
    "connectivity": {"team/dev": {"to": "corporate", "segment": "partners", "vpc_prefix": 23, "hubs": ["eu-west-1"]}},
    "inspection": {"mode": "east-west"},
    "ingress": True,
    "endpoints": {"services": ["logs", "sts"]},
    "dns": {"zone": "aws.acme.example", "forward": {"corp.acme.example": ["172.20.0.10"]}, "inbound": True},
    "on_premises": {
        "ranges": ["172.20.0.0/16"],
        "vpns": {
            "dublin": {"hub": "eu-west-1", "address": "203.0.113.10", "asn": 65010},
            "cork": {"hub": "us-east-1", "address": "203.0.113.11", "static": True},
        },
        "direct_connect": {"hubs": ["eu-west-1"], "asn": 64600},
    },
    "existing": {"old": "192.168.128.0/20"},
    "reserved": {"kept": "10.2.1.0/24"},
    "growth": 5,
}
"""A network that has everything, so that everything can be missing from it."""


@cache
def _production() -> str:
    said = environment.load("production").model_dump(mode="json", exclude_defaults=True)
    return json.dumps({**said, "network": NETWORK})


def _mutants(said: dict[str, Any], path: KeyPath) -> Iterator[dict[str, Any]]:
    """Leave out what stands at `path`; name something else there; empty it; call it otherwise."""
    values: tuple[Any, ...] = ("nobody-s-name", 7, [], {}, None)
    for value in values:
        mutant = copy.deepcopy(said)
        parent = at(mutant, path[:-1])
        if value is not None:
            parent[path[-1]] = value
        elif isinstance(parent, dict):
            parent["nobody-s-name"] = parent.pop(path[-1])
        yield mutant
    mutant = copy.deepcopy(said)
    del at(mutant, path[:-1])[path[-1]]
    yield mutant


def _checked(said: dict[str, Any]) -> int | None:
    """Count the contradictions; None where some part is wrong by itself. Any error is the caller's."""
    try:
        zone = LandingZone.model_validate_json(json.dumps(said))
    except ValidationError:
        return None
    return len(list(contradictions(zone)))


def test_the_environment_that_is_spoiled_is_right() -> None:
    assert _checked(json.loads(_production())) == 0


@pytest.mark.parametrize("section", ["hubs", "segments", "connectivity", "dns", "on_premises", "reserved", "endpoints"])
def test_a_network_without_a_part_is_checked_to_the_end(section: str) -> None:
    said = json.loads(_production())
    counts = [
        _checked(mutant)
        for path in [(), *paths(NETWORK[section])]
        for mutant in _mutants(said, ("network", section, *path))
    ]

    assert any(count is not None for count in counts), "nothing was checked"


@pytest.mark.parametrize("section", ["organization", "stages", "teams", "identity", "control_tower", "guardrails"])
def test_an_environment_without_a_part_is_checked_to_the_end(section: str) -> None:
    said = json.loads(_production())
    chosen = [(section, *path) for path in paths(said.get(section, {}))][::4]

    for path in chosen:
        for mutant in _mutants(said, path):
            _checked(mutant)
