"""What a user cannot type, because something would read it as its own; and everything else, which is text."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.specification import yaml_rules as rules
from modules.specification.reserved_text import literal, marked, put_in, refusal, token_in


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("${var.x}", rules.EXPRESSION),
        ("a %{ if true } b", rules.EXPRESSION),
        ("$${x}", rules.EXPRESSION),
        ("TfToken[TOKEN.1]", rules.TOKEN),
        ("#{TfToken[TOKEN.1]}", rules.TOKEN),
        ("&{TFTOKEN[TOKEN.1]}", rules.TOKEN),
        ("tftoken[", rules.TOKEN),
        ("n-8.109562212591379e+298", rules.TOKEN),
        ("-82e297.x", rules.TOKEN),
        ("\ue000", rules.PRIVATE),
        ("a \uf8ff", rules.PRIVATE),
        ("\U000f0000", rules.PRIVATE),
        ("\ufdd0", rules.PRIVATE),
        ("\U0001ffff", rules.PRIVATE),
    ],
)
def test_what_something_reads_as_its_own_is_refused(text: str, rule: rules.Rule) -> None:
    assert refusal(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        *("joe+291@acme.example", "5e+298", "-8e+291", "8.2e+298", "-8.2e+29", "TfToken", "$ {", "US$", "100%", "{a}"),
        *(
            "placeholder-id",
            "placeholder-tag<x>",
            "placeholder-key-1",
            "{{regions}}",
            "o-00000000000000000000000000000000",
        ),
        *("Ünïcödé", "名前", "😀", "\ufffd", "a\u200bb", ""),
    ],
)
def test_everything_else_is_text(text: str) -> None:
    assert refusal(text) is None


@given(number=st.integers(0, 2**48 - 1), before=st.sampled_from(["", "x", "1-", "--"]))
def test_every_number_that_cdktf_could_stand_in_with_is_refused(number: int, before: str) -> None:
    (token,) = struct.unpack(">d", b"\xfd\xff" + number.to_bytes(6, "big"))

    assert token_in(f"{before}{token}") == len(before)
    assert refusal(f"{before}{token}") == rules.TOKEN


@given(name=st.text(st.characters(exclude_categories=["Cs", "Co"])))
def test_a_mark_cannot_be_typed_and_leads_back_to_its_name(name: str) -> None:
    assert refusal(marked(name)) is not None
    assert put_in(f"a{marked(name)}b", lambda found: f"[{found}]") == f"a[{name}]b"


def test_what_is_put_in_is_not_looked_at_again() -> None:
    assert put_in(f"{marked('a')}-{marked('b')}", lambda name: marked("b") if name == "a" else name) == (
        f"{marked('b')}-b"
    )


def test_variables_of_iam_are_written_so_that_terraform_leaves_them() -> None:
    assert literal("${aws:PrincipalAccount} 5%{x} $ %") == "$${aws:PrincipalAccount} 5%%{x} $ %"
