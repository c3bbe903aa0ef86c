"""Every single change of a network that asks for everything: dropped, added, led elsewhere. The check has to notice.

What it does not notice makes no difference to any packet, and is in policies/reviewed_changes.yaml with the reason.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from modules.commands.reviewed_changes import read_reviewed, reason_for
from modules.environment import Environment
from modules.reachability.mutation_run import mutations
from modules.reachability.proof import Prover
from modules.synthesized.resources import Resource
from tests.reachability.proving import facts_of, prover_of, resources_of
from tests.support.environments import environment, environment_with

PARTS = 4
"""As many tests, so that they run beside each other."""


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
        self.environment = environment.name
        self.prover: Prover = prover_of(environment)
        self.resources: list[Resource] = resources_of(environment, output)
        self.mutations = mutations(self.resources, facts_of(environment))


@pytest.fixture(scope="module", params=[staging, everything], ids=["staging", "everything"])
def changed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Changed:
    return Changed(request.param(), tmp_path_factory.mktemp("changed") / "cdktf.out")


def test_unchanged_it_is_as_the_policy_says(changed: Changed) -> None:
    assert not changed.prover.differs(changed.resources)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_change_is_noticed_or_makes_no_difference(changed: Changed, part: int) -> None:
    tried = list(islice(changed.mutations, part, None, PARTS))

    unnoticed = [one.name for one in tried if not changed.prover.differs(list(one.resources()))]

    assert [name for name in unnoticed if not reason_for(name, changed.environment, read_reviewed().network)] == []
    assert len(unnoticed) <= 0.05 * len(tried), f"{len(unnoticed)} of {len(tried)}"
