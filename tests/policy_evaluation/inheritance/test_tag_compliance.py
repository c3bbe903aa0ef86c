"""Single tags against an effective tag policy."""

from __future__ import annotations

from typing import Any

import pytest

from modules.policy_evaluation.inheritance.tag_compliance import TagCheck, check_tag

SETTINGS: dict[str, Any] = {
    "tags": {
        "costcenter": {
            "tag_key": "CostCenter",
            "tag_value": ["1000", "47*", "*@acme.example", "(a.b)"],
            "enforced_for": ["sagemaker:ALL_SUPPORTED", "redshift:*", "s3:bucket"],
        },
        "Owner": {"enforced_for": ["s3:bucket"]},
    }
}


def _check(key: str, value: str, resource_type: str = "s3:bucket") -> TagCheck:
    return check_tag(SETTINGS, resource_type=resource_type, key=key, value=value)


@pytest.mark.parametrize("value", ["1000", "47", "4711", "ada@acme.example", "(a.b)"])
def test_a_value_complies_that_is_named_or_fits_a_pattern(value: str) -> None:
    assert _check("CostCenter", value) == TagCheck(fault="", enforced=True)


@pytest.mark.parametrize("value", ["", "10000", "1", "147", "ada@acme.example.org", "(axb)", "1000\n"])
def test_another_value_is_refused_where_the_policy_is_enforced(value: str) -> None:
    assert _check("CostCenter", value).fault == "the value is none of 1000, 47*, *@acme.example, (a.b)"
    assert _check("CostCenter", value).denied


def test_values_know_capital_letters() -> None:
    policy = {"tags": {"stage": {"tag_key": "Stage", "tag_value": ["dev"], "enforced_for": ["s3:bucket"]}}}

    assert check_tag(policy, resource_type="s3:bucket", key="Stage", value="Dev").denied


def test_a_key_is_spelled_one_way() -> None:
    assert _check("costCenter", "1000") == TagCheck(fault="the key is spelled CostCenter", enforced=True)


def test_without_a_spelling_small_letters_comply() -> None:
    assert _check("owner", "").fault == ""
    assert _check("Owner", "").fault == "the key is spelled owner"


def test_without_values_every_value_complies() -> None:
    assert _check("owner", "anybody") == TagCheck(fault="", enforced=True)


def test_one_value_may_stand_without_a_list() -> None:
    policy = {"tags": {"stage": {"tag_value": "dev"}}}

    assert check_tag(policy, resource_type="s3:bucket", key="stage", value="dev").fault == ""
    assert check_tag(policy, resource_type="s3:bucket", key="stage", value="d").fault == "the value is none of dev"


def test_a_tag_that_the_policy_does_not_name_complies() -> None:
    assert _check("Purpose", "anything") == TagCheck(fault="", enforced=False)
    assert check_tag({}, resource_type="s3:bucket", key="Purpose", value="anything") == TagCheck("", enforced=False)


@pytest.mark.parametrize(
    "resource_type", ["s3:bucket", "sagemaker:endpoint", "sagemaker:app-image-config", "redshift:cluster"]
)
def test_it_is_enforced_for_a_type_that_is_named_or_whose_service_is(resource_type: str) -> None:
    assert _check("CostCenter", "nobody", resource_type).denied


@pytest.mark.parametrize("resource_type", ["s3:accesspoint", "ec2:instance", "sagemaker-geospatial:job"])
def test_elsewhere_a_wrong_tag_is_reported_only(resource_type: str) -> None:
    check = _check("CostCenter", "nobody", resource_type)

    assert check.fault
    assert not check.denied
