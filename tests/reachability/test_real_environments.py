"""Who reaches whom in the real environments, as Terraform would make them."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from modules.reachability.following.matrix import Cell, Matrix, Portion
from modules.reachability.following.places import INTERNET, ON_PREMISES
from tests.reachability.proving import proof_of
from tests.support.environments import environment

SEGMENTS = ("production", "pre-production", "data", "shared")
HUBS = ("eu-west-1", "us-east-1")


@pytest.fixture(scope="module")
def production(outputs: dict[str, Path]) -> Matrix:
    return proof_of(environment("production"), outputs["production"]).matrix


def reached(matrix: Matrix, sender: str) -> dict[str, Cell]:
    """What a place gets anything through to, by place and hub."""
    cells = {pair: cell for pair, cell in matrix.by_name().items() if pair[0] == sender}
    return {
        receiver: cell for (_, receiver), cell in cells.items() if cell.routed is not Portion.NONE and cell.something
    }


def told(matrix: Matrix, pair: tuple[str, str], cell: Cell) -> str:
    """A pair in a line: how it is reached, and which kinds of traffic get through."""
    kinds = dict.fromkeys(
        kind.kind for number, kind in enumerate(matrix.traffic) if cell.share(number) is not Portion.NONE
    )
    through = "everything" if cell.everything == (1 << len(matrix.traffic)) - 1 else ", ".join(kinds)
    inspected = {Portion.ALL: "inspected", Portion.NONE: "directly", Portion.SOME: "sometimes inspected"}[
        cell.is_inspected
    ]
    return f"{pair[0]} to {pair[1]}: {inspected}, {through}"


@pytest.mark.parametrize("name", ["production", "staging"])
def test_is_as_the_policy_says(outputs: dict[str, Path], name: str) -> None:
    proof = proof_of(environment(name), outputs[name])

    assert proof.differences == ()
    assert proof.unread == ()


def test_in_production_these_reach_these_and_no_others(production: Matrix, snapshot: SnapshotAssertion) -> None:
    """Who reaches whom, on one page. A change here is a change of the network: read it before you renew it."""
    pairs = production.by_name()
    open_ones = {pair: cell for pair, cell in pairs.items() if cell.routed is not Portion.NONE and cell.something}

    assert [told(production, pair, cell) for pair, cell in open_ones.items()] == snapshot


@pytest.mark.parametrize("hub", HUBS)
@pytest.mark.parametrize("kind", ["sandbox", "team/dev"])
def test_sandboxes_and_the_development_stage_reach_the_internet_only(production: Matrix, kind: str, hub: str) -> None:
    assert list(reached(production, f"{kind}@{hub}")) == [INTERNET]


@pytest.mark.parametrize("hub", HUBS)
@pytest.mark.parametrize("kind", ["sandbox", "team/dev"])
def test_nobody_reaches_sandboxes_and_the_development_stage(production: Matrix, kind: str, hub: str) -> None:
    senders = [pair[0] for pair, cell in production.by_name().items() if pair[1] == f"{kind}@{hub}" and cell.something]

    assert senders == []


def test_production_and_pre_production_do_not_reach_each_other(production: Matrix) -> None:
    cells = production.by_name()
    both = [("production@eu-west-1", "pre-production@eu-west-1"), ("pre-production@eu-west-1", "production@eu-west-1")]

    assert [cells[pair].routed for pair in both] == [Portion.NONE, Portion.NONE]
    assert all(cells[pair].count for pair in both)


@pytest.mark.parametrize("hub", HUBS)
def test_what_leaves_a_segment_for_the_internet_is_inspected_and_not_everything_passes(
    production: Matrix, hub: str
) -> None:
    cells = production.by_name()
    here = [cells[f"{segment}@{hub}", INTERNET] for segment in SEGMENTS if (f"{segment}@{hub}", INTERNET) in cells]

    assert here
    for cell in here:
        assert cell.is_inspected is Portion.ALL
        kinds = {kind.kind for number, kind in enumerate(production.traffic) if cell.share(number) is not Portion.NONE}
        assert kinds == {"aws-names", "package-names", "model-names"}


@pytest.mark.parametrize(("hub", "segments"), [("eu-west-1", SEGMENTS), ("us-east-1", ("production", "shared"))])
def test_on_premises_networks_reach_the_segments_and_endpoints_of_a_hub_and_nothing_else(
    production: Matrix, hub: str, segments: tuple[str, ...]
) -> None:
    there = {f"{name}@{hub}" for name in (*segments, "endpoints")}

    assert set(reached(production, f"{ON_PREMISES}@{hub}")) == there


def test_from_hub_to_hub_nothing_goes(production: Matrix) -> None:
    cells = production.by_name()
    across = {
        pair: cell
        for pair, cell in cells.items()
        if all("@" in name for name in pair) and pair[0].partition("@")[2] != pair[1].partition("@")[2]
    }

    assert across
    assert [pair for pair, cell in across.items() if cell.something] == []
