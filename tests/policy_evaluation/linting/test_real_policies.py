"""Policies as organizations have them: Organizations takes each, so nothing about them is refused."""

from __future__ import annotations

from typing import Any

import pytest

from modules.policy_evaluation.linting.lint import lint_library
from modules.policy_evaluation.reading.inputs import Guardrail
from tests.policy_evaluation.small_organization import RCP, SCP, policy

ON_ALL = {"Effect": "Deny", "Resource": "*"}
ON_EVERYBODY = {**ON_ALL, "Principal": "*"}
ADMINISTRATORS = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_AdministratorAccess_*"
STACK_SETS = "arn:aws:iam::*:role/stacksets-exec-*"

SERVICE_CONTROL: dict[str, dict[str, Any]] = {
    "regions, with services that AWS retired, except for roles by patterns": {
        **ON_ALL,
        "NotAction": ["a4b:*", "aws-portal:*", "iam:*", "mobilehub:*", "organizations:*", "route53:*", "support:*"],
        "Condition": {
            "StringNotEquals": {"aws:RequestedRegion": ["eu-central-1", "eu-west-1"]},
            "ArnNotLike": {"aws:PrincipalARN": ["arn:aws:iam::*:role/AWSControlTowerExecution", ADMINISTRATORS]},
        },
    },
    "a detector, except for roles whose names have a word": {
        **ON_ALL,
        "Action": ["guardduty:DeleteDetector", "guardduty:UpdateDetector"],
        "Condition": {"StringNotLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/*SecurityAudit*", STACK_SETS]}},
    },
    "a network, except for principals with a tag": {
        **ON_ALL,
        "Action": ["ec2:CreateVpc", "ec2:*Gateway*"],
        "Condition": {"StringNotEquals": {"aws:PrincipalTag/role": ["network-admin", "platform"]}},
    },
    "instance types, for all actions of EC2": {
        **ON_ALL,
        "Action": "ec2:*",
        "Condition": {
            "StringNotLikeIfExists": {"ec2:InstanceType": ["t3.*", "m6i.*"]},
            "ArnNotLikeIfExists": {"aws:PrincipalArn": STACK_SETS},
        },
    },
    "a role, for all actions of IAM": {
        "Effect": "Deny",
        "Action": "iam:*",
        "Resource": ["arn:aws:iam::*:role/OrganizationAccountAccessRole", "arn:aws:iam::*:role/aws-controltower-*"],
        "Condition": {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/AWSControlTowerExecution"}},
    },
    "the root user, with one statement that is no list": {
        **ON_ALL,
        "Action": "*",
        "Condition": {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"}},
    },
    "tags on creation, for several services at once": {
        "Effect": "Deny",
        "Action": ["ec2:RunInstances", "ec2:CreateVolume", "rds:CreateDBInstance"],
        "Resource": ["arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:*:*:volume/*", "arn:aws:rds:*:*:db:*"],
        "Condition": {"Null": {"aws:RequestTag/CostCenter": "true"}},
    },
    "sharing outside, for all actions of RAM": {
        **ON_ALL,
        "Action": "ram:*",
        "Condition": {"Bool": {"ram:RequestedAllowsExternalPrincipals": "true"}},
    },
    "rules of Config, by a tag key that not all actions have": {
        **ON_ALL,
        "Action": ["config:DeleteConfigRule", "config:PutConfigRule"],
        "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": "aws-control-tower"}},
    },
    "networks of one's own, with four exemptions at once": {
        **ON_ALL,
        "Action": ["s3:*", "sqs:*"],
        "Condition": {
            "NotIpAddressIfExists": {"aws:SourceIp": ["192.0.2.0/24"]},
            "StringNotEqualsIfExists": {"aws:SourceVpc": "vpc-0123456789abcdef0"},
            "BoolIfExists": {"aws:ViaAWSService": "false"},
            "StringNotEquals": {"aws:PrincipalTag/dp:exclude:network": "true"},
        },
    },
    "a set operator on a key with one value": {
        **ON_ALL,
        "Action": "ec2:CreateVpc",
        "Condition": {"ForAllValues:StringNotEquals": {"aws:PrincipalAccount": ["111122223333"]}},
    },
    "a statement that allows": {"Effect": "Allow", "Action": ["ec2:*", "s3:*"], "Resource": "*"},
    "all resources but some": {"Effect": "Deny", "Action": "s3:PutObject", "NotResource": "arn:aws:s3:::data/*"},
}
RESOURCE_CONTROL: dict[str, dict[str, Any]] = {
    "an identity perimeter with exemptions by account and by tag": {
        **ON_EVERYBODY,
        "Action": ["s3:*", "sqs:*", "kms:*", "secretsmanager:*", "sts:AssumeRole"],
        "Condition": {
            "StringNotEqualsIfExists": {
                "aws:PrincipalOrgID": "o-abcde12345",
                "aws:PrincipalTag/dp:exclude:identity": "true",
                "aws:PrincipalAccount": ["111122223333"],
            },
            "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
        },
    },
    "services that act for others, except by source": {
        **ON_EVERYBODY,
        "Action": ["s3:*", "sqs:*", "kms:*"],
        "Condition": {
            "StringNotEqualsIfExists": {"aws:SourceOrgID": "o-abcde12345"},
            "ArnNotLikeIfExists": {"aws:SourceArn": "arn:aws:s3:::partner-*"},
            "Null": {"aws:SourceAccount": "false"},
            "Bool": {"aws:PrincipalIsAWSService": "true"},
        },
    },
}
POLICIES = [
    *(pytest.param(SCP, statement, id=name) for name, statement in SERVICE_CONTROL.items()),
    *(pytest.param(RCP, statement, id=name) for name, statement in RESOURCE_CONTROL.items()),
]


