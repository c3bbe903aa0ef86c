"""Policies that Organizations would not take."""

from __future__ import annotations

from typing import Any

import pytest

from modules.policy_evaluation.inheritance.effective_statements import statement
from modules.specification.errors import LandingZoneError

CONTROL = "@@operators_allowed_for_child_policies"


@pytest.mark.parametrize(
    ("said", "got", "why"),
    [
        ({"@@set": "a"}, "tags.Team.@@set", "there is no such operator"),
        ("a", "tags.Team", "a value needs an operator, such as @@assign"),
        (
            {"@@assign": "a", "tag_key": {"@@assign": "b"}},
            "tags.Team",
            "a setting has either a value or settings below it",
        ),
        (
            {"@@append": "a"},
            "tags.Team.@@append",
            "only settings with a list of values are added to or taken from",
        ),
        ({"@@assign": {"a": "b"}}, "tags.Team.@@assign", "an operator sets a value, not settings below it"),
        ({CONTROL: []}, f"tags.Team.{CONTROL}", "it takes [@@all], [@@none], or a list of operators"),
        ({CONTROL: "@@none"}, f"tags.Team.{CONTROL}", "it takes [@@all], [@@none], or a list of operators"),
        (
            {CONTROL: ["@@none", "@@append"]},
            f"tags.Team.{CONTROL}",
            "it takes [@@all], [@@none], or a list of operators",
        ),
    ],
)
def test_a_policy_in_another_syntax_is_refused(said: Any, got: str, why: str) -> None:
    with pytest.raises(LandingZoneError) as refused:
        statement({"tags": {"Team": said}}, target="Workloads")

    assert str(refused.value) == (
        "a policy is not in the syntax of management policies\n"
        f"  got: {got}, in a policy of Workloads\n"
        f"  why: {why} (AWS Organizations User Guide, Inheritance operators)\n"
        "  fix: mend the document that it is made of"
    )


def test_a_policy_with_a_value_at_its_top_is_refused() -> None:
    with pytest.raises(LandingZoneError, match="got: its top level, in a policy of Root"):
        statement({"@@assign": "a", "tags": {}}, target="Root")
