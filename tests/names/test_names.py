"""What a text of a policy names."""

from __future__ import annotations

import pytest

from modules.names.names import Name, name_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("arn:aws:iam::*:role/teams/${aws:PrincipalTag/Team}/dev/*", Name("iam:role", "teams/*/dev/*")),
        ("arn:aws:iam::123456789012:policy/platform/Boundary", Name("iam:policy", "platform/Boundary")),
        ("arn:aws:s3:::acme-*/raw/*", Name("s3:bucket", "acme-*")),
        ("alias/landing-zone/*", Name("kms:alias", "landing-zone/*")),
        ("arn:aws:kms:eu-west-1:*:alias/landing-zone/ebs", Name("kms:alias", "landing-zone/ebs", "eu-west-1")),
        ("arn:aws:logs:*:*:log-group:/aws/sagemaker/*:log-stream:x", Name("logs:log-group", "/aws/sagemaker/*")),
        ("arn:aws:ssm:*:*:parameter/landing-zone/team/bucket", Name("ssm:parameter", "/landing-zone/team/bucket")),
        (
            "arn:aws:backup:us-east-1:$account:backup-vault:landing-zone",
            Name("backup:backup-vault", "landing-zone", "us-east-1"),
        ),
        ("arn:aws:athena:*:*:workgroup/churn-dev", Name("athena:workgroup", "churn-dev")),
        ("arn:aws:iam::*:root", Name("iam", "root")),
    ],
)
def test_an_arn_or_an_alias_names_something(text: str, name: Name) -> None:
    assert name_in(text) == name


@pytest.mark.parametrize("text", ["*", "s3:GetObject", "landing-zone", "o-1234567890/*"])
def test_other_texts_name_nothing(text: str) -> None:
    assert name_in(text) is None


def test_the_same_name_in_another_region_is_another() -> None:
    asked = Name("backup:backup-vault", "landing-zone", "us-east-1")

    assert asked.is_of(Name("backup:backup-vault", "landing-*", "us-east-1"))
    assert asked.is_of(Name("backup:backup-vault", "landing-zone"))
    assert not asked.is_of(Name("backup:backup-vault", "landing-zone", "eu-west-1"))
    assert not asked.is_of(Name("kms:alias", "landing-zone", "us-east-1"))
