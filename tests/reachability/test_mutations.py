"""Every single change of a network that asks for everything: dropped, added, led elsewhere. The check has to notice.

What it does not notice makes no difference to any packet, and is listed here with the reason.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pytest

from modules.environment import Environment
from modules.reachability.following.places import places
from modules.reachability.mutations import Mutation, additions, drops
from modules.reachability.proof import Prover
from modules.reachability.reading.networks import read_network
from modules.synthesized.resources import Resource
from tests.reachability.proving import facts_of, prover_of, resources_of
from tests.support.environments import environment, environment_with

PARTS = 4
"""As many tests, so that they run beside each other."""

EQUIVALENT = {
    r"without drop (udp|icmp) \$HOME_NET .* sid:100000[12]": "the rule behind all others drops it, too: two locks",
    r"without drop ip \$HOME_NET any -> any any .* sid:2999999": "to the internet, two rules before it drop as much",
    r"without rule group \d+ of": "the group that has nothing but that rule in it",
    r"without drop ssh \$HOME_NET": "no rule passes it; this one tells in the log what it was",
    r"without appliance mode: .*inspection": "where only egress is inspected, packets keep their zone both ways",
    r"without \S+\.us-east-1\.amazonaws\.com of \S+us-east-1": "the list has all names of that region",
    r"route to \S+ in \S+-inspection by \S+vpn_connection": "the same networks, by VPN instead of Direct Connect",
    r"(pass|drop) udp .* (first|last) in \S+generated_segments": "no UDP comes so far in the list",
    r"pass udp \$HOME_NET any -> any any \(sid:1;\) last in \S+baseline": "its first rules have dropped it",
    r"drop udp any any -> \$HOME_NET any \(sid:1;\) (first|last) in \S+baseline": "no UDP comes from outside",
}
"""Changes that make no difference, as patterns of their names, with the reason."""


def staging() -> Environment:
    return environment("staging")


def everything() -> Environment:
    """Production at one hub in two zones: everything that a network may ask for."""
    said: dict[str, Any] = environment("production").zone.model_dump(mode="json", exclude_defaults=True)["network"]
    hub = {**said["hubs"]["eu-west-1"], "zone_ids": ["euw1-az1", "euw1-az2"]}
    on_premises = {**said["on_premises"], "direct_connect": {"hubs": ["eu-west-1"]}}
    return environment_with("production", network={**said, "hubs": {"eu-west-1": hub}, "on_premises": on_premises})


class Changed:
    """A network, and all that can be changed in it."""

    def __init__(self, environment: Environment, output: Path) -> None:
        self.prover: Prover = prover_of(environment)
        self.resources: list[Resource] = resources_of(environment, output)
        facts = facts_of(environment)
        alike = places(read_network(self.resources, facts.announced), facts)
        self._accounts = {place.accounts[0]: place for place in alike if place.accounts}

    def mutations(self) -> list[Mutation]:
        return list(chain(drops(self.resources), additions(self.resources, self._accounts)))


@pytest.fixture(scope="module", params=[staging, everything], ids=["staging", "everything"])
def changed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Changed:
    return Changed(request.param(), tmp_path_factory.mktemp("changed") / "cdktf.out")


def test_unchanged_it_is_as_the_policy_says(changed: Changed) -> None:
    assert not changed.prover.differs(changed.resources)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_change_is_noticed_or_makes_no_difference(changed: Changed, part: int) -> None:
    tried = list(islice(changed.mutations(), part, None, PARTS))

    unnoticed = [one.name for one in tried if not changed.prover.differs(list(one.resources()))]

    assert [name for name in unnoticed if not any(re.search(known, name) for known in EQUIVALENT)] == []
    assert len(unnoticed) <= 0.05 * len(tried), f"{len(unnoticed)} of {len(tried)}"
