"""Who is meant by a word."""

from __future__ import annotations

import pytest

from modules.reachability.following.matrix import Matrix
from modules.reachability.questions import cells, matching_places
from modules.specification.errors import LandingZoneError
from tests.reachability.small_corporation import SmallCorporation


@pytest.fixture(scope="module")
def matrix() -> Matrix:
    return SmallCorporation().matrix()


@pytest.mark.parametrize("word", ["production", "production@eu", "fraud", "claims"])
def test_a_place_is_meant_by_its_name_with_or_without_its_hub_or_by_an_account(matrix: Matrix, word: str) -> None:
    assert [one.shown for one in matching_places(matrix, word)] == ["production@eu"]


def test_an_account_is_all_of_its_places(matrix: Matrix) -> None:
    assert [one.name for one in matching_places(matrix, "ada")] == ["sandbox", "sandbox/public"]


def test_a_word_that_means_nobody_is_refused_with_a_guess(matrix: Matrix) -> None:
    with pytest.raises(LandingZoneError) as refused:
        matching_places(matrix, "prodction")

    assert str(refused.value) == (
        "there is no such place in the network\n"
        "  got: prodction\n"
        "  why: places are production, sandbox, sandbox/public, inspection, egress, on-premises, internet, "
        "unused addresses, and accounts by key\n"
        "  fix: write production"
    )


def test_a_word_that_is_like_nothing_is_refused_without_one(matrix: Matrix) -> None:
    with pytest.raises(LandingZoneError) as refused:
        matching_places(matrix, "xyz")

    assert refused.value.fix == "write one of these, with @ and a hub behind it where there are several"


def test_every_pair_is_shown_that_something_was_tried_between(matrix: Matrix) -> None:
    def pairs(sender: str, receiver: str) -> list[tuple[str, str]]:
        found = cells(matrix, matching_places(matrix, sender), matching_places(matrix, receiver))
        return [(one.name, other.name) for one, other, _ in found]

    assert pairs("production", "internet") == [("production", "internet")]
    assert pairs("internet", "ada") == [("internet", "sandbox"), ("internet", "sandbox/public")]
    assert pairs("egress", "internet") == []


def test_no_pair_is_shown_that_nothing_was_tried_between() -> None:
    built = SmallCorporation()
    built.resources = [
        one
        for one in built.resources
        if not one.kind.startswith(("aws_vpn", "aws_dx", "aws_ec2_transit_gateway_dx"))
        and one.values.get("transit_gateway_attachment_id") not in built.links
    ]
    unlinked = built.matrix()

    assert not list(cells(unlinked, matching_places(unlinked, "on-premises"), unlinked.places))
    assert list(cells(unlinked, matching_places(unlinked, "production"), matching_places(unlinked, "on-premises")))
