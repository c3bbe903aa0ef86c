from __future__ import annotations

import json
from pathlib import Path

from modules.runner.recovery.finders import finders
from modules.runner.recovery.ownership import OURS_BY_IDENTITY, REPEATABLE
from tests.runner.recovery.settings import SETTINGS


def test_of_every_type_that_is_synthesized_it_is_known_how_to_find_one_that_was_lost(
    outputs: dict[str, Path],
) -> None:
    types = {
        type_
        for output in outputs.values()
        for path in output.rglob("cdk.tf.json")
        for type_ in json.loads(path.read_text()).get("resource", {})
    }

    assert types - finders().keys() - SETTINGS == set()
    assert finders().keys() & SETTINGS == set()
    assert SETTINGS - types == set()


def test_what_is_ours_without_tags_and_what_aws_creates_twice_are_types_that_can_be_found() -> None:
    assert OURS_BY_IDENTITY - finders().keys() == set()
    assert REPEATABLE - finders().keys() == set()
    assert set() == OURS_BY_IDENTITY & REPEATABLE
