"""An organization's own keys of tags, wherever the library names its own."""

from __future__ import annotations

from typing import Any

import pytest

from modules.specification.tag_keys import LibraryTag, TagKeys, spelled, with_tag_keys

KEYS: TagKeys = {LibraryTag.TEAM: "squad", LibraryTag.COST_CENTER: "Cost Centre"}


@pytest.mark.parametrize(
    ("written", "renamed"),
    [
        ("aws:RequestTag/Team", "aws:RequestTag/squad"),
        ("s3:ExistingObjectTag/CostCenter", "s3:ExistingObjectTag/Cost Centre"),
        ("arn:aws:s3:::a-${aws:PrincipalTag/Team}-*", "arn:aws:s3:::a-${aws:PrincipalTag/squad}-*"),
        ("aws:RequestTag/Teams", "aws:RequestTag/Teams"),
        ("aws:RequestTag/Team-Name", "aws:RequestTag/Team-Name"),
        ("aws:RequestTag/Stage", "aws:RequestTag/Stage"),
        ("Team", "Team"),
        (7, 7),
    ],
)
def test_a_tag_is_renamed_where_it_is_named_as_one(written: Any, renamed: Any) -> None:
    assert with_tag_keys(written, KEYS) == renamed


def test_a_statement_has_other_keys_in_conditions_and_variables_only() -> None:
    statement = {
        "Sid": "Team",
        "Resource": ["arn:aws:iam::*:role/teams/${aws:PrincipalTag/Team}/*"],
        "Condition": {
            "StringEquals": {"aws:ResourceTag/Team": "${aws:PrincipalTag/Team}"},
            "ForAllValues:StringEquals": {"aws:TagKeys": ["Team", "Stage"]},
        },
    }

    assert with_tag_keys(statement, KEYS) == {
        "Sid": "Team",
        "Resource": ["arn:aws:iam::*:role/teams/${aws:PrincipalTag/squad}/*"],
        "Condition": {
            "StringEquals": {"aws:ResourceTag/squad": "${aws:PrincipalTag/squad}"},
            "ForAllValues:StringEquals": {"aws:TagKeys": ["squad", "Stage"]},
        },
    }


def test_a_tag_policy_is_about_the_organization_s_key() -> None:
    rule = {"tag_key": {"@@assign": "CostCenter"}, "tag_value": {"@@assign": ["CostCenter"]}}

    assert with_tag_keys({"tags": {"costcenter": rule}}, KEYS) == {
        "tags": {
            "cost centre": {"tag_key": {"@@assign": "Cost Centre"}, "tag_value": {"@@assign": ["CostCenter"]}},
        }
    }


def test_a_backup_policy_selects_by_the_organization_s_key() -> None:
    """What it selects has a name of its own, which other places may refer to."""
    selection = {"tag_key": {"@@assign": "Team"}, "iam_role_arn": {"@@assign": "arn"}}

    assert with_tag_keys({"tags": {"team": selection}}, KEYS) == {
        "tags": {"team": {"tag_key": {"@@assign": "squad"}, "iam_role_arn": {"@@assign": "arn"}}}
    }


def test_without_keys_a_document_is_itself() -> None:
    document = {"aws:RequestTag/Team": "a"}

    assert with_tag_keys(document, {}) is document


@pytest.mark.parametrize(
    ("key", "expected"),
    [("Team", "squad"), ("team", "SQUAD"), ("CostCenter", "Cost Centre"), ("costcenter", "cOST cENTRE"), ("X", "X")],
)
def test_a_key_that_is_spelled_otherwise_stays_so(key: str, expected: str) -> None:
    assert spelled(key, KEYS) == expected
