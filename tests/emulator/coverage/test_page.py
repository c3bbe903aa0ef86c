from __future__ import annotations

import re

import pytest

from tests.emulator.coverage.configuration import Configuration, read_configurations
from tests.emulator.coverage.page import PAGE, read_gaps, render, surprises
from tests.emulator.coverage.verdict import Verdict

LEAST_TYPES = 215
LEAST_PASSING = 0.97
PASSING = Verdict(create=True, unchanged=True, destroy=True)
FAILING = Verdict(create=True, unchanged=False, reason="Terraform's | words")

_ROW = re.compile(r"^\| `(?P<type>\w+)` \| (?P<steps>.*?) \| (?P<reason>.*?) ?\|$", re.MULTILINE)


@pytest.fixture(scope="module")
def rows() -> dict[str, re.Match[str]]:
    """The rows of the page as it is committed, by type."""
    return {row["type"]: row for row in _ROW.finditer(PAGE.read_text())}


class TestCommittedPage:
    def test_has_exactly_the_types_of_the_configurations(self, rows: dict[str, re.Match[str]]) -> None:
        assert set(rows) == {type_ for configuration in read_configurations() for type_ in configuration.types}

    def test_has_enough_types_of_which_nearly_all_pass(self, rows: dict[str, re.Match[str]]) -> None:
        passing = [type_ for type_, row in rows.items() if row["steps"] == "yes | yes | yes"]

        assert len(rows) >= LEAST_TYPES
        assert len(passing) >= LEAST_PASSING * len(rows)

    def test_gives_every_failing_type_the_reason_of_the_known_gaps(self, rows: dict[str, re.Match[str]]) -> None:
        failing = {type_: row["reason"] for type_, row in rows.items() if row["steps"] != "yes | yes | yes"}

        assert failing == read_gaps()

    def test_states_the_totals_of_its_rows(self, rows: dict[str, re.Match[str]]) -> None:
        passing = sum(row["steps"] == "yes | yes | yes" for row in rows.values())

        assert f"**{passing} of {len(rows)} types pass" in PAGE.read_text()


class TestRender:
    def test_writes_a_row_for_each_type_and_the_totals(self) -> None:
        page = render({"aws_vpc": PASSING, "aws_eip": FAILING}, {"aws_eip": "ours"}, provider="5.100.0")

        assert "AWS provider 5.100.0" in page
        assert "**1 of 2 types pass (50.0 %).**" in page
        assert page.endswith("| `aws_eip` | yes | no | - | ours |\n| `aws_vpc` | yes | yes | yes |  |\n")

    def test_gives_terraforms_words_where_we_know_no_better(self) -> None:
        assert r"| Terraform's \| words |" in render({"aws_eip": FAILING}, {}, provider="5.100.0")


class TestSurprises:
    def test_are_none_where_the_measurement_is_as_known(self) -> None:
        assert surprises({"aws_vpc": PASSING, "aws_eip": FAILING}, {"aws_eip": "ours"}) == []

    def test_name_what_newly_fails_what_newly_passes_and_what_is_gone(self) -> None:
        assert surprises({"aws_vpc": PASSING, "aws_eip": FAILING}, {"aws_vpc": "closed", "aws_old": "gone"}) == [
            "aws_eip fails: Terraform's | words",
            "aws_vpc is a known gap, and passes",
            "aws_old is a known gap, and no configuration has it",
        ]


def test_every_configuration_works_in_accounts_of_its_own() -> None:
    configurations = read_configurations()

    accounts = {account for c in configurations for account in (c.account_id, c.member_id)}

    assert len(accounts) == 2 * len(configurations)


def test_the_types_of_a_configuration_are_those_of_its_resources() -> None:
    text = 'resource "aws_vpc" "a" {}\nresource "aws_vpc" "b" {}\ndata "aws_subnet" "c" {}\n'

    assert Configuration("any", text).types == {"aws_vpc"}
