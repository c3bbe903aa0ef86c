from __future__ import annotations

import pytest

from modules.organization.guardrails.placeholders import Value, filled_in, names_in

VALUES: dict[str, Value] = {"home": "eu-west-1", "regions": ("eu-west-1", "us-east-1"), "one": ("a",), "none": ()}


def test_a_list_takes_the_place_of_the_whole_text() -> None:
    assert filled_in({"aws:RequestedRegion": "{{regions}}"}, VALUES) == {
        "aws:RequestedRegion": ["eu-west-1", "us-east-1"]
    }


def test_a_list_within_a_text_gives_one_text_for_each_value() -> None:
    assert filled_in(["first", "arn:aws:ec2:{{regions}}:*:vpc/*"], VALUES) == [
        "first",
        "arn:aws:ec2:eu-west-1:*:vpc/*",
        "arn:aws:ec2:us-east-1:*:vpc/*",
    ]


def test_two_placeholders_in_a_text_give_every_pair() -> None:
    assert filled_in(["{{regions}}/{{one}}/{{home}}"], VALUES) == ["eu-west-1/a/eu-west-1", "us-east-1/a/eu-west-1"]


def test_a_single_value_stays_a_text() -> None:
    assert filled_in({"region": "in {{home}}"}, VALUES) == {"region": "in eu-west-1"}


def test_variables_of_iam_stay_as_they_are() -> None:
    assert filled_in("${aws:PrincipalAccount}", VALUES) == "${aws:PrincipalAccount}"


def test_an_empty_list_takes_its_condition_and_an_empty_operator_with_it() -> None:
    condition = {
        "StringNotEquals": {"aws:PrincipalAccount": "{{none}}"},
        "StringEquals": {"aws:RequestedRegion": "{{home}}", "aws:PrincipalAccount": ["{{none}}"]},
    }

    assert filled_in({"Condition": condition}, VALUES) == {
        "Condition": {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}
    }


def test_what_was_written_empty_stays_empty() -> None:
    assert filled_in({"list": [], "settings": {}, "flag": False}, VALUES) == {"list": [], "settings": {}, "flag": False}


@pytest.mark.parametrize(("text", "names"), [("{{a}} and {{b_c}}", {"a", "b_c"}), ("${aws:x} {a}", set())])
def test_finds_every_placeholder_of_a_text(text: str, names: set[str]) -> None:
    assert names_in(text) == names
