"""Regions that a change of the YAML must not touch at once, told of what was applied."""

from __future__ import annotations

from typing import Any

import pytest

from modules.runner.two_steps.regions import refused_home
from modules.synthesized.applied_regions import applied_regions


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
