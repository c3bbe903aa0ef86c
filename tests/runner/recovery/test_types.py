from __future__ import annotations

import json
from pathlib import Path

from modules.runner.recovery.finders import finders
from modules.runner.recovery.ownership import OURS_BY_IDENTITY, OURS_BY_PARENT, OVERWRITTEN, REPEATABLE
from modules.runner.recovery.settings import set_again


def test_of_every_type_that_is_synthesized_it_is_known_how_to_find_one_that_was_lost(
    outputs: dict[str, Path],
) -> None:
    types = {
        type_
        for output in outputs.values()
        for path in output.rglob("cdk.tf.json")
        for type_ in json.loads(path.read_text()).get("resource", {})
    }

    assert types - finders().keys() - set_again().keys() == set()
    assert finders().keys() & set_again().keys() == set()
    assert set_again().keys() - types == set()


def test_what_is_ours_without_tags_and_what_aws_creates_twice_are_types_that_can_be_found() -> None:
    assert OURS_BY_IDENTITY - finders().keys() == set()
    assert OURS_BY_PARENT.keys() - finders().keys() == set()
    assert set(OURS_BY_PARENT.values()) - finders().keys() == set()
    assert (REPEATABLE | OVERWRITTEN) - finders().keys() == set()
    assert set() == (OURS_BY_IDENTITY | OURS_BY_PARENT.keys()) & REPEATABLE


def test_what_is_set_again_says_why_that_makes_no_second_one() -> None:
    assert all(isinstance(why, str) and why.strip() for why in set_again().values())
