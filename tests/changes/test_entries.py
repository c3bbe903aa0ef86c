"""What is told of accounts and of what is written, and how it is laid out."""

from __future__ import annotations

from typing import Any

import pytest

from modules.changes.accounts import AccountFacts, account_differences
from modules.changes.entries import Change, Entry, Section
from modules.changes.report import report_data, report_lines
from modules.changes.written import written_differences


def account(**facts: Any) -> AccountFacts:
    return AccountFacts(
        **{"unit": "Root", "name": "x", "email": "x@example.com", "id": None, "suspended": False, **facts}
    )


class TestAccounts:
    @pytest.mark.parametrize(
        ("was", "is_"),
        [
            ({"id": "1", "email": "a@x"}, {"id": "1", "email": "b@x"}),
            ({"email": "a@x"}, {"email": "a@x", "unit": "Workloads"}),
            ({"email": "a@x", "likeness": ("ada", "1", "dev")}, {"email": "b@x", "likeness": ("ada", "1", "dev")}),
        ],
    )
    def test_that_seem_to_be_called_otherwise_are_told(self, was: dict[str, Any], is_: dict[str, Any]) -> None:
        first, second = account_differences({"old": account(**was)}, {"new": account(**is_)})

        assert (first.change, first.what) == (Change.REMOVED, "old")
        assert first.how.startswith("new is new and like it")
        assert (second.change, second.what) == (Change.ADDED, "new")

    def test_that_only_come_and_go_are_not_taken_for_each_other(self) -> None:
        gone, *_ = account_differences({"old": account(email="a@x")}, {"new": account(email="b@x")})

        assert gone.how == "Root"

    def test_that_move_or_are_suspended_are_told(self) -> None:
        found = account_differences({"a": account()}, {"a": account(unit="Suspended", suspended=True)})

        assert [(entry.change, entry.how) for entry in found] == [
            (Change.MOVED, "Root → Suspended"),
            (Change.CHANGED, "suspended"),
        ]


def test_what_is_written_is_told_by_the_key_that_differs_and_a_new_section_once() -> None:
    before = {"teams": {"a": {"cost": "1", "stages": ["dev"]}}}
    now = {"teams": {"a": {"cost": "2", "stages": ["dev"]}, "b": {"cost": "3"}}}

    assert list(written_differences(before, now)) == [
        Entry(Change.CHANGED, "teams.a.cost", "1 → 2"),
        Entry(Change.ADDED, "teams.b", '{"cost": "3"}'),
    ]


def test_of_a_list_is_told_what_comes_and_goes() -> None:
    (found,) = written_differences({"guardrails": ["a", "b"]}, {"guardrails": ["b", "c"]})

    assert found == Entry(Change.CHANGED, "guardrails", "without a, with c")


def test_a_section_without_differences_is_left_out_for_people_and_kept_for_programs() -> None:
    sections = [
        Section("Accounts", ()),
        Section("Network", (), "it is unknown"),
        Section("Cost", (Entry(Change.ADDED, "[x]"),)),
    ]

    assert list(report_lines(sections)) == [
        "[bold]Network[/]",
        "  could not be compared: it is unknown",
        "",
        "[bold]Cost[/]",
        r"  [green]+[/] \[x]",
        "",
    ]
    assert [section["title"] for section in report_data(sections)] == ["Accounts", "Network", "Cost"]
