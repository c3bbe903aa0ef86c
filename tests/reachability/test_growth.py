"""A large organization is proved with as much work as a small one: only what is read grows with its accounts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from modules.environment import Environment
from modules.landing_zone import LandingZone
from modules.reachability.proof import Proof
from modules.reachability.reading.resources import network_resources
from modules.synthesized.environment import Synthesized, read_synthesized
from tests.reachability.proving import proof_of
from tests.support.large import NAME, REGIONS, large

FEW, MORE = 40, 120


@dataclass(frozen=True)
class Proved:
    zone: LandingZone
    synthesized: Synthesized
    proof: Proof


def proved(accounts: int, output: Path) -> Proved:
    environment = Environment(NAME, large(accounts))
    proof = proof_of(environment, output)
    return Proved(environment.zone, read_synthesized(output, NAME), proof)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Proved:
    return proved(FEW, tmp_path_factory.mktemp("few") / "cdktf.out")


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Proved:
    return proved(MORE, tmp_path_factory.mktemp("more") / "cdktf.out")


def vpcs(proved: Proved) -> int:
    """How many VPCs of accounts the places stand for."""
    return sum(len(place.accounts) for place in proved.proof.matrix.places if place.is_first_tier)


def test_both_are_as_the_policy_says(few: Proved, more: Proved) -> None:
    assert (len(few.zone.roster), len(more.zone.roster)) == (FEW, MORE)
    assert few.proof.differences == more.proof.differences == ()


def test_nothing_is_left_out(few: Proved, more: Proved) -> None:
    for one in (few, more):
        assert vpcs(one) == sum(one.proof.matrix.facts.vpcs.values())
    # Every account has a VPC in each region but management, log archive, security tooling and the network's own.
    assert vpcs(more) == (MORE - 4) * len(REGIONS)


def test_three_times_the_accounts_are_no_more_places_and_no_more_connections(few: Proved, more: Proved) -> None:
    less, matrix = few.proof.matrix, more.proof.matrix

    assert [place.shown for place in matrix.places] == [place.shown for place in less.places]
    assert {pair: cell.count for pair, cell in matrix.cells.items()} == {
        pair: cell.count for pair, cell in less.cells.items()
    }


def test_a_module_is_read_once_however_many_accounts_call_it(few: Proved, more: Proved) -> None:
    calls = [sum(len(one.modules) for one in proved.synthesized.workspaces.values()) for proved in (few, more)]
    modules = [
        {one.name for one in proved.synthesized.documents()} - proved.synthesized.workspaces.keys()
        for proved in (few, more)
    ]

    assert calls[0] < calls[1]
    assert modules[0] == modules[1]


def test_resources_grow_with_the_accounts_and_not_with_their_square(few: Proved, more: Proved) -> None:
    """The hubs have some, and each account has its own, with an association and a propagation where it is attached."""
    less, all_of_it = (len(network_resources(one.synthesized)) for one in (few, more))

    assert less < all_of_it < MORE / FEW * less
