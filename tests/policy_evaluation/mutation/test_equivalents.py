"""Changes that change nothing are told from those that do."""

from __future__ import annotations

from modules.policy_evaluation.mutation.mutations import mutations
from tests.policy_evaluation.small_organization import deny


def equivalents(**elements: object) -> dict[str, str]:
    statement = {**deny("Example", "s3:GetObject"), **elements}
    return {one.change: one.equivalent for one in mutations(statement) if one.equivalent}


def test_an_item_that_another_pattern_of_the_list_covers_changes_nothing() -> None:
    assert equivalents(Action=["s3:Get*", "s3:getObject", "s3:PutObject"]) == {
        "Action without s3:getObject": "s3:Get* covers it"
    }
    assert equivalents(Resource=["arn:aws:s3:::a-*", "arn:aws:s3:::a-*/*", "arn:aws:s3:::b"]) == {
        "Resource without arn:aws:s3:::a-*/*": "arn:aws:s3:::a-* covers it"
    }


def test_an_item_that_stands_twice_changes_nothing() -> None:
    assert equivalents(Resource=["arn:aws:s3:::a", "arn:aws:s3:::a"]) == {
        "Resource without arn:aws:s3:::a": "it is in the list twice"
    }


def test_a_value_is_covered_only_where_the_operator_reads_patterns() -> None:
    assert equivalents(Condition={"StringLike": {"aws:example": ["a*", "ab"]}}) == {
        "StringLike aws:example without ab": "a* covers it"
    }
    assert equivalents(Condition={"StringEquals": {"aws:example": ["a*", "ab"]}}) == {}
