"""Patterns: what may stand in braces, and what names become in their places."""

from __future__ import annotations

import pytest

from modules.specification.errors import LandingZoneError
from modules.specification.pattern import pattern_of, with_names


@pytest.mark.parametrize(
    "text",
    [
        "{", "}", "a}b{", "{}", "{{team}}", "{team", "{team}-{group}-{x}", "{team.__class__}", "{team!r}",
        "{team:50000000}", "{0}", "{team[0]}", "{{", "}}", "{ team }", "{TEAM}",
    ],
)  # fmt: skip
def test_a_brace_of_no_place_is_refused(text: str) -> None:
    with pytest.raises(LandingZoneError, match="a pattern has a brace that belongs to no place it may have"):
        pattern_of("team", "group")(text)


def test_a_place_that_is_spelt_wrong_is_told_with_the_one_that_was_meant() -> None:
    with pytest.raises(LandingZoneError, match=r"fix: write \{team\} for \{taem\}"):
        pattern_of("team", "group")("{taem}-{group}")


def test_names_take_the_places_and_nothing_else_is_touched() -> None:
    assert with_names(pattern_of("team", "group")("a %s {group}/{team} {team}"), team="x", group="y") == "a %s y/x x"
