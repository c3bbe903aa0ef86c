"""Texts with places: what is put in comes out of Terraform as it was, and is never taken for a place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.workspaces.base.template import Template, marker

TYPED = st.text(st.characters(exclude_categories=["Cs", "Co"]))
AWKWARD = (
    'a "quoted" \\ path',
    "${terraform.workspace}",
    "%{ if true }",
    "$${x}",
    "{{x}}",
    "placeholder-id",
    "\\ue000",
)


def as_terraform_reads(text: str) -> str:
    """Evaluate a template of Terraform that is literal text only."""
    return text.replace("$${", "${").replace("%%{", "%{")


@given(key=TYPED | st.sampled_from(AWKWARD), name=TYPED | st.sampled_from(AWKWARD))
def test_a_value_comes_out_of_terraform_as_it_was_in_a_key_and_in_a_value(key: str, name: str) -> None:
    template = Template.of({f"a-{marker('key')}": [marker("name"), f"{marker('key')}{marker('name')}"]})

    filled = json.loads(template.filled_in({"key": key, "name": name}))

    assert {as_terraform_reads(one): list(map(as_terraform_reads, of)) for one, of in filled.items()} == {
        f"a-{key}": [name, f"{key}{name}"]
    }


@given(text=TYPED | st.sampled_from(AWKWARD))
def test_nothing_that_a_user_can_type_is_a_marker(text: str) -> None:
    assert Template.of(text).names == frozenset()


def test_the_name_of_a_marker_may_be_any_text() -> None:
    name = 'tag-Who "owns" it > \\'
    assert json.loads(Template.of(marker(name)).filled_in({name: "fraud"})) == "fraud"


def test_it_names_what_it_waits_for() -> None:
    assert Template(f"{marker('b')}-{marker('a')}-{marker('b')}").names == {"a", "b"}


def test_a_value_is_not_looked_at_again() -> None:
    assert Template(marker("a")).filled_in({"a": marker("b"), "b": "never"}) == marker("b")


def test_no_value_is_left_open() -> None:
    with pytest.raises(KeyError, match="b"):
        Template(f"{marker('a')}{marker('b')}").filled_in({"a": "x"})
