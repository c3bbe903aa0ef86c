from __future__ import annotations

from tests.emulator.coverage.configuration import Configuration, read_configurations
from tests.emulator.coverage.page import render, surprises
from tests.emulator.coverage.verdict import Verdict

PASSING = Verdict(create=True, unchanged=True, destroy=True)
FAILING = Verdict(create=True, unchanged=False, reason="Terraform's | words")


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
