"""A text that was composed already is composed again where less of it may be read."""

from __future__ import annotations

import pytest

from modules.specification import yaml_rules as rules
from modules.specification.yaml_nodes import parse

TEXT = b"first: 1\nsecond: 2\nthird: 3\n"
NODES = 7


def test_the_same_text_has_as_many_nodes_as_before() -> None:
    assert [parse(TEXT)[1], parse(TEXT, most=NODES)[1], parse(TEXT)[1]] == [NODES] * 3


def test_what_was_read_already_is_refused_where_there_is_no_room_for_it() -> None:
    parse(TEXT)

    with pytest.raises(rules.BrokenRuleError) as refused:
        parse(TEXT, most=3)

    assert (refused.value.rule, refused.value.line) == (rules.TOO_MANY, 2)


def test_a_mistake_behind_what_there_is_room_for_is_not_the_first() -> None:
    with pytest.raises(rules.BrokenRuleError) as refused:
        parse(TEXT + b"fourth: [\n", most=3)

    assert refused.value.rule == rules.TOO_MANY
