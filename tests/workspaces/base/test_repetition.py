from __future__ import annotations

from typing import Any

import pytest

from modules.workspaces.base.repetition import Repetition
from modules.workspaces.base.template import marker

KEY, BEFORE = marker("key"), marker("before")


def repetition(*keys: str, by_name: bool = False) -> Repetition:
    members = [{"key": key, "before": "nobody"} for key in keys]
    return Repetition(members=members, by=frozenset({"key"}), without=frozenset({"before"}), by_name=by_name)


class TestRepetition:
    def test_writes_an_entry_for_every_member_in_the_place_of_the_one_that_stands_for_them(self) -> None:
        document = {"resource": {"aws_vpc": {"b": {"x": 1}, f"a-{KEY}": {"name": KEY}, "c": {"x": 2}}}}

        assert list(repetition("z", "y").document(document)["resource"]["aws_vpc"].items()) == [
            ("b", {"x": 1}),
            ("a-z", {"name": "z"}),
            ("a-y", {"name": "y"}),
            ("c", {"x": 2}),
        ]

    def test_orders_all_entries_by_name_where_that_is_asked_for(self) -> None:
        document: dict[str, Any] = {"resource": {"aws_vpc": {f"{KEY}": {}, "m": {}}}}
        written = repetition("z", "a", by_name=True).document(document)
        assert list(written["resource"]["aws_vpc"]) == ["a", "m", "z"]

    def test_writes_entries_of_an_output_s_value(self) -> None:
        document = {"output": {"ids": {"value": {KEY: f"${{x.{KEY}.id}}", "known": "1"}}}}
        assert repetition("a", "b").document(document)["output"]["ids"]["value"] == {
            "a": "${x.a.id}",
            "b": "${x.b.id}",
            "known": "1",
        }

    def test_refuses_two_members_of_one_name(self) -> None:
        with pytest.raises(ValueError, match="two members share a name: a"):
            repetition("a", "a").document({"resource": {"aws_vpc": {KEY: {}}}})

    def test_leaves_out_what_is_only_referred_to(self) -> None:
        document = {"resource": {"aws_vpc": {BEFORE: {}, KEY: {"depends_on": [f"aws_vpc.{BEFORE}"]}}}}
        assert repetition("a").document(document)["resource"]["aws_vpc"] == {"a": {"depends_on": ["aws_vpc.nobody"]}}

    def test_waits_for_the_workspaces_of_every_member(self) -> None:
        waits = repetition("a", "b").dependencies(["staging-accounts", f"staging-account-{KEY}", "staging-identity"])
        assert waits == ["staging-accounts", "staging-account-a", "staging-account-b", "staging-identity"]

    def test_leaves_everything_else_as_it_is(self) -> None:
        document: dict[str, Any] = {
            "terraform": {"backend": {KEY: {}}},
            "resource": {"aws_vpc": {"a": {"ids": [{"b": 1}]}}},
        }
        assert repetition("z").document(document) == document
