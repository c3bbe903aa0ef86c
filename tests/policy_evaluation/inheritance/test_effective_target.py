"""Policies of one target: what they say together, and what they may not say at once."""

from __future__ import annotations

from typing import Any

import pytest

from modules.policy_evaluation.inheritance.effective_policy import effective_policy
from modules.specification.errors import LandingZoneError

Policy = dict[str, Any]


def _values(**operators: Any) -> Policy:
    return {"tags": {"Team": {"tag_value": {f"@@{name}": value for name, value in operators.items()}}}}


def _of(*policies: Policy) -> Any:
    return effective_policy([("Workloads", policies)]).settings


def test_what_one_says_and_the_other_does_not_is_put_together() -> None:
    key = {"tags": {"Team": {"tag_key": {"@@assign": "Team"}}}}

    assert _of(key, _values(assign=["fraud"])) == {"tags": {"Team": {"tag_key": "Team", "tag_value": ["fraud"]}}}


def test_one_thing_said_twice_is_said_once() -> None:
    assert _of(_values(assign=["fraud", "pricing"]), _values(assign=["pricing", "fraud"])) == (
        _of(_values(assign=["fraud", "pricing"]))
    )


def test_what_several_append_is_all_appended() -> None:
    assert _of(_values(append=["fraud"]), _values(append=["pricing", "fraud"])) == (
        {"tags": {"Team": {"tag_value": ["fraud", "pricing"]}}}
    )


def test_what_several_remove_is_all_removed() -> None:
    levels = [
        ("Root", [_values(assign=["fraud", "pricing", "churn"])]),
        ("Workloads", [_values(remove=["fraud"]), _values(remove=["churn"])]),
    ]

    assert effective_policy(levels).settings == {"tags": {"Team": {"tag_value": ["pricing"]}}}


def test_one_may_append_what_the_other_does_not_remove() -> None:
    levels = [
        ("Root", [_values(assign=["fraud"])]),
        ("Workloads", [_values(remove=["fraud"]), _values(append=["pricing"])]),
    ]

    assert effective_policy(levels).settings == {"tags": {"Team": {"tag_value": ["pricing"]}}}


@pytest.mark.parametrize(
    ("policies", "got"),
    [
        ([_values(assign=["fraud"]), _values(assign=["pricing"])], "@@assign ['fraud'] and @@assign ['pricing']"),
        ([_values(assign=["fraud"]), _values(append=["pricing"])], "@@assign ['fraud'] and @@append ['pricing']"),
        ([_values(assign=["fraud"]), _values(remove=["fraud"])], "@@assign ['fraud'] and @@remove ['fraud']"),
        ([_values(append=["fraud"]), _values(remove=["fraud"])], "@@append ['fraud'] and @@remove ['fraud']"),
        ([_values(assign=["fraud"], append=["pricing"])], "@@assign ['fraud'] and @@append ['pricing']"),
        (
            [_values(assign="fraud"), {"tags": {"Team": {"tag_value": {"also": {"@@assign": "fraud"}}}}}],
            "a value and settings below it",
        ),
        (
            [{"tags": {"Team": {"tag_value": {"also": {"@@assign": "fraud"}}}}}, _values(assign="fraud")],
            "a value and settings below it",
        ),
    ],
    ids=["two values", "a value and more", "a value and less", "more and less", "in one policy", "a group", "turned"],
)
def test_what_would_go_by_the_order_of_attachment_is_refused(policies: list[Policy], got: str) -> None:
    with pytest.raises(LandingZoneError) as refused:
        _of(*policies)

    assert str(refused.value) == (
        "policies of one target set tags.Team.tag_value in two ways\n"
        f"  got: {got}, at Workloads\n"
        "  why: Organizations would go by which of them was attached first, and nothing in Terraform keeps that order\n"
        "  fix: set it in one of them, or attach one of them further down"
    )


def test_two_targets_may_set_one_thing_differently() -> None:
    levels = [("Root", [_values(assign=["fraud"])]), ("Workloads", [_values(assign=["pricing"])])]

    assert effective_policy(levels).settings == {"tags": {"Team": {"tag_value": ["pricing"]}}}
