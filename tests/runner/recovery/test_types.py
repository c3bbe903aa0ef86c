from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.runner.recovery.finders import finders
from modules.runner.recovery.ownership import (
    OURS_BY_ABSENCE,
    OURS_BY_CONTENT,
    OURS_BY_IDENTITY,
    OURS_BY_PARENT,
    OVERWRITTEN,
    REPEATABLE,
)
from modules.runner.recovery.unsearched import by_hand, set_again
from tests.support.resource_types import synthesizable_types, types_without_tags


def test_of_every_type_that_can_be_synthesized_it_is_known_how_one_that_was_lost_comes_back(
    outputs: dict[str, Path],
) -> None:
    written = {
        type_
        for output in outputs.values()
        for path in output.rglob("cdk.tf.json")
        for type_ in json.loads(path.read_text()).get("resource", {})
    }
    types = synthesizable_types() | written

    assert types - finders().keys() - set_again().keys() - by_hand().keys() == set()
    assert finders().keys() & (set_again().keys() | by_hand().keys()) == set()
    assert (set_again().keys() | by_hand().keys()) - types == set()


def test_what_is_ours_without_tags_and_what_aws_creates_twice_are_types_that_can_be_found() -> None:
    assert OURS_BY_IDENTITY - finders().keys() == set()
    assert OURS_BY_CONTENT - finders().keys() == set()
    assert OURS_BY_PARENT.keys() - finders().keys() == set()
    assert set(OURS_BY_PARENT.values()) - finders().keys() == set()
    assert (REPEATABLE | OVERWRITTEN) - finders().keys() == set()
    assert set() == (OURS_BY_IDENTITY | OURS_BY_CONTENT | OURS_BY_PARENT.keys()) & REPEATABLE


def test_whatever_has_no_tags_is_ours_by_something_else() -> None:
    proved = OURS_BY_IDENTITY | OURS_BY_CONTENT | OURS_BY_PARENT.keys() | OURS_BY_ABSENCE

    unproved = types_without_tags() & finders().keys() - proved
    assert unproved == {"aws_dx_gateway"}  # of which AWS creates a second one: it is told, and made
    assert types_without_tags() >= OURS_BY_ABSENCE


def test_an_event_target_has_an_id_of_its_own(outputs: dict[str, Path]) -> None:
    """Terraform would give it one by chance, and a second creation would be a second target."""
    targets = [
        target
        for output in outputs.values()
        for path in output.rglob("cdk.tf.json")
        for target in json.loads(path.read_text()).get("resource", {}).get("aws_cloudwatch_event_target", {}).values()
    ]

    assert targets
    assert all(target.get("target_id") for target in targets)


@pytest.mark.parametrize(
    ("type_", "values", "id_"),
    [
        ("aws_account_region", {"region_name": "eu-south-2"}, "eu-south-2"),
        ("aws_account_region", {"region_name": "eu-south-2", "account_id": "1"}, "1,eu-south-2"),
        (
            "aws_ssoadmin_customer_managed_policy_attachment",
            {
                "customer_managed_policy_reference": [{"name": "mine", "path": "/a/"}],
                "permission_set_arn": "arn:set",
                "instance_arn": "arn:instance",
            },
            "mine,/a/,arn:set,arn:instance",
        ),
    ],
)
def test_an_id_is_made_of_what_is_planned(type_: str, values: dict[str, Any], id_: str) -> None:
    assert list(finders()[type_](lambda _service: None, values)) == [id_]


def test_what_waits_for_something_that_does_not_exist_yet_does_not_exist_either() -> None:
    reference = {"customer_managed_policy_reference": [{"name": "mine", "path": "/"}]}

    assert list(finders()["aws_ssoadmin_customer_managed_policy_attachment"](lambda _service: None, reference)) == []
