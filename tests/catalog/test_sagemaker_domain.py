"""Whose profile of Studio it is: the name by which CloudTrail tells who works cannot be another person's."""

from __future__ import annotations

import re
from typing import Any

import pytest

from modules.catalog.library.library import product
from modules.catalog_tests.expressions import Expressions

TEMPLATE = product("analytics/sagemaker-domain").current.template


def profile(user_name: str) -> dict[str, Any]:
    filled_in = {"Name": "claims", "UserName": user_name}
    resources = Expressions(TEMPLATE, filled_in, {}, {}).resources()
    return resources["Profile"]


@pytest.mark.parametrize(
    ("user_name", "name"),
    [
        ("ada.lovelace@acme.example", "ada-lovelace-acme-example"),
        ("ada", "ada"),
        ("ada_l-2@acme.example", "ada-l-2-acme-example"),
    ],
)
def test_a_profile_is_called_after_the_only_person_who_gets_into_it(user_name: str, name: str) -> None:
    made = profile(user_name)

    assert made["UserProfileName"] == name
    assert {"Key": "UserName", "Value": user_name} in made["Tags"]


def test_nothing_else_that_is_filled_in_names_a_profile() -> None:
    assert "Default" not in TEMPLATE["Parameters"]["UserName"]
    assert [name for name in TEMPLATE["Parameters"] if "Profile" in name] == []


@pytest.mark.parametrize("user_name", ["ada", "ada.lovelace@acme.example", f"a{'-a' * 31}"])
def test_every_name_that_may_be_filled_in_is_one_that_a_profile_may_have(user_name: str) -> None:
    parameter = TEMPLATE["Parameters"]["UserName"]

    assert re.fullmatch(parameter["AllowedPattern"], user_name)
    assert len(user_name) <= parameter["MaxLength"]
    assert re.fullmatch(r"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}", profile(user_name)["UserProfileName"])


@pytest.mark.parametrize("user_name", ["ada lovelace", "ada/lovelace", "ada+l@acme.example", "-ada", "ada..l"])
def test_a_name_that_no_profile_can_have_is_not_taken(user_name: str) -> None:
    assert not re.fullmatch(TEMPLATE["Parameters"]["UserName"]["AllowedPattern"], user_name)
