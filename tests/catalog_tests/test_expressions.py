from __future__ import annotations

from typing import Any

import pytest

from modules.catalog_tests.expressions import UNKNOWN, Expressions, sources
from modules.specification.errors import LandingZoneError

TEMPLATE: dict[str, Any] = {
    "Parameters": {
        "Size": {"Type": "String", "Default": "small"},
        "Zones": {"Type": "CommaDelimitedList", "Default": "a,b"},
        "Team": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/team/name"},
        "Subnets": {"Type": "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>", "Default": "/subnets"},
        "Name": {"Type": "String"},
    },
    "Mappings": {"Sizes": {"small": {"Nodes": 1}, "large": {"Nodes": 4}}},
    "Conditions": {
        "IsLarge": {"Fn::Equals": [{"Ref": "Size"}, "large"]},
        "IsSmall": {"Fn::Not": [{"Condition": "IsLarge"}]},
        "Both": {"Fn::And": [{"Condition": "IsLarge"}, {"Condition": "IsSmall"}]},
        "Either": {"Fn::Or": [{"Condition": "IsLarge"}, {"Condition": "IsSmall"}]},
    },
    "Resources": {
        "Queue": {"Type": "AWS::SQS::Queue"},
        "Database": {
            "Type": "AWS::Glue::Database",
            "Properties": {"DatabaseInput": {"Name": {"Fn::Sub": "${Team}_x"}}},
        },
    },
}
NAMES = {"AWS::Glue::Database": "DatabaseInput.Name", "AWS::SQS::Queue": "QueueName"}
PUBLISHED = {"/team/name": "fraud", "/subnets": "subnet-1,subnet-2"}


def value(written: Any, **filled_in: str) -> Any:
    return Expressions(TEMPLATE, filled_in, PUBLISHED, {"AWS::Region": "eu-west-1"}, NAMES).value(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"Ref": "Size"}, "small"),
        ({"Ref": "Zones"}, ["a", "b"]),
        ({"Ref": "Team"}, "fraud"),
        ({"Ref": "Subnets"}, ["subnet-1", "subnet-2"]),
        ({"Ref": "AWS::Region"}, "eu-west-1"),
        ({"Ref": "AWS::NoValue"}, None),
        ({"Ref": "Queue"}, UNKNOWN),
        ({"Ref": "Database"}, "fraud_x"),
        ({"Fn::GetAtt": ["Queue", "Arn"]}, UNKNOWN),
        ({"Fn::Sub": "${Team}-${!Literal}-${AWS::Region}"}, "fraud-${!Literal}-eu-west-1"),
        ({"Fn::Sub": ["${Own}-${Team}", {"Own": {"Ref": "Size"}}]}, "small-fraud"),
        ({"Fn::Sub": "${Queue.Arn}"}, UNKNOWN),
        ({"Fn::Join": ["-", [{"Ref": "Team"}, "x"]]}, "fraud-x"),
        ({"Fn::Select": [1, {"Ref": "Subnets"}]}, "subnet-2"),
        ({"Fn::Split": ["-", "a-b"]}, ["a", "b"]),
        ({"Fn::FindInMap": ["Sizes", {"Ref": "Size"}, "Nodes"]}, 1),
        ({"Fn::If": ["IsLarge", "yes", {"Ref": "AWS::NoValue"}]}, None),
        ({"Fn::If": ["IsSmall", "yes", "no"]}, "yes"),
        ({"Fn::If": ["Both", "yes", "no"]}, "no"),
        ({"Fn::If": ["Either", "yes", "no"]}, "yes"),
        ("{{resolve:ssm:/team/name}}", "fraud"),
        ("{{resolve:ssm:/team/name:3}}", "fraud"),
        ({"A": {"Ref": "AWS::NoValue"}, "B": [{"Ref": "AWS::NoValue"}, "c"]}, {"B": ["c"]}),
    ],
)
def test_functions_are_evaluated_as_cloudformation_does(written: Any, expected: Any) -> None:
    assert value(written) == expected


def test_what_is_filled_in_takes_the_place_of_a_default() -> None:
    assert value({"Fn::FindInMap": ["Sizes", {"Ref": "Size"}, "Nodes"]}, Size="large") == 4


def test_what_nobody_publishes_is_unknown() -> None:
    assert value({"Ref": "Team"}, Team="/other") == UNKNOWN


def test_a_parameter_without_a_value_is_refused() -> None:
    with pytest.raises(LandingZoneError) as refused:
        value({"Ref": "Name"})
    assert str(refused.value) == (
        "a parameter must have a value\n"
        "  got: none for Name\n"
        "  why: CloudFormation launches nothing otherwise\n"
        "  fix: give it a default, or a value in the product's tests"
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("text", [("literal", "text")]),
        ({"Ref": "Team"}, [("name", "Team")]),
        ({"Fn::GetAtt": "Queue.Arn"}, [("name", "Queue")]),
        ({"Fn::Sub": "s3://${Bucket}/x"}, [("name", "Bucket"), ("text", "s3://${Bucket}/x")]),
        ({"Fn::If": ["Large", {"Ref": "A"}, "b"]}, [("name", "A"), ("literal", "b")]),
        ({"Fn::Join": [",", [{"Ref": "A"}]]}, [("name", "A")]),
        ("{{resolve:ssm:/team/name}}", [("ssm", "/team/name")]),
    ],
)
def test_it_is_known_what_a_value_is_made_of(written: Any, expected: list[tuple[str, str]]) -> None:
    assert list(sources(written)) == expected
