from __future__ import annotations

import pytest

from modules.aws_limits import REGIONS
from modules.specification.suggestions import listed, nearest


@pytest.mark.parametrize(
    ("word", "known", "guess"),
    [
        ("us-esat-1", list(REGIONS), "us-east-1"),
        ("eu-west1", list(REGIONS), "eu-west-1"),
        ("Stagin", ["production", "staging"], "staging"),
        ("sandbox", ["Security", "Sandbox"], "Sandbox"),
        ("cost_centre", ["cost_center", "stages"], "cost_center"),
        ("mascot", ["lead", "stages"], None),
        ("", ["lead"], None),
        ("lead", [], None),
    ],
)
def test_the_nearest_word_is_the_one_that_was_meant(word: str, known: list[str], guess: str | None) -> None:
    assert nearest(word, known) == guess


@pytest.mark.parametrize(("words", "text"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")])
def test_words_are_listed_as_a_person_would(words: list[str], text: str) -> None:
    assert listed(words) == text
