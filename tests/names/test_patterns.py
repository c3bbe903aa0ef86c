"""Patterns of names: which ones may mean the same thing."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.names.patterns import have_in_common, names_something, pattern_of

PATTERNS = st.text(alphabet="ab*?", max_size=6)


@pytest.mark.parametrize(
    ("first", "other"),
    [("a*", "*b"), ("abc", "a*c"), ("*a", "*b*"), ("teams/*/dev/*", "teams/*/*/Glue"), ("*", ""), ("a?c", "abc")],
)
def test_patterns_that_a_text_fits_both_have_it_in_common(first: str, other: str) -> None:
    assert have_in_common(first, other)
    assert have_in_common(other, first)


@pytest.mark.parametrize(("first", "other"), [("abc", "a?d"), ("a*", "b*"), ("*a", "*b"), ("*x*", "y"), ("?", "")])
def test_patterns_that_no_text_fits_both_have_nothing_in_common(first: str, other: str) -> None:
    assert not have_in_common(first, other)
    assert not have_in_common(other, first)


@given(st.text(alphabet="ab", max_size=6), PATTERNS, PATTERNS)
def test_a_text_that_fits_both_is_enough(text: str, first: str, other: str) -> None:
    if fnmatchcase(text, first) and fnmatchcase(text, other):
        assert have_in_common(first, other)


@given(st.text(alphabet="ab", max_size=6), PATTERNS)
def test_with_a_fixed_text_it_is_the_same_as_fitting(text: str, pattern: str) -> None:
    assert have_in_common(text, pattern) == fnmatchcase(text, pattern)


def test_variables_of_iam_stand_for_any_text() -> None:
    assert pattern_of("teams/${aws:PrincipalTag/Team}/dev/*") == "teams/*/dev/*"
    assert pattern_of("a-{{team}}${aws:PrincipalTag/Stage}-b") == "a-*-b"


@pytest.mark.parametrize(("pattern", "says"), [("*", False), ("*/*", False), ("?-*", False), ("*-dev-*", True)])
def test_a_pattern_of_any_text_names_nothing(pattern: str, says: bool) -> None:  # noqa: FBT001 - a table
    assert names_something(pattern) is says
