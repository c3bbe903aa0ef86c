from __future__ import annotations

import pytest

from modules.exports.aft.folder_names import RESERVED, folder_names
from modules.specification.errors import LandingZoneError


def test_a_shape_is_called_by_its_own_name_at_first() -> None:
    assert folder_names({"team-dev": ["a"], "team-dev-2": ["b"]}, {}) == {
        "team-dev": "team-dev",
        "team-dev-2": "team-dev-2",
    }


def test_a_shape_keeps_the_name_that_most_of_its_accounts_had() -> None:
    shapes = {"team-dev": ["a"], "team-dev-2": ["b", "c", "d"]}
    before = {"a": "team-dev-2", "b": "team-dev", "c": "team-dev", "d": "team-dev-2"}
    assert folder_names(shapes, before) == {"team-dev": "team-dev-2", "team-dev-2": "team-dev"}


def test_a_new_shape_takes_no_name_that_another_keeps() -> None:
    shapes = {"team-dev": ["new"], "team-dev-2": ["a"]}
    assert folder_names(shapes, {"a": "team-dev"}) == {"team-dev": "team-dev-2", "team-dev-2": "team-dev"}


def test_a_shape_that_is_split_keeps_the_name_for_the_larger_part() -> None:
    shapes = {"x": ["a"], "y": ["b", "c"]}
    assert folder_names(shapes, dict.fromkeys("abc", "team-dev")) == {"x": "x", "y": "team-dev"}


@pytest.mark.parametrize("name", [*RESERVED, "-dev", "team dev", "a;b", ""])
def test_a_name_that_the_pipeline_cannot_use_is_refused(name: str) -> None:
    with pytest.raises(LandingZoneError) as error:
        folder_names({name: ["a"]}, {})
    assert error.value.got == name
