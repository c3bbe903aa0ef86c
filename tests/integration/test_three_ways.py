"""What the comparison of `make prove-delivery` notices, without a deploy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.integration.three_ways.comparison import compare
from tests.integration.three_ways.left import Left

BUCKET = {"id": "logs-acme", "arn": "arn:aws:s3:::logs-acme", "versioning": [{"enabled": True}]}
ROLE = {
    "id": "reader",
    "arn": "arn:aws:iam::111111111111:role/reader",
    "unique_id": "AROATHPL2AOHEY46EH3RJ",
    "assume_role_policy": json.dumps({"Principal": {"AWS": ["arn:aws:iam::111111111111:root"]}, "Effect": "Allow"}),
    "create_date": "2026-11-30T20:58:40Z",
    "subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"],
}


def left(
    inventory: Mapping[str, int] | None = None, **resources: tuple[str, Mapping[str, Any], str | None] | None
) -> Left:
    """One workspace with two resources, or others in their place: type, attributes and module by name."""
    given = {"logs": ("aws_s3_bucket", BUCKET, None), "reader": ("aws_iam_role", ROLE, "module.roles"), **resources}
    listed: list[dict[str, Any]] = [
        {"mode": "managed", "type": each[0], "name": name, "instances": [{"attributes": each[1]}]}
        | ({"module": each[2]} if each[2] else {})
        for name, each in given.items()
        if each
    ]
    return Left({"staging-logs": {"resources": listed}}, inventory or {"s3 logs aws buckets FakeBucket": 1})


def found(**different: Any) -> list[str]:
    return compare(left(), left(**different)).differences


def test_a_resource_that_is_missing_is_noticed() -> None:
    assert found(logs=None) == ["staging-logs: resource aws_s3_bucket.logs: missing"]


def test_a_resource_that_is_additional_is_noticed() -> None:
    assert found(more=("aws_s3_bucket", BUCKET, None)) == ["staging-logs: resource aws_s3_bucket.more: additional"]


def test_a_resource_in_another_module_is_another_one() -> None:
    assert found(reader=("aws_iam_role", ROLE, None)) == [
        "staging-logs: resource aws_iam_role.reader: additional",
        "staging-logs: resource module.roles.aws_iam_role.reader: missing",
    ]


def test_a_resource_with_another_attribute_is_noticed() -> None:
    assert found(logs=("aws_s3_bucket", {**BUCKET, "versioning": [{"enabled": False}]}, None)) == [
        'staging-logs: aws_s3_bucket.logs.versioning: [{"enabled": true}], but [{"enabled": false}]'
    ]


def test_what_exists_in_aws_once_too_often_is_noticed() -> None:
    assert found(inventory={"s3 logs aws buckets FakeBucket": 2}) == [
        "in AWS: s3 logs aws buckets FakeBucket: 1, but 2"
    ]


def test_a_workspace_without_a_state_is_noticed() -> None:
    assert compare(left(), Left({}, left().inventory)).differences == ["workspace staging-logs: missing"]


MADE_UP_ELSEWHERE = {
    "arn": "arn:aws:iam::222222222222:role/reader",
    "unique_id": "AROATHPL2AOHGQ24GKFSF",
    "assume_role_policy": json.dumps({"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::222222222222:root"]}}),
    "create_date": "2026-12-01T10:00:00Z",
    "subnet_ids": ["subnet-9a1b2c3d4e5f60718", "subnet-8a1b2c3d4e5f60718"],
}


def test_what_aws_makes_up_may_differ_and_is_counted() -> None:
    comparison = compare(left(), left(reader=("aws_iam_role", {**ROLE, **MADE_UP_ELSEWHERE}, "module.roles")))

    assert comparison.differences == []
    assert (comparison.attributes, comparison.made_up) == (len(BUCKET) + len(ROLE), len(MADE_UP_ELSEWHERE))


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("arn", "arn:aws:iam::222222222222:role/writer"),
        ("subnet_ids", ["subnet-9a1b2c3d4e5f60718"]),
        ("subnet_ids", ["vpc-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]),
        ("assume_role_policy", ROLE["assume_role_policy"].replace("Allow", "Deny")),  # type: ignore[attr-defined]
        ("create_date", None),
    ],
)
def test_around_what_aws_makes_up_everything_counts(attribute: str, value: Any) -> None:
    (difference,) = found(reader=("aws_iam_role", {**ROLE, attribute: value}, "module.roles"))

    assert difference.startswith(f"staging-logs: module.roles.aws_iam_role.reader.{attribute}: ")
