"""Regions that a change of the YAML must not touch at once, told of what was applied."""

from __future__ import annotations

from typing import Any

import pytest

from modules.runner.two_steps.regions import refused_home, refused_leaving
from modules.synthesized.applied_regions import applied_regions, regions_in_use, regions_written


def state(*regions: str, resources: int = 1) -> dict[str, Any]:
    outputs = {"regions": {"value": list(regions), "type": ["tuple", ["string"] * len(regions)]}} if regions else {}
    return {"resources": [{"mode": "managed"}] * resources, "outputs": outputs}


def test_what_was_applied_is_read_of_the_state_the_home_region_first() -> None:
    assert applied_regions(state("eu-west-1", "us-east-1")) == ("eu-west-1", "us-east-1")


@pytest.mark.parametrize("nothing", [None, {}, state(), state("eu-west-1", resources=0), {"resources": [{}]}])
def test_a_state_that_says_nothing_has_none(nothing: Any) -> None:
    assert applied_regions(nothing) == ()


def test_another_home_region_is_a_fault() -> None:
    (fault,) = refused_home(("eu-west-1", "us-east-1"), "us-east-1")

    assert fault.what == "the home region must stay the one that was applied"
    assert fault.got == "us-east-1, where eu-west-1 was applied"
    assert fault.fix.startswith("write eu-west-1 again")


@pytest.mark.parametrize("applied", [("eu-west-1", "us-east-1"), ()])
def test_the_same_home_region_is_none_and_neither_is_the_first(applied: tuple[str, ...]) -> None:
    assert list(refused_home(applied, "eu-west-1")) == []


def resource(provider: str, *instances: object) -> dict[str, Any]:
    return {"mode": "managed", "provider": provider, "instances": list(instances)}


def test_a_region_is_in_use_where_resources_are_managed_with_its_provider() -> None:
    aws = 'provider["registry.terraform.io/hashicorp/aws"]'
    found = [resource(aws, {}), resource(f"{aws}.us-east-1", {}), resource(f"{aws}.eu-north-1")]

    assert regions_in_use({"resources": found}) == {"us-east-1"}
    assert regions_in_use(None) == frozenset()


def test_a_region_is_written_where_a_workspace_has_a_provider_of_it() -> None:
    blocks = [{"region": "eu-west-1"}, {"region": "us-east-1", "alias": "us-east-1"}]

    assert regions_written({"provider": {"aws": blocks}}) == {"us-east-1"}
    assert regions_written({}) == frozenset()


def test_a_region_that_leaves_while_resources_are_in_it_is_a_fault_with_both_steps() -> None:
    names = [f"account-{number}" for number in range(5)]

    (fault,) = refused_leaving({"us-east-1": names, "eu-north-1": []})

    assert fault.what == "a region must leave the YAML in two steps"
    assert fault.got == "us-east-1, where account-0, account-1, account-2, and 2 more still have resources"
    assert fault.fix.startswith("write `removed: {regions: [us-east-1]}` and deploy; then take that line out")
