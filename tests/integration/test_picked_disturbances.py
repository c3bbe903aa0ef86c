"""What a seed picks, before any of it is done."""

from __future__ import annotations

from random import Random

from tests.integration.disturbances.disturbance import Disturbance, Kind, pick
from tests.integration.disturbances.environments import FAULTY
from tests.integration.disturbances.faulty import pick_faults
from tests.integration.disturbances.moments import Moment

CREATIONS = {"organization": 41, "accounts": 9, "delegation": 2, "network-ipam": 20}
SECONDS = dict.fromkeys(CREATIONS, 10.0)


def picked(seed: int) -> list[Disturbance]:
    return list(pick(Random(seed), CREATIONS, SECONDS))


def test_a_seed_picks_the_same_disturbances_again() -> None:
    assert picked(1) == picked(1)
    assert picked(1) != picked(2)


def test_all_workspaces_are_deployed_once_and_in_order() -> None:
    deployed = [name for disturbance in picked(3) for name in disturbance.workspaces]

    assert deployed == list(CREATIONS)
    assert all(disturbance.when.workspace in disturbance.workspaces for disturbance in picked(3))


def test_few_seeds_pick_every_kind_and_every_moment() -> None:
    disturbances = [disturbance for seed in range(20) for disturbance in picked(seed)]

    assert {disturbance.kind for disturbance in disturbances} == set(Kind)
    assert {disturbance.when.moment for disturbance in disturbances} == set(Moment)


def test_a_deploy_with_faults_meets_throttling_errors_and_lost_answers() -> None:
    for _, services in FAULTY.values():
        faults = pick_faults(Random(1), services)

        assert {fault["kind"] for fault in faults} == {"throttling", "error", "lost"}
        assert len({fault["service"] for fault in faults}) == 3
        assert faults == pick_faults(Random(1), services)
