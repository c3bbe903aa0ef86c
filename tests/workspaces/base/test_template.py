from __future__ import annotations

import json

import pytest

from modules.workspaces.base.template import Template, marker

AWKWARD = 'a "quoted" \\ path\n'


class TestTemplate:
    def test_puts_each_value_in_its_place_and_escapes_it(self) -> None:
        text = json.dumps({"a": f"x-{marker('key')}", marker("key"): marker("tag Owner of it")}, ensure_ascii=False)

        filled = json.loads(Template(text).filled_in({"key": "network", "tag Owner of it": AWKWARD}))

        assert filled == {"a": "x-network", "network": AWKWARD}

    def test_looks_at_no_value_twice(self) -> None:
        assert Template(marker("a")).filled_in({"a": marker("b"), "b": "never"}) == marker("b")

    def test_refuses_to_leave_a_value_open(self) -> None:
        with pytest.raises(KeyError, match="b"):
            Template(f"{marker('a')}{marker('b')}").filled_in({"a": "x"})

    def test_names_what_it_waits_for(self) -> None:
        assert Template(f"{marker('a')}-{marker('b')}-{marker('a')}").names == {"a", "b"}
