"""What is left when refused parts are taken out, and where it was written."""

from __future__ import annotations

from typing import Any

import pytest

from modules.landing_zone import LandingZone
from modules.specification.remaining import KeyPath, Remaining
from modules.specification.schema_nodes import described, resolved, stand_in

SCHEMA = LandingZone.model_json_schema()


def remaining(**data: Any) -> Remaining:
    return Remaining(data, SCHEMA)


def test_an_optional_key_is_taken_out() -> None:
    left = remaining(accounts={"network": {"function": "network", "domain": "x"}})

    assert left.take_out(("accounts", "network", "domain"))
    assert left.data == {"accounts": {"network": {"function": "network"}}}


def test_an_entry_is_taken_out_with_the_required_key_that_is_wrong() -> None:
    left = remaining(accounts={"network": {"function": 1}, "devops": {"function": "devops"}})

    assert left.take_out(("accounts", "network", "function"))
    assert left.data == {"accounts": {"devops": {"function": "devops"}}}


def test_what_is_required_to_the_top_is_stood_in_for() -> None:
    left = remaining(organization={"home_region": 1, "name": "acme"})

    assert left.take_out(("organization", "home_region"))
    assert left.data == {"organization": {"home_region": "eu-west-1", "name": "acme"}}


def test_nothing_is_stood_in_for_twice() -> None:
    left = remaining(organization={"home_region": 1})

    assert left.take_out(("organization", "home_region"))
    assert not left.take_out(("organization", "home_region"))


@pytest.mark.parametrize("path", [(), ("accounts", "gone", "function")])
def test_what_is_gone_already_changes_nothing(path: KeyPath) -> None:
    left = remaining(accounts={})

    assert not left.take_out(path)
    assert left.data == {"accounts": {}}


def test_items_of_a_list_are_found_where_they_were_written() -> None:
    left = remaining(organization={"regions": ["a", "b", "c", "d"]})

    for index in (2, 0):
        left.take_out(("organization", "regions", index))

    assert left.data["organization"]["regions"] == ["b", "d"]
    assert left.as_written(("organization", "regions", 0)) == ("organization", "regions", 1)
    assert left.as_written(("organization", "regions", 1, "x")) == ("organization", "regions", 3, "x")


def test_a_stand_in_for_everything_is_an_environment_but_for_its_contradictions() -> None:
    made = stand_in(SCHEMA, SCHEMA)

    assert LandingZone.model_validate(made, strict=False).accounts == {}


def test_a_path_is_described_through_names_lists_and_choices() -> None:
    assert described(SCHEMA, ("teams", "any", "lead", "name"))["description"] == "First name and last name."
    assert described(SCHEMA, ("organization", "units", "A", "units", "B"))["title"] == "OrganizationalUnitSpec"
    assert described(SCHEMA, ("organization", "regions", 0))["type"] == "string"
    assert "description" in described(SCHEMA, ("deployment", "backend", "dynamodb_table"))
    assert described(SCHEMA, ("no", "such", 1, "path")) == {}


def test_what_stands_beside_a_reference_wins() -> None:
    root = {"$defs": {"A": {"type": "string", "description": "of A"}}}

    assert resolved({"$ref": "#/$defs/A", "description": "own"}, root) == {"type": "string", "description": "own"}
