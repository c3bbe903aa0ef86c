from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from modules.organization.guardrails.documents import Document, minified
from modules.organization.guardrails.packing import Packed, pack
from modules.organization.spec import PolicyType

SCP = PolicyType.SERVICE_CONTROL_POLICY
LIMIT = 500
NAMES = st.text("abcdefgh", min_size=1, max_size=8)
LIBRARIES = st.dictionaries(NAMES, st.integers(1, 400), max_size=12)


def document(name: str, padding: int) -> Document:
    return {"Version": "2012-10-17", "Statement": [{"Sid": name, "Effect": "Deny", "Action": "x" * padding}]}


def documents(sizes: dict[str, int]) -> dict[str, Document]:
    return {name: document(name, padding) for name, padding in sizes.items()}


def packed(sizes: dict[str, int], limit: int = LIMIT) -> list[Packed]:
    return pack(SCP, documents(sizes), characters=limit)


def places(policies: list[Packed]) -> dict[str, int]:
    return {name: number for number, policy in enumerate(policies) for name in policy.guardrails}


@given(LIBRARIES)
def test_every_statement_is_in_exactly_one_policy(sizes: dict[str, int]) -> None:
    sids = [statement["Sid"] for policy in packed(sizes) for statement in policy.document["Statement"]]

    assert sorted(sids) == sorted(sizes)


@given(LIBRARIES)
def test_a_policy_is_larger_than_its_quota_only_where_one_guardrail_alone_is(sizes: dict[str, int]) -> None:
    for policy in packed(sizes):
        assert policy.characters <= LIMIT or len(policy.guardrails) == 1


@given(LIBRARIES, st.integers(1, 400))
def test_one_more_at_the_end_moves_none_of_the_others(sizes: dict[str, int], padding: int) -> None:
    before = places(packed(sizes))

    after = places(packed({**sizes, "one-more": padding}))

    assert {name: after[name] for name in before} == before


@given(LIBRARIES)
def test_no_two_policies_would_fit_into_one_with_room_left_for_the_first_of_the_second(sizes: dict[str, int]) -> None:
    """First fit: the first guardrail of each policy had no room in any policy before it."""
    policies = packed(sizes)
    for number, policy in enumerate(policies):
        first = documents(sizes)[policy.guardrails[0]]
        for earlier in policies[:number]:
            joined = {**earlier.document, "Statement": [*earlier.document["Statement"], *first["Statement"]]}
            assert len(minified(joined)) > LIMIT


def test_a_later_small_one_fills_what_an_earlier_large_one_left() -> None:
    assert [policy.guardrails for policy in packed({"large": 300, "larger": 390, "small": 1})] == [
        ("large", "small"),
        ("larger",),
    ]


def test_characters_are_those_of_the_document_as_organizations_gets_it() -> None:
    (policy,) = packed({"one": 10})

    assert policy.characters == len(
        '{"Version":"2012-10-17","Statement":[{"Sid":"one","Effect":"Deny","Action":"xxxxxxxxxx"}]}'
    )