def linted(guardrail: Guardrail) -> tuple[list[str], list[str]]:
    """Return what is refused, and what is told."""
    found = lint_library([guardrail], {guardrail.name: ()})
    refused = [finding.message for finding in found if not finding.is_opinion]
    return refused, [finding.message for finding in found if finding.is_opinion]


def as_guardrail(kind: str, statement: dict[str, Any], tmp_path: Any, exemptions: str) -> Guardrail:
    document = policy({"Sid": "OwnPolicy1", **statement})
    folder = tmp_path / "own-policy"
    folder.mkdir()
    (folder / "policy.json").write_text("{}")
    return Guardrail(
        name="own-policy",
        kind=kind,
        document=document,
        written=document,
        exemptions=exemptions,
        folder=folder,
        shown="policies/own_guardrails/own-policy",
    )


@pytest.mark.parametrize(("kind", "statement"), POLICIES)
def test_nothing_is_refused_of_a_policy_that_comes_without_a_word(kind: str, statement: Any, tmp_path: Any) -> None:
    refused, _ = linted(as_guardrail(kind, statement, tmp_path, ""))

    assert refused == []


@pytest.mark.parametrize(("kind", "statement"), POLICIES)
def test_an_exemption_is_not_told_of_where_the_guardrail_says_who_is_exempt(
    kind: str, statement: Any, tmp_path: Any
) -> None:
    refused, opinions = linted(as_guardrail(kind, statement, tmp_path, "Those that the condition names."))

    assert refused == []
    assert not [opinion for opinion in opinions if "exempts somebody" in opinion]


@pytest.mark.parametrize(
    ("condition", "action", "fault"),
    [
        ({}, "ec2:RunInstance", "there is no action ec2:RunInstance"),
        ({}, "mobilehub:*", "there is no service mobilehub (mobilehub:*)"),
        ({"StringEquals": {"aws:RequestRegion": "eu-west-1"}}, "ec2:*", "there is no condition key aws:RequestRegion"),
        (
            {"StringNotEquals": {"aws:PrincipalArn": "arn:aws:iam::*:role/x"}},
            "ec2:*",
            "StringNotEquals aws:PrincipalArn: StringNotEquals takes no wildcards",
        ),
        ({"Null": {"s3:prefix": "true"}}, "s3:PutObject", "s3:PutObject: no condition key s3:prefix"),
    ],
)
def test_what_denies_nothing_of_what_it_says_stays_refused(
    condition: Any, action: str, fault: str, tmp_path: Any
) -> None:
    statement = {**ON_ALL, "Action": action, **({"Condition": condition} if condition else {})}

    refused, _ = linted(as_guardrail(SCP, statement, tmp_path, "Somebody."))

    assert refused == [fault]
