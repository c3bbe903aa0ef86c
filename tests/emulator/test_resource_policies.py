from __future__ import annotations

import json
from typing import Any

import pytest

from modules.emulator.resource_policies import service_may

KEY = "arn:aws:s3:::logs/AWSLogs/1/x"
ALLOW = {
    "Effect": "Allow",
    "Principal": {"Service": "config.amazonaws.com"},
    "Action": "s3:PutObject",
    "Resource": "arn:aws:s3:::logs/*",
}
DENY_OTHERS = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}
CONTEXT = {"aws:SourceAccount": "1", "aws:SourceOrgID": "o-1", "aws:SourceArn": "arn:aws:config:eu-west-1:1:recorder"}


def may(*statements: dict[str, Any]) -> bool:
    policy = json.dumps({"Version": "2012-10-17", "Statement": [*statements]})
    return service_may(policy, "config.amazonaws.com", "s3:PutObject", KEY, CONTEXT)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"Action": ["s3:getobject", "s3:putobject"]},
        {"Action": "s3:*"},
        {"Principal": "*"},
        {"Principal": {"AWS": "*"}},
        {"Principal": {"Service": ["config.amazonaws.com", "cloudtrail.amazonaws.com"]}},
        {"Condition": {"StringEquals": {"AWS:SourceAccount": ["1", "2"]}}},
        {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:config:*:1:*"}}},
        {"Condition": {"StringNotEquals": {"aws:SourceOrgID": "o-2"}}},
        {"Condition": {"Null": {"aws:SourceVpc": True}}},
        {"Condition": {"Bool": {"aws:PrincipalIsAWSService": True}}},
        {"Condition": {"StringEqualsIfExists": {"aws:SourceVpc": "vpc-1"}}},
        {"Condition": {"ForAnyValue:StringLike": {"aws:SourceOrgID": "o-*"}}},
    ],
    ids=str,
)
def test_a_service_may_what_a_statement_allows(changed: dict[str, Any]) -> None:
    assert may(ALLOW | changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"Action": "s3:GetObject"},
        {"Resource": "arn:aws:s3:::logs"},
        {"Principal": {"Service": "cloudtrail.amazonaws.com"}},
        {"Principal": {"AWS": "arn:aws:iam::1:root"}},
        {"Condition": {"StringEquals": {"aws:SourceAccount": "2"}}},
        {"Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}}},
        {"Condition": {"StringEquals": {"aws:SourceAccount": "1", "aws:SourceOrgID": "o-2"}}},
        {"Condition": {"DateLessThan": {"aws:CurrentTime": "2020-01-01"}}},
        {"Condition": {"StringNotLike": {"aws:SourceOrgID": "o-*"}}},
        {"Condition": {"Null": {"aws:SourceAccount": "true"}}},
        {"NotAction": "s3:PutObject", "Action": None},
        {"NotResource": "arn:aws:s3:::logs/*", "Resource": None},
    ],
    ids=str,
)
def test_a_service_may_not_what_no_statement_allows(changed: dict[str, Any]) -> None:
    whole = {name: value for name, value in (ALLOW | changed).items() if value is not None}

    assert not may(whole)


@pytest.mark.parametrize(
    ("condition", "allowed"),
    [
        ({"Bool": {"aws:SecureTransport": "false"}}, True),
        ({"StringNotEquals": {"aws:SourceOrgID": "o-1"}}, True),
        ({"StringNotEqualsIfExists": {"aws:SourceOrgID": "o-2"}}, False),
        ({"NumericLessThan": {"s3:TlsVersion": 1.2}}, False),
        ({}, False),
    ],
    ids=str,
)
def test_a_denial_overrides_and_one_that_is_not_understood_does_too(condition: Any, allowed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert may(ALLOW, DENY_OTHERS | {"Condition": condition}) is allowed


@pytest.mark.parametrize("policy", [None, "", "no json", "[]", '"text"', '{"Statement": "text"}'])
def test_what_is_no_policy_allows_nothing(policy: str | None) -> None:
    assert not service_may(policy, "config.amazonaws.com", "s3:PutObject", KEY, CONTEXT)
