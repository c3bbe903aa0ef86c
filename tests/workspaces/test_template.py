"""Texts with places: what is put in comes out of Terraform as it was, and is never taken for a place."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from modules.workspaces.template import Template, place

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
    template = Template.of_json({f"a-{place('key')}": [place("name"), f"{place('key')}{place('name')}"]})

    filled = json.loads(template.filled_in({"key": key, "name": name}))

    assert {as_terraform_reads(one): list(map(as_terraform_reads, of)) for one, of in filled.items()} == {
        f"a-{key}": [name, f"{key}{name}"]
    }


@given(text=TYPED | st.sampled_from(AWKWARD))
def test_nothing_that_a_user_can_type_is_a_place(text: str) -> None:
    assert Template.of_json(text).places == ()


def test_the_name_of_a_place_may_be_any_text() -> None:
    name = 'tag-Who "owns" it > \\'
    assert json.loads(Template.of_json(place(name)).filled_in({name: "fraud"})) == "fraud"


def test_every_place_is_told_once() -> None:
    assert Template.of(f"{place('b')}-{place('a')}-{place('b')}").places == ("b", "a")
