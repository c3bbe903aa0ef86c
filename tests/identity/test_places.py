"""Access by unit, by function and by name, for accounts that are there and those that come."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.environments import environment_with

EVERY_WORKLOAD = {"data-lake-claims", "data-governance", "fraud-dev", "fraud-test", "fraud-prod"}


def reached(**places: Any) -> set[str]:
    """Accounts in which a group has a permission set, in staging."""
    access = [{"permission_set": "ReadOnly", **places}]
    identity = {"groups": {"Retail": {"description": "Retail.", "access": access}}}
    directory = environment_with("staging", identity=identity).zone.directory
    return {one.account.key for one in directory.assignments if one.group.key == "Retail"}


@pytest.mark.parametrize(
    ("places", "accounts"),
    [
        ({"units": ["Workloads"]}, EVERY_WORKLOAD),
        ({"units": ["Workloads/Production"]}, {"data-governance", "fraud-prod"}),
        ({"units": ["Workloads/Production", "Sandbox"]}, {"data-governance", "fraud-prod", "sandbox-canary"}),
        ({"units": ["Workloads"], "functions": ["team"]}, {"fraud-dev", "fraud-test", "fraud-prod"}),
        ({"units": ["Workloads"], "stages": ["prod"]}, {"fraud-prod"}),
        ({"everywhere": True, "stages": ["dev"]}, {"fraud-dev"}),
        ({"units": ["Workloads/DataLake"], "accounts": ["network"]}, {"data-lake-claims", "network"}),
        ({"functions": ["team", "data-lake"], "stages": ["prod"]}, {"fraud-prod", "data-lake-claims"}),
        ({"accounts": ["network"]}, {"network"}),
    ],
)
def test_access_holds_where_it_says(places: dict[str, Any], accounts: set[str]) -> None:
    assert reached(**places) == accounts


def test_a_unit_is_no_beginning_of_another_s_name() -> None:
    """`Work` is not the parent of `Workloads`, and `Workloads/Pro` not of `Workloads/Production`."""
    organization = environment_with("staging").zone.organization.model_dump(mode="json", exclude_defaults=True)
    organization["units"]["Work"] = {}
    identity = {
        "groups": {"Retail": {"description": "-", "access": [{"permission_set": "ReadOnly", "units": ["Work"]}]}}
    }
    zone = environment_with("staging", organization=organization, identity=identity).zone
    assert not [one for one in zone.directory.assignments if one.group.key == "Retail"]
